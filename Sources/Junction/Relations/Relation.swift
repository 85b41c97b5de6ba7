import Synchronization

/// What a relation property declares. It is resolved when it is first used, so that models may refer to each other in circles.
public final class Relation: Sendable {
    /// The property's name.
    let name: String
    let owner: @Sendable () -> Table
    let target: @Sendable () -> Table
    let kind: Kind
    private let resolved = Mutex<Result<ResolvedRelation, SchemaError>?>(nil)

    enum Kind: Sendable {
        /// An automatic junction table, or an existing one with its names.
        case junction(suffix: String, JunctionNames?)
        /// A junction model.
        case through(@Sendable () -> Table)
        /// A foreign key of the target, by its property.
        case children(property: String, isUnique: Bool)
        /// The other end of a relation; nil where the key path names none.
        case inverse(@Sendable () -> Relation?)
    }

    struct JunctionNames: Sendable {
        let table: String, from: String, to: String
    }

    init(name: String, owner: @escaping @Sendable () -> Table, target: @escaping @Sendable () -> Table, kind: Kind) {
        self.name = name
        self.owner = owner
        self.target = target
        self.kind = kind
    }

    /// The other end of a relation that a property of another model declares.
    static func inverse<Owner: Model, Target: Model>(
        of relation: @escaping @Sendable () -> Relation?, from owner: Owner.Type, to target: Target.Type
    ) -> Relation {
        Relation(name: "inverse", owner: { Target.table }, target: { Owner.table }, kind: .inverse(relation))
    }

    /// `Contact.departments`, for messages.
    var title: String { owner().modelName + "." + name }

    /// The tables and columns behind the relation.
    ///
    /// Throws ``SchemaError`` when the declaration does not fit the models.
    func resolve() throws -> ResolvedRelation {
        if let known = resolved.withLock({ $0 }) { return try known.get() }
        let result = Result { () throws(SchemaError) in try ResolvedRelation(self) }
        // Whoever was first is right: the table of a junction must stay one and the same.
        return try resolved.withLock { known in
            if known == nil { known = result }
            return known ?? result
        }.get()
    }
}
