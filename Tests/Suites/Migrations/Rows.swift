import Junction

/// Rows made and read by statements that know no model.
struct RowKeeper {
    let db: Database
    private var isSQLite: Bool { db.dialect.name == "SQLite" }

    /// Puts as many rows into each table; the value of a column follows from the row's number.
    func fill(_ tables: [TableDefinition], rows: Int) async throws {
        var filled: Set<String> = []
        for table in tables {
            filled.insert(table.name)
            let columns = table.columns.filter { table.key != .counted($0.name) }
            let values = columns.map { value($0, of: table, filled) }.joined(separator: ", ")
            let names = columns.map { db.dialect.quote($0.name) }.joined(separator: ", ")
            // A table of nothing but its key gets rows of nothing.
            if columns.isEmpty { continue }
            try await db.execute(
                SQL(
                    stringLiteral: """
                        INSERT INTO \(db.dialect.quote(table.name)) (\(names)) WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1
                        FROM numbers WHERE i < \(rows)) SELECT \(values) FROM numbers
                        """))
        }
    }

    private func value(_ column: ColumnDefinition, of table: TableDefinition, _ filled: Set<String>) -> String {
        // In a circle of tables the first cannot refer to the last.
        if table.foreignKeys.contains(where: { $0.columns.contains(column.name) && !filled.contains($0.table) }) { return "NULL" }
        let isUnique = table.key.names.contains(column.name) || table.unique.contains { $0.contains(column.name) }
        let isReference = table.foreignKeys.contains { $0.columns.contains(column.name) }
        let value =
            switch column.type {
            case .integer: isReference ? "i" : isUnique && !table.checks.contains { $0.name == column.name } ? "i" : "i % 5 + 1"
            case .real: "i % 7"
            case .decimal: "i % 90"
            case .bool: isSQLite ? "i % 2" : "i % 2 = 0"
            case .text: "CAST(i AS text)"
            case .bytes: isSQLite ? "x'0102'" : "'\\x0102'::bytea"
            case .moment: isSQLite ? "'2026-02-28 00:00:00'" : "'2026-02-28 00:00:00+00'::timestamptz"
            case .day: isSQLite ? "'2026-02-28'" : "'2026-02-28'::date"
            case .uuid: isSQLite ? "lower(hex(randomblob(16)))" : "md5(i::text)::uuid"
            case .json: isSQLite ? "'{}'" : "'{}'::jsonb"
            }
        return column.isOptional ? "CASE WHEN i % 3 > 0 THEN \(value) END" : value
    }

    /// How many rows a table has, and all values of its columns in the order of some of them.
    func values(of table: String, _ columns: [String], orderedBy order: [String]) async throws -> [String] {
        let name = db.dialect.quote(table), order = order.map { db.dialect.quote($0) }.joined(separator: ", ")
        var found: [String] = []
        for column in columns {
            let column = db.dialect.quote(column)
            let sql =
                isSQLite
                ? "SELECT group_concat(coalesce(CAST(v AS text), '~'), ',') FROM (SELECT \(column) AS v FROM \(name) ORDER BY \(order))"
                : "SELECT string_agg(coalesce(\(column)::text, '~'), ',' ORDER BY \(order)) FROM \(name)"
            found.append(try await db.query(SQL(stringLiteral: sql), as: String?.self)[0] ?? "")
        }
        let count = try await db.query(SQL(stringLiteral: "SELECT count(*) FROM \(name)"), as: Int.self)[0]
        return found + ["\(count)"]
    }
}
