import Junction

/// What a database says of its tables, as lines whose order means nothing: of two databases with the same tables they are the same.
enum SchemaText {
    static func lines(of db: Database) async throws -> Set<String> {
        db.dialect.name == "SQLite" ? try await sqlite(db) : try await postgres(db)
    }

    private static func sqlite(_ db: Database) async throws -> Set<String> {
        let statements = try await db.query(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'junction_migration'",
            as: (String, String).self)
        var lines: Set<String> = []
        for (name, sql) in statements {
            for part in parts(of: sql) { lines.insert(name + ": " + part) }
        }
        return lines
    }

    /// The parts of CREATE TABLE between the commas that stand in no bracket, without double quotes.
    private static func parts(of sql: String) -> [String] {
        var parts: [String] = [], part = "", depth = 0
        for character in sql where character != "\"" {
            if character == ")" { depth -= 1 }
            if depth == 1, character == "," || part.hasSuffix("(") && parts.isEmpty {
                parts.append(part)
                part = ""
                if character == "," { continue }
            }
            if depth == 0, character == ")" {
                parts.append(part)
                part = ""
            }
            if character == "(" { depth += 1 }
            part.append(character)
        }
        return (parts + [part]).map { $0.trimmed }
    }

    private static func postgres(_ db: Database) async throws -> Set<String> {
        let columns = try await db.query(
            """
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
                || coalesce(nullif(a.attidentity::text, ''), '-') || ' ' || a.atthasdef || ' ' || a.attcollation::text
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                AND c.relname <> 'junction_migration'
            """, as: String.self)
        let constraints = try await db.query(
            """
            SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = current_schema()::regnamespace AND conrelid <> coalesce(to_regclass('junction_migration'), 0)
            """, as: String.self)
        let indexes = try await db.query(
            "SELECT indexdef::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'junction_migration'",
            as: String.self)
        let sequences = try await db.query(
            "SELECT sequencename::text FROM pg_sequences WHERE schemaname = current_schema() AND sequencename NOT LIKE 'junction_migration%'",
            as: String.self)
        let schema = try await db.query("SELECT current_schema()::text", as: String.self)[0]
        return Set(
            (columns + constraints + indexes + sequences).map { $0.replacing("\"\(schema)\".", with: "").replacing(schema + ".", with: "") }
        )
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
    }
}
