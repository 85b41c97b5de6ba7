/// Links to be written, with the values of the junction's own columns. A class, since it is handed on more often than it is made.
final class LinkInsert: Sendable {
    let relation: Relation
    let junction: LinkTable
    let pairs: LinkPairs
    /// What is bound: the pairs, each with the keys of its rows where the client makes them.
    let list: [Value]
    /// What the call fills: of a symmetrical link in both directions, the same columns in each.
    let asked: LinkFill
    /// Those of them that only the mirror is asked for.
    let ofMirror: [String]
    /// What other columns begin with.
    let beginnings: [Assignment]
    let now: Value
    let answer: Answer
    let ends: Ends
    /// Whether the owners were found in this transaction, live, and nobody else changes them until it ends.
    let ownersAreHeld: Bool
    /// Whether the statement counts how many of the pairs could be linked.
    var asksForMany: Bool { ends == .asked && !pairs.isSingle }

    /// How it is known that both ends are there.
    enum Ends: UInt8 {
        /// The statement asks, and writes nothing where one is not as it must be.
        case asked
        /// It asks, and fails then; of one pair only.
        case required
        /// The database's foreign keys make it fail then.
        case checked
    }

    /// How the statement says what it did.
    enum Answer: UInt8 {
        /// By the number of rows that it wrote.
        case number
        /// By the links that it wrote. That costs as much as writing one, so it is left out where the number says it.
        case links
        /// By the links that it wrote, and by no row at all where an end is not as it must be.
        case linksOrRefusal
    }

    /// A column of the junction and its value, in each direction of a symmetrical link.
    struct Filled: Sendable {
        let column: String
        let forward: Node
        let mirror: Node
        /// Whether the call says so, and a restored link gets it too.
        let isAsked: Bool
        /// Whether only the mirror is asked for.
        let isOfMirror: Bool
    }

    init(
        _ relation: Relation, _ junction: LinkTable, _ pairs: LinkPairs, _ fill: LinkFill, now: Value, _ answer: Answer, _ ends: Ends,
        ownersAreHeld: Bool
    ) {
        self.relation = relation
        self.junction = junction
        self.pairs = pairs
        self.now = now
        self.answer = answer
        self.ends = ends
        self.ownersAreHeld = ownersAreHeld
        let table = junction.table, keyCount = junction.keyCount
        // A row of the statement can be written once only.
        let written = junction.isSymmetrical ? pairs.withoutMirrors : pairs
        list = written.list(rankedBy: junction.place.map { $0.isOfNear ? \.owner : \.target }) {
            (0..<keyCount).map { _ in table.generateKey?() ?? .null }
        }
        // What only one direction is given, the other one begins with.
        asked = junction.isSymmetrical ? fill.inBothDirections(junction) : fill
        ofMirror =
            junction.isSymmetrical
            ? asked.forward.map(\.column).filter { column in !fill.forward.contains { $0.column == column } } : []
        beginnings = Self.beginnings(junction, besides: asked.forward)
    }

    private static func beginnings(_ junction: LinkTable, besides filled: [Assignment]) -> [Assignment] {
        var beginnings: [Assignment] = []
        for column in junction.beginning {
            if filled.contains(where: { $0.column == column.name }) { continue }
            if let value = column.initial?() { beginnings.append(Assignment(column: column.name, value: .bind(value))) }
        }
        return beginnings
    }

    /// Each column: those that the call fills, then the others.
    var columns: [Filled] {
        zip(asked.forward, asked.mirror).map { forward, mirror in
            Filled(
                column: forward.column, forward: forward.value, mirror: mirror.value, isAsked: true,
                isOfMirror: ofMirror.contains(forward.column))
        } + beginnings.map { Filled(column: $0.column, forward: $0.value, mirror: $0.value, isAsked: false, isOfMirror: false) }
    }
}

/// What a call fills the junction's own columns with.
@usableFromInline
struct LinkFill: Sendable {
    var forward: [Assignment] = []
    /// The row of the other direction of a symmetrical link.
    var mirror: [Assignment] = []

    @usableFromInline static let none = LinkFill()
    /// The same in both directions.
    init(_ assignments: [Assignment] = []) { (forward, mirror) = (assignments, assignments) }
    init(_ forward: [Assignment], mirror: [Assignment]) { (self.forward, self.mirror) = (forward, mirror) }

    var isEmpty: Bool { forward.isEmpty && mirror.isEmpty }

    /// The same columns in each: what one direction is not given, it begins with.
    func inBothDirections(_ junction: LinkTable) -> LinkFill {
        func value(_ column: Column, _ assignments: [Assignment]) -> Assignment {
            if let asked = assignments.first(where: { $0.column == column.name }) { return asked }
            // A place is counted, whatever the property begins with.
            let initial = column.name == junction.place?.column ? nil : column.initial?()
            return Assignment(column: column.name, value: .bind(initial ?? .null))
        }
        let columns = junction.own.filter { column in (forward + mirror).contains { $0.column == column.name } }
        return LinkFill(columns.map { value($0, forward) }, mirror: columns.map { value($0, mirror) })
    }
}

/// Live links to be ended, or ended ones to be restored.
struct LinkUpdate: Sendable {
    let relation: Relation
    let pairs: LinkPairs
    /// Which of them, by their own columns.
    let filter: LinkFilter?
    let fill: [Assignment]
    let now: Value
    /// Whether the statement says which links it ended.
    let isReported: Bool
    /// Whether nobody else changes the owners' links until the transaction ends.
    let ownersAreHeld: Bool
    /// Whether each target of the owner is a value of its own; else they stand in a list.
    let comparesEach: Bool

    init(
        _ relation: Relation, _ pairs: LinkPairs, where filter: LinkFilter?, filling fill: [Assignment] = [], now: Value,
        isReported: Bool = true, ownersAreHeld: Bool = false, _ dialect: any Dialect
    ) {
        self.relation = relation
        self.pairs = pairs
        self.filter = filter
        self.fill = fill
        self.now = now
        self.isReported = isReported
        self.ownersAreHeld = ownersAreHeld
        comparesEach = pairs.isSingle || pairs.owner != nil && pairs.count > 0 && pairs.count < dialect.listThreshold
    }
}

/// A condition on links by their own columns.
struct LinkFilter: Sendable {
    let scope: Scope
    let condition: Node
}

/// The links of owners, all of them, in their new order.
struct LinkOrder: Sendable {
    let relation: Relation
    let pairs: LinkPairs
    let list: [Value]
    let now: Value

    init(_ relation: Relation, _ pairs: LinkPairs, now: Value) {
        self.relation = relation
        self.pairs = pairs
        self.now = now
        list = pairs.list(rankedBy: \.owner)
    }
}

extension Relation {
    /// Throws ``SchemaError`` for a relation without a junction.
    func junction() throws -> LinkTable { try resolve().table() }
}

extension ResolvedRelation {
    /// Throws ``SchemaError`` where there is no junction.
    func table() throws -> LinkTable {
        guard let junction else { throw SchemaError("\(title) is no many-to-many relation") }
        return junction
    }
}
