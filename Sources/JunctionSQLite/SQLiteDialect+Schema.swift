import Junction

// SQLite changes little of a table in place.
extension SQLiteDialect: SchemaDialect {
    public var altersTables: Bool { false }
    public var migrationLock: String? { nil }
    public func countedKeyNames(_ table: String, _ column: String) -> (key: String, sequence: String) { ("", "") }
    public func countFromGreatest(_ table: String, _ column: String) -> String? { nil }
    public func countAnew(_ table: String, _ column: String, _ counting: String) -> [String] { [] }

    public var belongings: String? {
        """
        SELECT m.name, m.sql, (
            SELECT CASE WHEN count(*) = count(i.name) THEN group_concat(i.name, char(31)) END
            FROM pragma_index_list(m.tbl_name) AS l JOIN pragma_index_info(m.name) AS i
            WHERE l.name = m.name AND l."unique" AND NOT l.partial
        ) FROM sqlite_master AS m WHERE m.tbl_name = ?1 AND m.type IN ('index', 'trigger') AND m.sql IS NOT NULL
        """
    }

    /// The greatest key that there ever was is not given again (https://www.sqlite.org/autoinc.html).
    public func keepCounting(_ old: String, _ new: String) -> [String] {
        let (old, new) = (literal(.text(old)), literal(.text(new)))
        return [
            "DELETE FROM sqlite_sequence WHERE name = \(new)",
            "INSERT INTO sqlite_sequence (name, seq) SELECT \(new), seq FROM sqlite_sequence WHERE name = \(old)",
        ]
    }

    public func conversion(of value: String, from old: ColumnType, to new: ColumnType) -> TypeConversion? {
        switch (old, new) {
        case (.integer, .real), (.integer, .decimal), (.bool, .integer), (.json, .text): TypeConversion(value)
        case (.integer, .text), (.bool, .text): TypeConversion("CAST(\(value) AS text)")
        case (.integer, .bool): TypeConversion(value, refused: "\(value) NOT IN (0, 1)")
        case (.real, .integer), (.decimal, .integer):
            TypeConversion("CAST(\(value) AS integer)", refused: "CAST(\(value) AS integer) <> \(value)")
        case (.text, .integer): TypeConversion("CAST(\(value) AS integer)", refused: "CAST(CAST(\(value) AS integer) AS text) <> \(value)")
        case (.text, .json): TypeConversion(value, refused: "NOT json_valid(\(value))")
        case (.day, .moment): TypeConversion("\(value) || ' 00:00:00'")
        case (.moment, .day): TypeConversion("substr(\(value), 1, 10)", refused: "trim(substr(\(value), 11), ' 0:.') <> ''")
        default: nil
        }
    }
}
