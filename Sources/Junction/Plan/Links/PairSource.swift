/// A list parameter: as a table under an alias, and as a condition that a key is in it.
struct ListSource {
    let table: (String) -> Fragment
    let among: (Fragment) -> Fragment
}

/// The pairs of a change of links inside a statement: parameters for one pair; else the targets stand in a list, and the owners, too,
/// where there are several.
struct PairSource {
    /// The list as a table under an alias; nil for one pair.
    let table: ((String) -> Fragment)?
    /// The one owner's key; nil where it stands in the list.
    private let owner: [Fragment]?
    /// What stands behind the owner for the one pair: target, rank, keys.
    private let single: [Fragment]
    private let among: ((Fragment) -> Fragment)?
    private let ownerCount: Int
    private let targetCount: Int
    private let isRanked: Bool
    private let total: Int

    /// - Parameters:
    ///   - isRanked: whether a pair's rank among those of its owner stands behind it.
    ///   - keys: how many keys of the junction's rows stand behind that.
    init(
        _ list: ListSource?, single: [Fragment] = [], owner: [Fragment]?, _ relation: ResolvedRelation, isRanked: Bool, keys: Int
    ) {
        table = list?.table
        among = list?.among
        self.owner = owner
        self.single = single
        self.isRanked = isRanked
        ownerCount = owner == nil ? relation.owner.primaryKey.count : 0
        targetCount = relation.target.primaryKey.count
        total = ownerCount + targetCount + (isRanked ? 1 : 0) + keys
    }

    /// Whether all pairs have the same owner.
    var hasOneOwner: Bool { owner != nil }

    func owner(_ alias: String) -> [Fragment] { owner ?? (0..<ownerCount).map { part($0, alias) } }
    func target(_ alias: String) -> [Fragment] { (ownerCount..<ownerCount + targetCount).map { part($0, alias) } }
    /// Whether a key is one of the targets, where the list has nothing else.
    func isTarget(_ key: Fragment) -> Fragment { among?(key) ?? .compare(.equal, key, .row(target("k"))) }
    /// From 0.
    func rank(_ alias: String) -> Fragment { part(ownerCount + targetCount, alias) }
    /// A key that the client made for the row of the junction.
    func key(_ number: Int, _ alias: String) -> Fragment { part(ownerCount + targetCount + (isRanked ? 1 : 0) + number, alias) }

    private func part(_ number: Int, _ alias: String) -> Fragment {
        table == nil ? single[number] : .column(alias, ListColumn.value(number, of: total))
    }
}

extension ForeignKey {
    /// What its columns hold for the row with this key: the key itself, or the unique columns that it refers to instead.
    func value(_ key: [Fragment]) -> [Fragment] {
        if isToPrimaryKey { return key }
        let source = Source(alias: "e", table: table)
        return references.map { column in
            .scalar(SelectStatement.lookUp(source.column(column), in: source, where: .compare(.equal, source.key, .row(key))))
        }
    }

    /// The primary key of the row that it refers to, in a RETURNING clause.
    ///
    /// Databases do not agree on how the written table is called there, so its columns stand without a name of their table, and those
    /// of the other one get names that no column has.
    var returnedPrimaryKey: [Fragment] {
        let known = references.indices.map { Fragment(verbatim: "junction_reference\($0)") }, key: Fragment = "junction_key"
        return table.primaryKey.map { column in
            let columns = ["\(name: column) AS \(key)"] + zip(references, known).map { "\(name: $0) AS \($1)" as Fragment }
            let isMeant = Fragment.compare(.equal, .row(known), .row(self.columns.map { .name($0) }))
            return "(SELECT \(key) FROM (SELECT \(columns, separator: ", ") FROM \(name: table.name)) AS e WHERE \(isMeant))"
        }
    }
}
