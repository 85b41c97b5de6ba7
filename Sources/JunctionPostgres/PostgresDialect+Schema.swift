import Junction

// PostgreSQL changes tables in place.
extension PostgresDialect: SchemaDialect {
    public var altersTables: Bool { true }
    public var belongings: String? { nil }
    public func keepCounting(_ old: String, _ new: String) -> [String] { [] }

    /// A number of Junction's own, which other users of advisory locks do not take by chance.
    public var migrationLock: String? { "SELECT pg_advisory_xact_lock(7598452693417653)" }

    /// https://www.postgresql.org/docs/current/sql-createtable.html does not promise these names; where they are others, they stay.
    public func countedKeyNames(_ table: String, _ column: String) -> (key: String, sequence: String) {
        (table + "_pkey", table + "_" + column + "_seq")
    }

    public func countFromGreatest(_ table: String, _ column: String) -> String? {
        let (name, key) = (quote(table), quote(column))
        return
            "SELECT setval(pg_get_serial_sequence(\(literal(.text(name))), \(literal(.text(column)))), (SELECT max(\(key)) FROM \(name))) WHERE EXISTS (SELECT FROM \(name))"
    }

    public func countLike(_ sequence: String, _ table: String, _ column: String) -> String? {
        let counter = "pg_get_serial_sequence(\(literal(.text(quote(table)))), \(literal(.text(column))))"
        return "SELECT setval(\(counter), last_value, is_called) FROM \(quote(sequence))"
    }

    public func conversion(of value: String, from old: ColumnType, to new: ColumnType) -> TypeConversion? {
        switch (old, new) {
        case (.integer, .real): TypeConversion("\(value)::double precision")
        case (.integer, .decimal): TypeConversion("\(value)::numeric")
        case (.bool, .integer): TypeConversion("\(value)::integer::bigint")
        case (.integer, .text), (.json, .text): TypeConversion("\(value)::text")
        // As SQLite keeps it.
        case (.bool, .text): TypeConversion("\(value)::integer::text")
        case (.integer, .bool): TypeConversion("\(value) <> 0", refused: "\(value) NOT IN (0, 1)")
        case (.real, .integer), (.decimal, .integer): TypeConversion("\(value)::bigint", refused: "trunc(\(value)) <> \(value)")
        case (.text, .integer): TypeConversion("\(value)::bigint", refused: "\(value) !~ '^(0|-?[1-9][0-9]{0,17})$'")
        case (.text, .json): TypeConversion("\(value)::jsonb")
        case (.day, .moment): TypeConversion("\(value)::timestamp AT TIME ZONE 'UTC'")
        case (.moment, .day):
            TypeConversion(
                "(\(value) AT TIME ZONE 'UTC')::date",
                refused: "date_trunc('day', \(value) AT TIME ZONE 'UTC') <> \(value) AT TIME ZONE 'UTC'")
        default: nil
        }
    }
}
