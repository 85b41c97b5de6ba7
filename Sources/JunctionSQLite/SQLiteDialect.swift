public import Junction

extension Dialect {
    /// SQLite 3.35 or later.
    public static let sqlite = Dialect(
        name: "SQLite",
        parameter: { "?\($0)" },
        list: SQLiteList.table,
        match: { text, pattern in "\(text) GLOB \(pattern)" },
        same: { a, b in "\(a) IS \(b)" },
        arithmetic: SQLiteFunction.arithmetic,
        aggregate: SQLiteFunction.aggregate,
        isNewRow: "rowid = last_insert_rowid()",
        knowsInsertedRow: true,
        text: { "CAST(\($0) AS TEXT)" },
        literal: SQLiteLiteral.text,
        columnType: SQLiteColumnType.name,
        accepts: SQLiteColumnType.accepts,
        countedKey: " PRIMARY KEY AUTOINCREMENT",
        junctionTable: " WITHOUT ROWID")
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
