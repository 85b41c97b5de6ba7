import Foundation
public import Junction

extension Dialect where Self == SQLiteDialect {
    /// SQLite 3.35 or later.
    public static var sqlite: SQLiteDialect { SQLiteDialect() }
}

/// How SQLite writes what SQL leaves open.
public struct SQLiteDialect: Sendable {}

extension SQLiteDialect: Dialect {
    public var name: String { "SQLite" }

    public func parameter(_ number: Int) -> String { "?\(number)" }
    /// Lists are JSON.
    public func parameters(of value: Value) -> Int { 1 }

    public func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String {
        SQLiteList.table(parameters[0], types) + " AS " + alias
    }

    public func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String {
        let columns = types.indices.map { ListColumn.value($0, of: types.count) }
        return "\(value) IN (SELECT \(columns.joined(separator: ", ")) FROM \(SQLiteList.table(parameters[0], types)))"
    }

    public func match(_ text: String, _ pattern: String) -> String { "\(text) GLOB \(pattern)" }
    public func same(_ a: String, _ b: String) -> String { "\(a) IS \(b)" }
    public func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String {
        SQLiteFunction.call(function, arguments, type) ?? standardCall(function, arguments)
    }
    /// That is what it does.
    public func codePoints(_ text: String) -> String { text }
    public func typed(_ parameter: String, _ type: ColumnType) -> String { parameter }
    public func truth(_ value: Bool) -> String { value ? "1" : "0" }

    public var isNewRow: String { "rowid = last_insert_rowid()" }
    public var knowsInsertedRow: Bool { true }
    /// One prepared statement for each row was measured to be faster.
    public var insertsLists: Bool { false }
    public var copyThreshold: Int? { nil }
    public func copy(_ table: String, _ columns: [String]) -> String? { nil }
    public func copies(_ column: Column, _ declared: String) -> Bool { false }
    public func newKeys(_ table: String, _ column: String) -> String? { nil }
    public func countingOn(_ table: String, _ column: String) -> String? { nil }
    public var writesTogether: Bool { false }
    public var failureEndsTransaction: Bool { false }
    public func wait(_ wait: LockWait) -> String? { wait == .untilFree ? "" : nil }
    public var explanation: (prefix: String, column: Int32) { ("EXPLAIN QUERY PLAN ", 3) }
    public func distinct(on values: [String]) -> String? { nil }
    public func lock(_ lock: RowLock, _ aliases: String...) -> String? { nil }

    public func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        SQLiteFunction.arithmetic(operation, type, a, b)
    }
    public func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        SQLiteFunction.aggregate(aggregate, type, value) + suffix
    }

    public func literal(_ value: Value) -> String { SQLiteLiteral.text(value) }
    public var countedKey: String { " PRIMARY KEY AUTOINCREMENT" }
    public var junctionTable: String { " WITHOUT ROWID" }
    public var refersToLaterTables: Bool { true }
    public var nameLimit: Int? { nil }
    public func columnType(_ column: Column, isCountedKey: Bool) -> String { SQLiteColumnType.name(column, isCountedKey: isCountedKey) }
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
