/// A relation as the planner sees it: from the key of the owner to the rows of the target, directly or over a junction.
struct ResolvedRelation: Sendable {
    let title: String
    let owner: Table
    let target: Table
    let route: Route

    enum Route: Sendable {
        /// The target has the owner's key in this column.
        case children(column: Column, isUnique: Bool)
        case junction(Junction)
    }

    /// A junction table and its two columns.
    struct Junction: Sendable {
        let table: Table
        /// The column with the owner's key.
        let near: String
        /// The column with the target's key.
        let far: String

        /// Whether writing a link writes a time.
        var isStamped: Bool { table.createdAt != nil || table.modifiedAt != nil }

        func mayBeAbsent(_ column: String) -> Bool { table.column(named: column)?.isNullable != false }

        var reversed: Junction { Junction(table: table, near: far, far: near) }
    }

    var junction: Junction? { if case .junction(let junction) = route { junction } else { nil } }

    init(_ relation: Relation) throws(SchemaError) {
        title = relation.title
        owner = relation.owner()
        target = relation.target()
        switch relation.kind {
        case .children(let property, let isUnique):
            guard let column = target.column(ofProperty: property), let key = column.foreignKey else {
                throw SchemaError("\(title): \(target.modelName).\(property) is no foreign key; give it the type Key<\(owner.modelName)>")
            }
            guard key.table() == owner else {
                throw SchemaError("\(title): \(target.modelName).\(property) refers to \(key.table().modelName), not to \(owner.modelName)")
            }
            route = .children(column: column, isUnique: isUnique)
        case .junction(let suffix, let names):
            route = .junction(Self.automatic(suffix, owner, target, names))
        case .through(let link):
            route = .junction(try Self.through(link(), title, owner, target))
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
        }
    }

    private static func resolve(_ relation: Relation) throws(SchemaError) -> ResolvedRelation {
        do { return try relation.resolve() } catch let error as SchemaError { throw error } catch { throw SchemaError("\(error)") }
    }

    private static func automatic(_ suffix: String, _ owner: Table, _ target: Table, _ names: Relation.JunctionNames?) -> Junction {
        let isSelf = owner == target
        let near = names?.from ?? (isSelf ? "from_" : "") + owner.name + "_" + owner.key
        let far = names?.to ?? (isSelf ? "to_" : "") + target.name + "_" + target.key
        let table = Table(
            junction: names?.table ?? owner.name + "_" + suffix,
            [
                Column(near, references: { owner }, type: owner.keyColumn?.type ?? .integer),
                Column(far, references: { target }, type: target.keyColumn?.type ?? .integer),
            ])
        return Junction(table: table, near: near, far: far)
    }

    /// Finds the two foreign keys of a junction model.
    private static func through(_ link: Table, _ title: String, _ owner: Table, _ target: Table) throws(SchemaError) -> Junction {
        func candidates(_ table: Table) -> [Column] { link.columns.filter { $0.foreignKey?.table() == table } }
        func names(_ columns: [Column]) -> String { columns.map(\.property).joined(separator: ", ") }
        let near = candidates(owner), far = candidates(target)
        if owner == target, near.count == 2 { return Junction(table: link, near: near[0].name, far: near[1].name) }
        for (columns, end) in [(near, owner), (far, target)] where columns.count != 1 {
            throw SchemaError(
                columns.isEmpty
                    ? "\(title): \(link.modelName) has no foreign key to \(end.modelName); add a property of the type Key<\(end.modelName)>"
                    : "\(title): \(link.modelName) has several foreign keys to \(end.modelName): \(names(columns))")
        }
        return Junction(table: link, near: near[0].name, far: far[0].name)
    }
}
