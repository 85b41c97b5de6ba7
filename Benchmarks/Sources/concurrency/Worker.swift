import Junction

/// What the tasks do.
enum Kind: String, Sendable, CaseIterable {
    case lookUp = "look-up"
    case busyLookUp = "busy-look-up"
    case prefetch
    case add
    case mix

    var what: String {
        switch self {
        case .lookUp: "a contact by its key"
        case .busyLookUp: "the same, by tasks that do nothing else and never yield"
        case .prefetch: "ten contacts by their keys, with their categories"
        case .add: "one link added; one in twenty is there already"
        case .mix: "nine look-ups, then an add"
        }
    }

    /// Whether a task gives way after each operation, as one that waits for a client would.
    var yields: Bool { self != .busyLookUp }

    func isWrite(_ turn: Int) -> Bool {
        switch self {
        case .add: true
        case .mix: turn % 10 == 9
        case .lookUp, .busyLookUp, .prefetch: false
        }
    }

    static func named(_ names: [String]) throws -> [Kind] {
        try names.map { name in
            guard let kind = Kind(rawValue: name) else {
                throw UsageError("there is no \(name); there are \(allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return kind
        }
    }
}

/// What one task got.
struct Tally: Sendable {
    /// Microseconds of wall clock that each operation took, the wait for a connection included.
    var reads: [Double] = []
    var writes: [Double] = []
    var failures = 0
    var firstFailure: String?

    var operations: Int { reads.count + writes.count }
}

/// One task: does one operation after the other until the time is over.
struct Worker: Sendable {
    let db: Database
    let rows: Rows
    let kind: Kind
    let number: Int

    func run(from start: ContinuousClock.Instant, until end: ContinuousClock.Instant) async throws -> Tally {
        try await Task.sleep(until: start, clock: .continuous)
        var tally = Tally(), random = Numbers(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15), turn = number
        while true {
            let before = ContinuousClock.now
            if before >= end { return tally }
            let isWrite = kind.isWrite(turn)
            do {
                try await operate(isWrite: isWrite, &random)
                let time = (ContinuousClock.now - before) / .microseconds(1)
                if isWrite { tally.writes.append(time) } else { tally.reads.append(time) }
            } catch {
                tally.failures += 1
                if tally.firstFailure == nil { tally.firstFailure = "\(error)" }
            }
            turn += 1
            if kind.yields { await Task.yield() }
        }
    }

    private func operate(isWrite: Bool, _ random: inout Numbers) async throws {
        if isWrite {
            let contact = random.pick(rows.contacts), category = random.pick(rows.categories)
            _ = try await contact.categories.add(keys: [category], on: db)
        } else if kind == .prefetch {
            let keys = (0..<10).map { _ in random.pick(rows.contacts).id }
            _ = try await Contact.filter { $0.id.in(keys) }.with { $0.categories }.all(on: db)
        } else {
            _ = try await Contact.find(random.pick(rows.contacts).id, on: db)
        }
    }
}

/// Numbers that look random (SplitMix64).
struct Numbers: Sendable {
    var state: UInt64

    mutating func pick<T>(_ list: [T]) -> T {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return list[Int((mixed ^ (mixed >> 31)) % UInt64(list.count))]
    }
}
