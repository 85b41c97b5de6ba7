import Junction

/// The error that an operation must end with.
struct ExpectedError: Decodable, Sendable {
    let kindAnyOf: [String]
    let keys: [Int64]?
    let relation: String?
    let constraintKind: String?
    let columns: [String]?
    let properties: [String]?

    /// What differs, one sentence each. A fact is only compared where the case names it.
    func problems(_ error: any Error) -> [String] {
        let refusal = Refusal(error)
        guard kindAnyOf.contains(refusal.kind) else { return ["the error is \(refusal.kind), expected \(kindAnyOf): \(error)"] }
        func check<T: Equatable>(_ what: String, _ expected: T?, _ found: T?) -> String? {
            guard let expected, found != expected else { return nil }
            return "the error's \(what): \(found.map { "\($0)" } ?? "none"), expected \(expected): \(error)"
        }
        let ofConstraint = refusal.kind == "ConstraintViolation" ? constraintKind : nil
        return [
            check("keys", keys?.sorted(), refusal.keys), check("relation", relation, refusal.relation),
            check("constraint", ofConstraint, refusal.constraintKind), check("columns", columns?.sorted(), refusal.columns),
            check("properties", properties?.sorted(), refusal.properties),
        ].compactMap { $0 }
    }
}

/// An error of Junction in the words of the file.
struct Refusal {
    private(set) var kind: String
    /// Ascending.
    private(set) var keys: [Int64]?
    private(set) var relation: String?
    private(set) var constraintKind: String?
    private(set) var columns: [String]?
    private(set) var properties: [String]?

    init(_ error: any Error) {
        kind = String(describing: type(of: error))
        switch error {
        case let error as RelationError:
            kind = Self.kind(error)
            relation = error.relation
            keys = Self.numbers(error.keys)
        case let error as DatabaseError:
            constraintKind = Self.constraint(error)
            if constraintKind != nil { kind = "ConstraintViolation" }
            columns = error.columns.sorted()
        case let error as ValidationError:
            kind = "ValidationFailure"
            properties = error.failures.map(\.property).sorted()
        case let error as QueryError:
            if case .notFound(_, let missing) = error.kind {
                kind = "NotFound"
                keys = Self.numbers(missing)
            } else if case .unsavedKey = error.kind {
                kind = "UnsavedModel"
            }
        default: break
        }
    }

    /// How an error that was caught on the way is reported.
    var report: JSONValue { .object(["error": .text(kind), "keys": .list((keys ?? []).map { JSONValue.int($0) })]) }

    private static func kind(_ error: RelationError) -> String {
        switch error.kind {
        case .missingTargets: "MissingTargets"
        case .targetsAgainstLimit: "TargetsAgainstLimit"
        case .notLinked, .contradictingTargets, .unreferableTargets, .unreferableOwner: "NotFound"
        case .deletedTargets: "DeletedTargets"
        case .missingOwner: "MissingOwner"
        case .deletedOwner: "DeletedOwner"
        case .unsavedTarget, .unsavedOwner: "UnsavedModel"
        }
    }

    private static func constraint(_ error: DatabaseError) -> String? {
        switch error.kind {
        case .unique: "unique"
        case .foreignKey: "foreignKey"
        case .notNull: "notNull"
        case .check: "check"
        default: nil
        }
    }

    private static func numbers(_ keys: [Value]) -> [Int64] {
        keys.compactMap { key -> Int64? in
            if case .integer(let number) = key { return number }
            return nil
        }.sorted()
    }
}
