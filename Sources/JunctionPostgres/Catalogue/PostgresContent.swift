import Junction

/// What Junction keeps in columns of a type, by the names of PostgreSQL's catalogue. What `PostgresDialect.accepts` refuses has no content here.
enum PostgresContent {
    static func of(_ type: String) -> ColumnType? {
        switch type {
        case "smallint", "integer", "bigint": .integer
        case "real", "double precision": .real
        case "numeric": .decimal
        case "boolean": .bool
        case "text", "character varying", "character": .text
        case "bytea": .bytes
        case "timestamp with time zone": .moment
        case "date": .day
        case "uuid": .uuid
        case "json", "jsonb": .json
        default: nil
        }
    }
}
