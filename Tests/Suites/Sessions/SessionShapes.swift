import Junction

// What users write. Most of this file only has to compile, in Swift 6 mode and without a warning.

/// An ordinary class: not sendable.
final class SessionTally {
    var count = 0
}

/// The same function in a transaction and outside.
private func add(_ name: String, on session: some Session) async throws { try await sessionAdd(name, on: session) }

/// With an existential instead of a generic.
private func addAny(_ name: String, on session: any Session) async throws { try await sessionAdd(name, on: session) }

actor SessionMailer {
    private(set) var sent = 0
    func send() { sent += 1 }
}

/// A caller without an isolation of its own. Returns how much of everything there was.
func sessionFreely(_ db: Database, _ mailer: SessionMailer) async throws -> [Int] {
    var names: [String] = []  // an ordinary variable, changed in the body, used afterwards
    let tally = SessionTally()  // a value that is not sendable, used before, in and after
    tally.count = 1
    try await db.transaction { tx in
        try await sessionAdd("a", on: tx)
        names.append("body")
        tally.count += 1
        await mailer.send()  // another actor
        try await add("b", on: tx)  // an ordinary async function
        try await addAny("c", on: tx)
        try await tx.transaction { inner in  // a savepoint
            try await sessionAdd("d", on: inner)
            names.append("inner")
            tally.count += 1
        }
    }
    names.append("after")
    tally.count += 1
    let made = try await db.transaction { tx in  // returns a value that is not sendable
        let made = SessionTally()
        made.count = try await SessionItem.query.all(on: tx).count
        return made
    }
    made.count += 1
    async let all = SessionItem.query.all(on: db)
    async let one = SessionItem.find(Key(1), on: db)
    let outside = try await (all.count, one.name)
    // Statements of one transaction from child tasks.
    let inside = try await db.transaction { tx in
        async let all = SessionItem.query.all(on: tx)
        async let one = SessionItem.find(Key(1), on: tx)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...4 { group.addTask { Int(try await SessionItem.find(Key(Int64(number)), on: tx).id.raw ?? 0) } }
            return try await group.reduce(0, +)
        }
        return try await all.count + (one.name == "a" ? 1 : 0) + sum
    }
    return [names.count, tally.count, made.count, outside.0, outside.1 == "a" ? 1 : 0, inside]
}

/// A caller on the main actor: its state may be touched in the body.
@MainActor final class SessionViewModel {
    private(set) var names: [String] = []

    func load(_ db: Database) async throws {
        try await db.transaction { tx in
            names = try await sessionNames(on: tx)
            names.append("from the body")
        }
        let outside = try await sessionNames(on: db)
        names += outside
    }

    /// Off the main actor on purpose: the body runs on the connection's thread.
    func loadAway(_ db: Database) async throws {
        names = try await db.transaction { @concurrent tx in try await sessionNames(on: tx) }
    }
}

/// A caller on an actor of its own.
actor SessionService {
    private(set) var names: [String] = []

    func load(_ db: Database) async throws {
        try await db.transaction { tx in
            names = try await sessionNames(on: tx)
            try await tx.transaction { inner in
                try await sessionAdd("service", on: inner)
                names.append("x")
            }
        }
    }
}

/// A type that keeps its session, whichever it is.
struct SessionRepository<S: Session> {
    let session: S

    func all() async throws -> [SessionItem] { try await SessionItem.query.all(on: session) }
}
