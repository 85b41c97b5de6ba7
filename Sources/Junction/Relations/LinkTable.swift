/// A junction table seen from one of its ends.
final class LinkTable: Sendable {
    let table: Table
    /// What refers to the owner.
    let near: ForeignKey
    /// What refers to the target.
    let far: ForeignKey
    /// Whether each link is kept as two mirror rows.
    let isSymmetrical: Bool
    /// The column that orders an owner's links.
    let place: Place?
    /// The columns that tell a link from every other: the pair, and a role where the table's uniqueness has one.
    let identity: [String]
    /// The columns of the pair.
    let pair: [String]
    /// The other columns.
    let own: [Column]
    /// Those of them that begin with a value of their own.
    let beginning: [Column]
    /// Whether a call can fill it, for each column of the table.
    let isFillable: [Bool]
    /// How many keys the client makes for a new link: one for each of its rows, or none.
    let keyCount: Int
    /// Whether writing a link writes a time.
    let isStamped: Bool
    /// What tells links of the same pair apart: a role.
    let roles: [String]

    init(table: Table, near: ForeignKey, far: ForeignKey, isSymmetrical: Bool, place: Place? = nil, identity: [String]) {
        self.table = table
        self.near = near
        self.far = far
        self.isSymmetrical = isSymmetrical
        self.place = place
        self.identity = identity
        let pair = near.columns + far.columns
        self.pair = pair
        roles = identity.filter { !pair.contains($0) }
        own = table.columns.filter { !pair.contains($0.name) }
        // A place is counted, whatever the property begins with.
        beginning = own.filter { ($0.role == .plain || $0.role == .primaryKey) && $0.name != place?.column && $0.initial != nil }
        isFillable = table.columns.map { column in
            !pair.contains(column.name) && column.role != .deletedAt && column.role != .version
                && (column.role != .primaryKey || identity.contains(column.name))
        }
        keyCount = table.generateKey?() == nil || table.keysAreCounted ? 0 : isSymmetrical ? 2 : 1
        isStamped = table.createdAt != nil || table.modifiedAt != nil
    }

    /// The column with a link's place among those of an owner.
    struct Place: Sendable {
        let column: String
        /// Whether it is this end's owner; false seen from the other end.
        var isOfNear = true
    }

    /// Which keys of a junction model are meant, and what else a relation says of them.
    struct Ends: Sendable {
        var from: String?
        var to: String?
        var orderedBy: String?
        var isSymmetrical = false
    }

    /// Whether a violated foreign key is one of the two that make a link.
    func isEnd(_ error: DatabaseError) -> Bool {
        error.table == table.name && !error.columns.isEmpty && error.columns.allSatisfy(pair.contains)
    }

    /// Whether it is the same junction, seen from either end. Two relations may each have made the table of an existing one.
    func joinsTheSame(as other: LinkTable) -> Bool {
        table.name == other.table.name && Set([near.columns, far.columns]) == Set([other.near.columns, other.far.columns])
    }

    var reversed: LinkTable {
        LinkTable(
            table: table, near: far, far: near, isSymmetrical: isSymmetrical,
            place: place.map { Place(column: $0.column, isOfNear: !$0.isOfNear) }, identity: identity)
    }

    /// A table of Junction's own, or an existing one with its names.
    static func automatic(
        _ suffix: String, _ owner: Table, _ target: Table, _ names: Relation.JunctionNames?, isSymmetrical: Bool
    ) -> LinkTable {
        let isSelf = owner == target
        func columns(_ table: Table, _ given: String?, _ prefix: String) -> [String] {
            guard let given else { return table.primaryKey.map { (isSelf ? prefix : "") + table.name + "_" + $0 } }
            return table.primaryKey.count == 1 ? [given] : table.primaryKey.map { given + "_" + $0 }
        }
        let near = ColumnProperty(columns(owner, names?.from, "from_"), references: owner)
        let far = ColumnProperty(columns(target, names?.to, "to_"), references: target)
        let table = Table(junction: names?.table ?? owner.name + "_" + suffix, near: near, far: far)
        return LinkTable(
            table: table, near: table.foreignKeys[0], far: table.foreignKeys[1], isSymmetrical: isSymmetrical, identity: table.primaryKey)
    }

    /// The two foreign keys of a junction model: those that are named, or the only ones there are.
    static func through(
        _ link: Table, _ title: String, _ owner: Table, _ target: Table, _ ends: Ends
    ) throws(SchemaError) -> LinkTable {
        func candidates(_ table: Table) -> [ForeignKey] { link.foreignKeys.filter { $0.table == table } }
        func named(_ property: String, _ label: String, _ table: Table) throws(SchemaError) -> ForeignKey {
            guard let key = link.foreignKey(ofProperty: property) else {
                let names = candidates(table).map(\.property).joined(separator: ", ")
                throw SchemaError(
                    "\(title): '\(label): \\.\(property)' is no foreign key of \(link.modelName); to \(table.modelName) lead: \(names)")
            }
            guard key.table == table else {
                throw SchemaError("\(title): '\(label): \\.\(property)' leads to \(key.table.modelName), not to \(table.modelName)")
            }
            return key
        }
        func only(_ label: String, _ table: Table, besides other: ForeignKey?) throws(SchemaError) -> ForeignKey {
            let keys = candidates(table).filter { $0.name != other?.name }
            if keys.count == 1 { return keys[0] }
            if keys.isEmpty {
                throw SchemaError(
                    "\(title): \(link.modelName) has no foreign key to \(table.modelName); add a property of the type Key<\(table.modelName)>"
                )
            }
            let names = candidates(table).map(\.property)
            throw SchemaError(
                "\(title): \(link.modelName) has several foreign keys to \(table.modelName): \(names.joined(separator: ", ")); say which with @ManyToMany(\(label): \\.\(names[0]))"
            )
        }
        var from: ForeignKey?, to: ForeignKey?, place: Place?
        if let name = ends.from { from = try named(name, "from", owner) }
        if let name = ends.to { to = try named(name, "to", target) }
        let near: ForeignKey, far: ForeignKey
        if owner == target, from == nil, to == nil, candidates(owner).count == 2 {
            // Of a model with itself: in the order in which they are written.
            (near, far) = (candidates(owner)[0], candidates(owner)[1])
        } else {
            if let from { near = from } else { near = try only("from", owner, besides: owner == target ? to : nil) }
            if let to { far = to } else { far = try only("to", target, besides: owner == target ? near : nil) }
        }
        if near.name == far.name { throw SchemaError("\(title): 'from' and 'to' are the same foreign key \(near.property)") }
        if let property = ends.orderedBy {
            guard let column = link.columns(ofProperty: property).first, column.type == .integer else {
                throw SchemaError("\(title): 'orderedBy: \\.\(property)' is no integer column of \(link.modelName)")
            }
            let isKey = link.foreignKeys.contains { $0.columns.contains(column.name) }
            guard column.role == .plain, !column.isUnique, !isKey, !link.constraints().unique.contains(where: { $0.contains(column.name) })
            else {
                throw SchemaError(
                    "\(title): 'orderedBy: \\.\(property)' must be a column of its own, no key, and not unique: places change one after the other"
                )
            }
            place = Place(column: column.name)
        }
        return LinkTable(
            table: link, near: near, far: far, isSymmetrical: ends.isSymmetrical, place: place,
            identity: identity(of: link, near.columns + far.columns))
    }

    /// The pair, or more columns where the table declares that only those are unique together.
    private static func identity(of table: Table, _ pair: [String]) -> [String] {
        let unique = table.constraints().unique + (table.primaryKey.count > 1 ? [table.primaryKey] : [])
        if unique.contains(where: { Set($0) == Set(pair) }) { return pair }
        let wider = unique.filter { Set($0).isSuperset(of: pair) }.min { $0.count < $1.count }
        return wider.map { columns in pair + columns.filter { !pair.contains($0) } } ?? pair
    }
}
