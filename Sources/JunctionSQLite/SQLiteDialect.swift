import Foundation
public import Junction

extension Dialect where Self == SQLiteDialect {
    /// SQLite 3.35 or later, for `sql(for:)`.
    public static var sqlite: SQLiteDialect { SQLiteDialect() }
}

/// How SQLite writes what SQL leaves open.
///
/// ```swift
/// let sql = try Phone.filter { $0.kind == "work" }.sql(for: .sqlite)
/// ```
public struct SQLiteDialect: Sendable {}

extension SQLiteDialect: Dialect {
    /// The name in messages.
    public var name: String { "SQLite" }

    /// A question mark with the number: `?1`.
    public func parameter(_ number: Int) -> String { "?\(number)" }
    /// One: a list is JSON.
    public func parameters(of value: Value) -> Int { 1 }

    /// `json_each(?1) AS k`; a list of several columns is taken apart by `json_extract`.
    public func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String {
        SQLiteList.table(parameters[0], types) + " AS " + alias
    }

    /// `t0.id IN (SELECT value FROM json_each(?1))`.
    public func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String {
        let columns = types.indices.map { ListColumn.value($0, of: types.count) }
        return "\(value) IN (SELECT \(columns.joined(separator: ", ")) FROM \(SQLiteList.table(parameters[0], types)))"
    }

    /// `GLOB`, since `LIKE` does not tell upper from lower case.
    public func match(_ text: String, _ pattern: String) -> String { "\(text) GLOB \(pattern)" }
    /// `a IS b`.
    public func same(_ a: String, _ b: String) -> String { "\(a) IS \(b)" }
    /// SQLite's own functions, and those of Junction where it has none or they promise less: `junction_round_decimal(a, 2)`.
    public func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String {
        SQLiteFunction.call(function, arguments, type) ?? standardCall(function, arguments)
    }
    /// That is what it does.
    public func codePoints(_ text: String) -> String { text }
    /// The parameter itself: SQLite needs no types.
    public func typed(_ parameter: String, _ type: ColumnType) -> String { parameter }
    /// `1` and `0`.
    public func truth(_ value: Bool) -> String { value ? "1" : "0" }

    /// A row that was inserted, not updated, is the last one inserted.
    public var isNewRow: String { "rowid = last_insert_rowid()" }
    /// Whether the row is the last one inserted, which SQLite tells.
    public var knowsInsertedRow: Bool { true }
    /// `junction_require`, a function of Junction.
    public var requirement: String? { SQLiteFunction.requirement }
    public var writesInWith: Bool { false }
    /// One prepared statement for each row was measured to be faster.
    public var insertsLists: Bool { false }
    /// A list is kept in a table of its own, which takes as long as to remove three links that are sought one by one.
    public var listThreshold: Int { 9 }
    /// They are put into a table, as those of a list.
    public var seeksValues: Bool { false }
    /// There is no bulk format.
    public var copyThreshold: Int? { nil }
    /// There is no bulk format.
    public func copy(_ table: String, _ columns: [String]) -> String? { nil }
    /// There is no bulk format.
    public func copies(_ column: Column, _ declared: String) -> Bool { false }
    /// Nothing: SQLite counts by itself.
    public func newKeys(_ table: String, _ column: String) -> String? { nil }
    /// Nothing: SQLite counts on by itself.
    public func countingOn(_ table: String, _ column: String) -> String? { nil }
    /// One connection writes at a time.
    public var meetsOwnChanges: Bool { true }
    public var sortsByOuterRows: Bool { false }
    public var writesTogether: Bool { false }
    /// A statement that fails takes back itself alone.
    public var failureEndsTransaction: Bool { false }
    /// Only waiting until they are free: nothing is held by row.
    public func wait(_ wait: LockWait) -> String? { wait == .untilFree ? "" : nil }
    /// `EXPLAIN QUERY PLAN`, and the fourth column of its answer.
    public var explanation: (prefix: String, column: Int32) { ("EXPLAIN QUERY PLAN ", 3) }
    /// There is no `DISTINCT ON`.
    public func distinct(on values: [String]) -> String? { nil }
    /// Nothing is held by row.
    public func lock(_ lock: RowLock, _ aliases: String...) -> String? { nil }

    /// Functions of Junction, such as `junction_add_integer(a, b)`: SQLite's own arithmetic makes a real number of an overflow.
    public func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        SQLiteFunction.arithmetic(operation, type, a, b)
    }
    /// SQLite's own, but for sums of decimals.
    public func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        SQLiteFunction.aggregate(aggregate, type, value) + suffix
    }

    /// Texts in single quotes, dates and UUIDs as they are stored.
    public func literal(_ value: Value) -> String { SQLiteLiteral.text(value) }
    /// Keys are never used again.
    public var countedKey: String { " PRIMARY KEY AUTOINCREMENT" }
    /// The pair is the table: there is no row number beside it.
    public var junctionTable: String { " WITHOUT ROWID" }
    /// They may: SQLite looks only when rows come.
    public var refersToLaterTables: Bool { true }
    /// Names may be of any length.
    public var nameLimit: Int? { nil }
    /// The types of Django, so that a file of the one is a file of the other.
    public func columnType(_ column: Column, isCountedKey: Bool) -> String { SQLiteColumnType.name(column, isCountedKey: isCountedKey) }
    /// By SQLite's own rules for what a declared type keeps.
    public func accepts(_ column: Column, _ declared: String) -> Bool { SQLiteColumnType.accepts(column, declared) }
}

/// Values inside the text of a CHECK constraint.
private enum SQLiteLiteral {
    static func text(_ value: Value) -> String {
        switch value {
        case .null, .invalid, .list, .tuple: "NULL"
        case .bool(let value): value ? "1" : "0"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .decimal(let value): "\(value)"
        case .text(let text), .json(let text): quoted(text)
        case .bytes(let bytes): "x'" + SQLiteText.hex(bytes) + "'"
        case .moment(let moment): quoted(SQLiteText.moment(moment))
        case .day(let day): quoted(day.description)
        case .uuid(let uuid): quoted(SQLiteText.uuid(uuid))
        case .pattern(let pattern): quoted(SQLiteText.glob(pattern))
        }
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

/// The declared types of columns: those of Django, so that a file of the one is a file of the other.
private enum SQLiteColumnType {
    static func name(_ column: Column, isCountedKey: Bool) -> String {
        switch column.type {
        case .integer: isCountedKey || !column.isReference ? "integer" : "bigint"
        case .real: "real"
        case .decimal: "decimal"
        case .bool: "bool"
        case .text: column.maxLength.map { "varchar(\($0))" } ?? "text"
        case .bytes: "BLOB"
        case .moment: "datetime"
        case .day: "date"
        case .uuid: "char(32)"
        case .json: "text"
        }
    }

    /// Whether a column of the declared type keeps values as the model's type does: it has the same affinity.
    static func accepts(_ column: Column, _ declared: String) -> Bool {
        affinity(declared) == affinity(name(column, isCountedKey: false))
            || column.type == .bool && affinity(declared) == .integer || column.type == .decimal && affinity(declared) == .real
    }

    private enum Affinity { case integer, text, blob, real, numeric }

    /// The rules of https://www.sqlite.org/datatype3.html, section 3.1.
    private static func affinity(_ declared: String) -> Affinity {
        let type = declared.uppercased()
        if type.contains("INT") { return .integer }
        if type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT") { return .text }
        if type.contains("BLOB") || type.isEmpty { return .blob }
        if type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") { return .real }
        return .numeric
    }
}
