/// A change of a relation that was refused. Nothing was written.
///
/// ```swift
/// do { try await ann.departments.add(keys: [Key(99)], on: db) } catch let error as RelationError {
///     if error.kind == .missingTargets { print(error.relation, error.model, error.keys) }  // Contact.departments Category [99]
/// }
/// ```
public struct RelationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why the change was refused.
    ///
    /// ```swift
    /// if error.kind == .missingTargets { print(error.relation, error.model, error.keys) }  // Contact.departments Category [99]
    /// ```
    public enum Kind: Sendable, Hashable {
        /// Targets that are not in the database.
        case missingTargets
        /// Targets that are soft-deleted.
        case deletedTargets
        /// The owner is not in the database.
        case missingOwner
        /// The owner is soft-deleted.
        case deletedOwner
        /// Targets that the relation's limit does not allow.
        case targetsAgainstLimit
        /// Targets without a value in the unique column that links refer to.
        case unreferableTargets
        /// The same of the owner.
        case unreferableOwner
        /// Targets of a symmetrical relation whose own list, in the same call, does not name the owner.
        case contradictingTargets
        /// A row that is not linked was to be moved.
        case notLinked
        /// A target that was never inserted.
        case unsavedTarget
        /// The owner was never inserted.
        case unsavedOwner
    }

    /// Why the change was refused.
    public let kind: Kind
    /// The relation by its model and property, such as `Contact.departments`.
    public let relation: String
    /// The model that the keys belong to.
    public let model: String
    /// The keys in question; none for unsaved rows.
    public let keys: [Value]

    init(_ kind: Kind, relation: String, model: String, keys: [Value]) {
        self.kind = kind
        self.relation = relation
        self.model = model
        self.keys = keys
    }

    /// One sentence with the first twenty keys and what to do about them.
    public var description: String {
        let shown = keys.prefix(20).map(\.description).joined(separator: ", ") + (keys.count > 20 ? ", … (\(keys.count) in all)" : "")
        return switch kind {
        case .missingTargets: "\(relation): there is no \(model) with the key \(shown); insert it first. Nothing was written."
        case .deletedTargets: "\(relation): the \(model) with the key \(shown) is soft-deleted; restore it first. Nothing was written."
        case .missingOwner: "\(relation): there is no \(model) with the key \(shown) to link from. Nothing was written."
        case .deletedOwner: "\(relation): the \(model) with the key \(shown) is soft-deleted; restore it first. Nothing was written."
        case .targetsAgainstLimit:
            "\(relation): the \(model) with the key \(shown) is outside the limit that the options set. Nothing was written."
        case .unreferableTargets, .unreferableOwner:
            "\(relation): the \(model) with the key \(shown) has no value in the column that links refer to; set it first. Nothing was written."
        case .contradictingTargets:
            "\(relation) is symmetrical: the \(model) with the key \(shown) is named by another, but does not name it; name both, or leave one out of the call. Nothing was written."
        case .notLinked:
            "\(relation): the \(model) with the key \(shown) is not linked; add it, or insert it at a place. Nothing was written."
        case .unsavedTarget: "\(relation): a \(model) was never inserted and has no key yet; insert it and use what insert returns."
        case .unsavedOwner: "\(relation): the \(model) was never inserted and has no key yet; insert it and use what insert returns."
        }
    }
}
