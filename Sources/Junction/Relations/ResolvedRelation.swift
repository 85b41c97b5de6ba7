/// A relation as the planner sees it: from a row of the owner to the rows of the target, directly or over a junction.
final class ResolvedRelation: Sendable {
    let title: String
    let owner: Table
    let target: Table
    let route: Route
    /// Which targets may be linked; nil: all.
    let limit: RelationLimit?

    enum Route: Sendable {
        /// The target refers to the owner.
        case children(ForeignKey, isUnique: Bool)
        case junction(LinkTable)
    }

    /// Its part of the shape of a request, which is written once; nil for the other end of a relation, which is made anew for each query.
    let shape: [UInt8]?
    /// Whether each link is one row, and all that it needs is that both of its ends are there.
    let isPlain: Bool

    var junction: LinkTable? { if case .junction(let junction) = route { junction } else { nil } }

    /// What refers to the owner.
    var near: ForeignKey {
        switch route {
        case .children(let key, _): key
        case .junction(let junction): junction.near
        }
    }

    init(_ relation: Relation) throws(SchemaError) {
        title = relation.title
        owner = relation.owner()
        target = relation.target()
        switch relation.kind {
        case .children(let property, let isUnique):
            guard let key = target.foreignKey(ofProperty: property) else {
                throw SchemaError("\(title): \(target.modelName).\(property) is no foreign key; give it the type Key<\(owner.modelName)>")
            }
            guard key.table == owner else {
                throw SchemaError("\(title): \(target.modelName).\(property) refers to \(key.table.modelName), not to \(owner.modelName)")
            }
            route = .children(key, isUnique: isUnique)
            limit = nil
        case .junction(let suffix, let names, let isSymmetrical):
            if isSymmetrical, owner != target { throw Self.notSymmetrical(title) }
            route = .junction(.automatic(suffix, owner, target, names, isSymmetrical: isSymmetrical))
            limit = RelationLimit.of(relation)
        case .through(let link, let ends):
            if ends.isSymmetrical, owner != target { throw Self.notSymmetrical(title) }
            let junction = try LinkTable.through(link(), title, owner, target, ends)
            if ends.isSymmetrical, !junction.roles.isEmpty {
                throw SchemaError(
                    "\(title): a symmetrical relation cannot have roles (\(junction.roles.joined(separator: ", "))): which row mirrors which could not be told"
                )
            }
            route = .junction(junction)
            limit = RelationLimit.of(relation)
        case .inverse(let find):
            guard let other = find() else {
                throw SchemaError("\(title): the key path names no relation; use a property with @ManyToMany")
            }
            let forward = try Self.resolve(other)
            guard let junction = forward.junction else {
                throw SchemaError("\(title): \(forward.title) is no many-to-many relation; use @HasMany or the foreign key")
            }
            guard forward.owner == target, forward.target == owner else {
                throw SchemaError("\(title): \(forward.title) leads from \(forward.owner.modelName) to \(forward.target.modelName)")
            }
            route = .junction(junction.reversed)
            limit = forward.limit?.reversed
        }
        shape = relation.isInverse ? nil : ShapeWriter(owner, target, route, limit).shape.bytes
        isPlain = limit == nil && !owner.isSoftDeletable && !target.isSoftDeletable && route.isPlain
    }

    private static func notSymmetrical(_ title: String) -> SchemaError {
        SchemaError("\(title): only a relation of a model with itself can be symmetrical")
    }

    private static func resolve(_ relation: Relation) throws(SchemaError) -> ResolvedRelation {
        do { return try relation.resolve() } catch let error as SchemaError { throw error } catch { throw SchemaError("\(error)") }
    }
}

extension ResolvedRelation.Route {
    /// Whether each link is one row that refers to two keys of one column.
    fileprivate var isPlain: Bool {
        guard case .junction(let junction) = self else { return false }
        return !junction.isSymmetrical && junction.place == nil && junction.near.isToPrimaryKey && junction.far.isToPrimaryKey
            && junction.pair.count == 2
    }
}
