import Foundation
public import Junction

extension Dialect where Self == PostgresDialect {
    /// PostgreSQL 13 or later.
    public static var postgres: PostgresDialect { PostgresDialect() }
}

/// How PostgreSQL writes what SQL leaves open.
public struct PostgresDialect: Sendable {}

extension PostgresDialect: Dialect {
    public var name: String { "PostgreSQL" }

    public func parameter(_ number: Int) -> String { "$\(number)" }
    /// An array for each column of a list.
    public func parameters(of value: Value) -> Int { if case .list(_, let types) = value { types.count } else { 1 } }

    public func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String {
        let columns = types.indices.map { ListColumn.value($0, of: types.count) }
        return "unnest(\(arrays(parameters, types))) AS \(alias)(\(columns.joined(separator: ", ")))"
    }

    public func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String {
        types.count == 1
            ? "\(value) = ANY (\(arrays(parameters, types)))" : "\(value) IN (SELECT * FROM unnest(\(arrays(parameters, types))))"
    }

    private func arrays(_ parameters: [String], _ types: [ColumnType]) -> String {
        zip(parameters, types).map { "\($0)::\(PostgresType.of($1).name)[]" }.joined(separator: ", ")
    }

    public func match(_ text: String, _ pattern: String) -> String { "\(text) LIKE \(pattern)" }
    public func same(_ a: String, _ b: String) -> String { "\(a) IS NOT DISTINCT FROM \(b)" }
    public func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String {
        PostgresFunction.call(function, arguments, type) ?? standardCall(function, arguments)
    }
    public func codePoints(_ text: String) -> String { "\(text) COLLATE \"C\"" }
    public func typed(_ parameter: String, _ type: ColumnType) -> String { "\(parameter)::\(PostgresType.of(type).name)" }
    public func truth(_ value: Bool) -> String { value ? "TRUE" : "FALSE" }

    /// A row that was inserted has no transaction that changed it (the system column `xmax`).
    public var isNewRow: String { "xmax = 0" }
    public var knowsInsertedRow: Bool { false }
    public var insertsLists: Bool { true }
    public var writesTogether: Bool { true }
    public var failureEndsTransaction: Bool { true }

    /// With fewer rows the statement that it takes beside costs more than it saves: measured, see docs/performance.md.
    public var copyThreshold: Int? { 2_000 }

    public func copy(_ table: String, _ columns: [String]) -> String? {
        "COPY \(quote(table)) (\(columns.map(quote).joined(separator: ", "))) FROM STDIN (FORMAT binary)"
    }

    /// Binary formats must be the column's own: nothing is converted there.
    public func copies(_ column: Column, _ declared: String) -> Bool {
        switch column.type {
        case .text: ["text", "character varying"].contains(declared)
        case .moment: declared == "timestamp with time zone"
        default: declared == PostgresType.of(column.type).name
        }
    }

    public func newKeys(_ table: String, _ column: String) -> String? {
        // The sequence is looked up once, not for each key.
        """
        WITH s AS MATERIALIZED (SELECT name::regclass AS id, has_sequence_privilege(name, 'USAGE') AS may_count \
        FROM \(sequence(table, column)) AS name) \
        SELECT CASE WHEN may_count THEN nextval(id) END FROM s, generate_series(1, $1)
        """
    }

    private func sequence(_ table: String, _ column: String) -> String {
        "pg_get_serial_sequence(\(PostgresLiteral.text(.text(quote(table)))), \(PostgresLiteral.text(.text(column))))"
    }

    /// Sequences know nothing of keys that did not come from them. Whoever may not change the sequence is left in peace.
    public func countingOn(_ table: String, _ column: String) -> String? {
        let sequence = sequence(table, column)
        return """
            CASE WHEN has_sequence_privilege(\(sequence), 'UPDATE') THEN \
            CASE WHEN coalesce(pg_sequence_last_value(\(sequence)::regclass), 0) < \(quote(column)) \
            THEN setval(\(sequence), \(quote(column))) END END
            """
    }

    public func lock(_ lock: RowLock, _ aliases: String...) -> String? {
        let strength =
            switch lock {
            case .forKeyShare: "KEY SHARE"
            case .forNoKeyUpdate: "NO KEY UPDATE"
            case .forUpdate: "UPDATE"
            case .forShare: "SHARE"
            }
        return "FOR \(strength) OF \(aliases.joined(separator: ", "))"
    }

    public func wait(_ wait: LockWait) -> String? {
        switch wait {
        case .untilFree: ""
        case .skipLocked: " SKIP LOCKED"
        case .noWait: " NOWAIT"
        }
    }
    public var explanation: (prefix: String, column: Int32) { ("EXPLAIN ", 0) }
    public func distinct(on values: [String]) -> String? { "DISTINCT ON (\(values.joined(separator: ", ")))" }

    public func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        PostgresFunction.arithmetic(operation, type, a, b)
    }
    public func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        PostgresFunction.aggregate(aggregate, type, value, suffix)
    }

    public func literal(_ value: Value) -> String { PostgresLiteral.text(value) }
    public var countedKey: String { " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" }
    public var junctionTable: String { "" }
    public var refersToLaterTables: Bool { false }
    public var nameLimit: Int? { 63 }

    /// Texts sort by code point in the table already, so that its indexes serve queries.
    public func columnType(_ column: Column, isCountedKey: Bool) -> String {
        switch column.type {
        case .text: (column.maxLength.map { "varchar(\($0))" } ?? "text") + " COLLATE \"C\""
        case .decimal: column.digits.map { "numeric(\($0.total), \($0.places))" } ?? "numeric"
        default: PostgresType.of(column.type).name
        }
    }

    public func accepts(_ column: Column, _ declared: String) -> Bool {
        switch column.type {
        case .integer: ["smallint", "integer", "bigint"].contains(declared)
        case .real: ["real", "double precision"].contains(declared)
        case .text: ["text", "character varying", "character"].contains(declared)
        case .json: ["json", "jsonb"].contains(declared)
        case .moment: declared == "timestamp with time zone"
        default: declared == PostgresType.of(column.type).name
        }
    }
}

/// Values inside the text of a CHECK constraint.
private enum PostgresLiteral {
    static func text(_ value: Value) -> String {
        switch value {
        case .null, .invalid, .list, .tuple: "NULL"
        case .bool(let value): value ? "TRUE" : "FALSE"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)::double precision"
        case .decimal(let value): "\(value)"
        case .text(let text): quoted(text)
        case .json(let text): quoted(text) + "::jsonb"
        case .bytes(let bytes): "'\\x" + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "'::bytea"
        case .moment(let moment): "to_timestamp(\(moment / 1_000_000)) + interval '\(moment % 1_000_000) microseconds'"
        case .day(let day): quoted(day.description) + "::date"
        case .uuid(let uuid): quoted(uuid.uuidString.lowercased()) + "::uuid"
        case .pattern(let pattern): quoted(PostgresText.like(pattern))
        }
    }

    private static func quoted(_ text: String) -> String {
        // With a backslash in it, a text means the same whatever standard_conforming_strings says only in this form.
        let isPlain = !text.contains("\\")
        return (isPlain ? "'" : "E'") + text.replacing("'", with: "''").replacing("\\", with: "\\\\") + "'"
    }
}
