import Foundation
public import Junction

extension Dialect where Self == PostgresDialect {
    /// PostgreSQL 13 or later, for `sql(for:)`.
    public static var postgres: PostgresDialect { PostgresDialect() }
}

/// How PostgreSQL writes what SQL leaves open.
///
/// ```swift
/// let sql = try Phone.query.lock(.forUpdate, .skipLocked).sql(for: .postgres)
/// ```
public struct PostgresDialect: Sendable {}

extension PostgresDialect: Dialect {
    /// The name in messages.
    public var name: String { "PostgreSQL" }

    /// A dollar sign with the number: `$1`.
    public func parameter(_ number: Int) -> String { "$\(number)" }
    /// An array for each column of a list.
    public func parameters(of value: Value) -> Int { if case .list(_, let types) = value { types.count } else { 1 } }

    /// `unnest($1::bigint[]) AS k(value)`.
    public func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String {
        let columns = types.indices.map { ListColumn.value($0, of: types.count) }
        return "unnest(\(arrays(parameters, types))) AS \(alias)(\(columns.joined(separator: ", ")))"
    }

    /// `t0.id = ANY ($1::bigint[])`; with several columns, `IN (SELECT * FROM unnest(…))`.
    public func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String {
        types.count == 1
            ? "\(value) = ANY (\(arrays(parameters, types)))" : "\(value) IN (SELECT * FROM unnest(\(arrays(parameters, types))))"
    }

    private func arrays(_ parameters: [String], _ types: [ColumnType]) -> String {
        zip(parameters, types).map { "\($0)::\(PostgresType.of($1).name)[]" }.joined(separator: ", ")
    }

    /// `LIKE`, which tells upper from lower case here.
    public func match(_ text: String, _ pattern: String) -> String { "\(text) LIKE \(pattern)" }
    /// `a IS NOT DISTINCT FROM b`.
    public func same(_ a: String, _ b: String) -> String { "\(a) IS NOT DISTINCT FROM \(b)" }
    /// PostgreSQL's own functions, with what it takes that they promise the same as on other databases.
    public func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String {
        PostgresFunction.call(function, arguments, type) ?? standardCall(function, arguments)
    }
    /// `COLLATE "C"`, whatever the column's collation is.
    public func codePoints(_ text: String) -> String { "\(text) COLLATE \"C\"" }
    /// The parameter with its type: `$1::bigint`.
    public func typed(_ parameter: String, _ type: ColumnType) -> String { "\(parameter)::\(PostgresType.of(type).name)" }
    /// `TRUE` and `FALSE`.
    public func truth(_ value: Bool) -> String { value ? "TRUE" : "FALSE" }

    /// A row that was inserted has no transaction that changed it (the system column `xmax`).
    public var isNewRow: String { "xmax = 0" }
    /// It is not told: it is read in RETURNING.
    public var knowsInsertedRow: Bool { false }
    /// None: a statement that fails would take back the savepoint before it.
    public var requirement: String? { nil }
    public var writesInWith: Bool { true }
    /// An array for each column, in one statement.
    public var insertsLists: Bool { true }
    /// Several connections write, and wait for each other's rows.
    public var meetsOwnChanges: Bool { false }
    public var sortsByOuterRows: Bool { true }
    public var writesTogether: Bool { true }
    /// It does: Junction puts a savepoint before what follows a change.
    public var failureEndsTransaction: Bool { true }

    /// How long an array is makes the server plan the statement each time, for twice what it takes to run it.
    public var listThreshold: Int { 9 }
    /// As an array of parameters.
    public var seeksValues: Bool { true }

    /// With fewer rows the statement that it takes beside costs more than it saves: measured, see docs/performance.md.
    public var copyThreshold: Int? { 2_000 }

    /// `COPY … FROM STDIN` in the binary format.
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

    /// Takes keys from the column's sequence, where the user may use it.
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

    /// `FOR UPDATE OF t0`, and the three weaker ones.
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

    /// `SKIP LOCKED` and `NOWAIT`.
    public func wait(_ wait: LockWait) -> String? {
        switch wait {
        case .untilFree: ""
        case .skipLocked: " SKIP LOCKED"
        case .noWait: " NOWAIT"
        }
    }
    /// `EXPLAIN`, and the first column of its answer.
    public var explanation: (prefix: String, column: Int32) { ("EXPLAIN ", 0) }
    /// `DISTINCT ON (…)`.
    public func distinct(on values: [String]) -> String? { "DISTINCT ON (\(values.joined(separator: ", ")))" }

    /// The usual signs; integers of narrower columns are widened first.
    public func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String {
        PostgresFunction.arithmetic(operation, type, a, b)
    }
    /// PostgreSQL's own; sums of integers are integers again, averages real numbers.
    public func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String {
        PostgresFunction.aggregate(aggregate, type, value, suffix)
    }

    /// Texts in single quotes, values of other types with their type.
    public func literal(_ value: Value) -> String { PostgresLiteral.text(value) }
    /// An identity column, which takes keys that are given, too.
    public var countedKey: String { " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" }
    /// Nothing follows.
    public var junctionTable: String { "" }
    /// They may not: such keys are added when all tables are there.
    public var refersToLaterTables: Bool { false }
    /// 63 bytes; the server would cut longer names.
    public var nameLimit: Int? { 63 }

    /// Texts sort by code point in the table already, so that its indexes serve queries.
    public func columnType(_ column: Column, isCountedKey: Bool) -> String {
        switch column.type {
        case .text: (column.maxLength.map { "varchar(\($0))" } ?? "text") + " COLLATE \"C\""
        case .decimal: column.digits.map { "numeric(\($0.total), \($0.places))" } ?? "numeric"
        default: PostgresType.of(column.type).name
        }
    }

    /// By the names of the catalogue; narrower numbers and other texts will do.
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
