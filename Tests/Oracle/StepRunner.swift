import Junction

/// What an operation reported, step by step.
final class Reports: Sendable {
    private let reports = Guarded<[JSONValue]>([])

    var all: [JSONValue] { reports.withLock { $0 } }

    func append(_ report: JSONValue) { reports.withLock { $0.append(report) } }

    /// What a change of a relation did, as sets of keys shown ascending.
    func append<T: Model>(_ changes: LinkChanges<T>) where T.RawKey == Int64 {
        append(added: changes.added, restored: changes.restored, existing: changes.existing, removed: changes.removed)
    }

    func append<T: Model>(
        added: [Key<T>], restored: [Key<T>] = [], existing: [Key<T>] = [], removed: [Key<T>] = []
    ) where T.RawKey == Int64 {
        func sorted(_ keys: [Key<T>]) -> JSONValue { .list(keys.compactMap(\.raw).sorted().map { JSONValue.int($0) }) }
        append(
            .object(["added": sorted(added), "restored": sorted(restored), "existing": sorted(existing), "removed": sorted(removed)]))
    }
}

/// Does the steps of an operation that the file describes for a machine.
struct StepRunner: Sendable {
    struct NeedsSwift: Error {
        let step: String
    }

    /// What a transaction's body throws where the case says so.
    private struct BodyFailed: Error {}

    let reports: Reports

    private static let relations: Set<String> = [
        "Contact.departments", "Contact.tags", "Contact.friends", "Contact.follows", "Contact.followers", "Category.contacts",
        "DatabaseConfig.modules",
    ]

    static func knows(_ step: Step) -> Bool {
        switch step.op {
        case .transaction, .savepoint: (step.steps ?? []).allSatisfy(knows)
        case .add, .remove, .clear, .set, .create: relations.contains(step.relation ?? "")
        case .read, .sql, .refused: false
        }
    }

    func run(_ steps: [Step], on session: some Session) async throws {
        for step in steps {
            switch step.op {
            case .transaction, .savepoint: try await nested(step, on: session)
            default: try await change(step, on: session)
            }
        }
    }

    private func nested(_ step: Step, on session: some Session) async throws {
        do {
            try await session.transaction { tx in
                try await run(step.steps ?? [], on: tx)
                if step.fails == true { throw BodyFailed() }
            }
        } catch is BodyFailed {
            return
        } catch {
            guard step.catch == true else { throw error }
            reports.append(Refusal(error).report)
        }
    }

    /// The owner is a value made up here: a handle needs its key only, and fetching it would be a statement more.
    private func change(_ step: Step, on session: some Session) async throws {
        switch step.relation {
        case "Contact.departments": try await departments(of: Contact.standIn(step.owner), step, on: session)
        case "Contact.tags": try await plain(Contact.standIn(step.owner).tags, step, on: session)
        case "Contact.friends": try await plain(Contact.standIn(step.owner).friends, step, on: session)
        case "Contact.follows": try await plain(Contact.standIn(step.owner).follows, step, on: session)
        case "Contact.followers": try await plain(Contact.standIn(step.owner).followers, step, on: session)
        case "Category.contacts": try await plain(Category.standIn(step.owner).contacts, step, on: session)
        case "DatabaseConfig.modules": try await plain(DatabaseConfig.standIn(step.owner).modules, step, on: session)
        default: throw NeedsSwift(step: step.op.rawValue)
        }
    }

    /// The relation through a model: its links can be filled, and its targets created.
    private func departments(of contact: Contact, _ step: Step, on session: some Session) async throws {
        let departments = contact.departments, keys: [Key<Category>] = step.targetKeys()
        switch (step.op, step.fill) {
        case (.add, let fill?): reports.append(try await departments.add(keys: keys, on: session) { fill.assign(to: &$0) })
        case (.set, let fill?): reports.append(try await departments.set(keys: keys, on: session) { fill.assign(to: &$0) })
        case (.add, nil) where keys.contains(.unassigned):
            reports.append(try await departments.add((step.keys ?? []).map { Category.standIn($0) }, on: session))
        case (.create, nil):
            let made = try await departments.create(Category(name: step.values?["name"] ?? ""), on: session)
            reports.append(added: [made.id])
        default: try await plain(departments, step, on: session)
        }
    }

    /// What every many-to-many relation can do.
    private func plain<R: ManyVerbs>(_ relation: R, _ step: Step, on session: some Session) async throws where R.Target.RawKey == Int64 {
        let keys: [Key<R.Target>] = step.targetKeys()
        switch step.op {
        case .add where step.fill == nil: reports.append(try await relation.add(keys: keys, on: session))
        case .remove: reports.append(try await relation.remove(keys: keys, on: session))
        case .clear: reports.append(try await relation.clear(on: session))
        case .set where step.fill == nil: reports.append(try await relation.set(keys: keys, on: session))
        default: throw NeedsSwift(step: step.op.rawValue)
        }
    }
}

extension Step {
    fileprivate func targetKeys<M: Model>() -> [Key<M>] where M.RawKey == Int64 {
        (keys ?? []).map { number in number.map { M.key($0) } ?? .unassigned }
    }
}

extension Step.Fill {
    fileprivate func assign(to link: inout Changes<ContactDepartment>) {
        if let role { link.role = role }
        if let position { link.position = position }
    }
}

// Values with a key of the file, or with none: models that were never inserted.

extension Contact {
    static func standIn(_ number: Int64?) -> Contact {
        var contact = Contact(userID: User.key(1))
        if let number { contact.id = Contact.key(number) }
        return contact
    }
}

extension Category {
    static func standIn(_ number: Int64?) -> Category {
        var category = Category(name: "Stand-in")
        if let number { category.id = Category.key(number) }
        return category
    }
}

extension DatabaseConfig {
    static func standIn(_ number: Int64?) -> DatabaseConfig {
        var config = DatabaseConfig(description: "Stand-in", databaseName: "stand_in")
        if let number { config.id = DatabaseConfig.key(number) }
        return config
    }
}
