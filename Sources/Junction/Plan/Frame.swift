/// One SELECT (or UPDATE, DELETE) that is being planned: the occurrences of tables in it, and the joins made for them.
final class Frame {
    private let parent: Frame?
    var statement = SelectStatement()
    /// Whether it speaks of an occurrence of an outer statement.
    private(set) var isCorrelated = false
    private var occurrences: [Scope: Occurrence] = [:]
    private var joins: [JoinKey: (number: Int, source: Source)] = [:]

    /// What the rows are sorted by, without directions.
    var sorted: [Fragment] = []

    /// The occurrences whose columns were asked for.
    var asked: Set<Scope> = []

    init(inside parent: Frame? = nil) { self.parent = parent }

    /// An occurrence of a table, or one that is joined when more than its key is asked for.
    enum Occurrence {
        case present(Source)
        /// The target of a junction: what the junction refers to it by stands there too.
        case deferred(Table, known: [String: Fragment])
        /// Rows that a statement inside gives, and the types of its columns.
        case derived(alias: String, types: [ColumnType?])
    }

    /// What makes two to-one steps the same join.
    private struct JoinKey: Hashable {
        let from: String
        let step: String
        let visibility: Visibility
    }

    func register(_ scope: Scope, _ occurrence: Occurrence) throws {
        var outer = parent
        while let frame = outer {
            if frame.occurrences[scope] != nil { throw QueryError(.scopeUsedTwice) }
            outer = frame.parent
        }
        occurrences[scope] = occurrence
    }

    /// The occurrence, and the frame that it belongs to; every frame between is correlated with it.
    func occurrence(_ scope: Scope) throws -> (Occurrence, Frame) {
        if let occurrence = occurrences[scope] {
            asked.insert(scope)
            return (occurrence, self)
        }
        guard let parent else { throw QueryError(.foreignPath) }
        isCorrelated = true
        return try parent.occurrence(scope)
    }

    /// Plans something, and tells whether it speaks of an occurrence of an outer statement.
    func correlates<R>(_ plan: () throws -> R) rethrows -> (R, Bool) {
        let before = isCorrelated
        isCorrelated = false
        defer { isCorrelated = isCorrelated || before }
        let result = try plan()
        return (result, isCorrelated)
    }

    func join(_ table: Fragment, on conditions: [Fragment], isInner: Bool) {
        statement.joins.append(.init(isInner: isInner, table: table, conditions: conditions))
    }

    /// A to-one step is joined once; a step that must lead somewhere makes the join an inner one.
    func joined(_ hop: Hop, from source: Source, _ make: () throws -> Source) rethrows -> Source {
        let step =
            switch hop.step {
            case .foreignKey(let column): column
            case .single(let relation): "<" + relation.title
            }
        let key = JoinKey(from: source.alias, step: step, visibility: hop.visibility)
        if var known = joins[key] {
            if hop.isRequired, known.source.isOptional {
                known.source.isOptional = false
                statement.joins[known.number].isInner = true
                joins[key] = known
            }
            return known.source
        }
        let made = try make()
        joins[key] = (statement.joins.count - 1, made)
        return made
    }
}

/// An occurrence of a table in a statement.
struct Source {
    let alias: String
    let table: Table
    /// Whether its columns may be absent, since it is outer-joined.
    var isOptional = false

    func column(_ name: String) -> Fragment { .column(alias, name) }
    /// One column, or several as one value.
    func row(_ columns: [String]) -> Fragment { .row(columns.map(column)) }
    /// The primary key.
    var key: Fragment { row(table.primaryKey) }
    /// A column of the primary key, which is NULL where there is no row.
    var keyPart: Fragment { column(table.primaryKey.first ?? "id") }
}

/// A planned expression.
struct Term {
    let sql: Fragment
    /// In doubt it may.
    let mayBeAbsent: Bool
    /// Of each of its columns; nil where it is not known.
    let types: [ColumnType?]
    /// Nil for several columns.
    var type: ColumnType? { types.count == 1 ? types[0] : nil }

    init(_ sql: Fragment, _ type: ColumnType?, mayBeAbsent: Bool = true) {
        self.init(sql, types: [type], mayBeAbsent: mayBeAbsent)
    }

    init(_ sql: Fragment, types: [ColumnType?], mayBeAbsent: Bool) {
        self.sql = sql
        self.types = types
        self.mayBeAbsent = mayBeAbsent
    }

    /// The same, to be compared or sorted with its like: texts by code point, whatever the database's own order is.
    func comparable(_ dialect: any Dialect) -> Fragment {
        type == .text ? .codePoints(sql, dialect) : sql
    }
}
