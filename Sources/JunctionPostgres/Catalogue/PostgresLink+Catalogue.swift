import Junction

extension PostgresLink {
    func catalogue() throws -> Catalogue {
        let tables = try rows(
            """
            SELECT c.relname, c.relkind, c.relispartition, coalesce((SELECT string_agg(p.oid::regclass::text, ', ' ORDER BY i.inhseqno) \
            FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid), ''), c.relrowsecurity, \
            c.relpersistence, coalesce(pg_get_partkeydef(c.oid), ''), coalesce(array_to_string(c.reloptions, ', '), '') FROM pg_class AS c \
            WHERE c.relkind IN ('r', 'p') AND \(Self.isOurs)
            """
        ) { row in
            let words = try (1..<8).map { try Self.word(row, at: $0) }
            return (name: try row.value(String.self, at: 0), options: Self.options(words))
        }
        let columns = try columns(), constraints = try constraints(), indexes = try indexes(), triggers = try triggers()
        return Catalogue(
            database: PostgresDialect.postgres.name,
            tables: tables.map { table in
                let mine = constraints[table.name] ?? [], columns = columns[table.name] ?? [], indexes = indexes[table.name] ?? []
                let key = mine.first { $0.kind == "p" }
                return TableCatalogue(
                    name: table.name, columns: columns.map(\.column),
                    primaryKey: key.map { key in
                        .init(
                            name: key.name, columns: key.columns,
                            counting: key.columns.count == 1 ? columns.first { $0.column.name == key.columns[0] }?.counting : nil)
                    },
                    uniques: indexes.filter { $0.isPlain && $0.isUnique }.map(\.group),
                    indexes: indexes.filter { $0.isPlain && !$0.isUnique }.map(\.group),
                    foreignKeys: mine.filter { $0.kind == "f" }.map(\.reference),
                    checks: mine.filter { $0.kind == "c" }.map { .init(name: $0.name, sql: Self.condition($0.sql)) },
                    others: table.options + (triggers[table.name] ?? []) + indexes.filter { !$0.isPlain }.map(\.entry)
                        + mine.filter { $0.kind == "x" }.map { CatalogueEntry(.constraint, $0.name, $0.sql) })
            }, others: try others())
    }

    /// In the schema that names without one belong to, and not a part of an extension.
    private static let isOurs = """
        c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT EXISTS (SELECT 1 FROM pg_depend AS e \
        WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        """

    private func rows<R>(_ sql: String, _ read: (borrowing Row) throws -> R) throws -> [R] {
        try run(Statement(sql, .read), []) { rows in
            var all: [R] = []
            try rows.forEach { all.append(try read($0)) }
            return all
        }
    }

    /// A column as a word, whatever its type.
    private static func word(_ row: borrowing Row, at column: Int32) throws -> String {
        switch column {
        case 2, 4: try row.value(Bool.self, at: column) ? "true" : ""
        default: try row.value(String.self, at: column)
        }
    }

    private static func options(_ words: [String]) -> [CatalogueEntry] {
        var options: [(name: String, sql: String)] = []
        if words[1] == "true" {
            options.append(("PARTITION OF", words[2]))
        } else if !words[2].isEmpty {
            options.append(("INHERITS", words[2]))
        }
        if words[3] == "true" { options.append(("ROW LEVEL SECURITY", "ENABLE")) }
        if words[4] == "u" { options.append(("UNLOGGED", "")) }
        if !words[5].isEmpty { options.append(("PARTITION BY", words[5])) }
        if !words[6].isEmpty { options.append(("WITH", "(" + words[6] + ")")) }
        return options.map { CatalogueEntry(.option, $0.name, ($0.name + " " + $0.sql).trimmingSuffix()) }
    }

    /// `CHECK ((stars > 0))` without what makes it a constraint.
    private static func condition(_ definition: String) -> String {
        let start = definition.hasPrefix("CHECK (") ? definition.dropFirst(7) : definition[...]
        guard let end = start.lastIndex(of: ")") else { return String(start) }
        let rest = start[start.index(after: end)...]
        return String(start[..<end]) + rest
    }

    // MARK: Columns

    private typealias ColumnRow = (column: CatalogueColumn, counting: String?)

    private func columns() throws -> [String: [ColumnRow]] {
        let rows = try rows(
            """
            SELECT c.relname, a.attname, format_type(t.oid, NULL), format_type(b.oid, NULL), NOT (a.attnotnull OR t.typnotnull), \
            information_schema._pg_char_max_length(b.oid, m.modifier), \
            CASE b.typname WHEN 'numeric' THEN information_schema._pg_numeric_precision(b.oid, m.modifier) END, \
            CASE b.typname WHEN 'numeric' THEN information_schema._pg_numeric_scale(b.oid, m.modifier) END, \
            coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault), a.attidentity::text, a.attgenerated::text, \
            CASE WHEN a.attcollation <> b.typcollation THEN o.collname::text END, pg_get_serial_sequence(quote_ident(c.relname), a.attname) \
            FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
            JOIN pg_type AS t ON t.oid = a.atttypid JOIN pg_type AS b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END \
            CROSS JOIN LATERAL (SELECT CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier) AS m \
            LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation AS o ON o.oid = a.attcollation \
            WHERE c.relkind IN ('r', 'p') AND \(Self.isOurs) ORDER BY c.relname, a.attnum
            """
        ) { row in
            let type = try row.value(String.self, at: 2), base = try row.value(String.self, at: 3)
            let places = try row.value(Int?.self, at: 7), total = try row.value(Int?.self, at: 6)
            let identity = try row.value(String.self, at: 9), initial = try row.value(String?.self, at: 8)
            let isGenerated = try !row.value(String.self, at: 10).isEmpty, isSerial = try row.value(String?.self, at: 12) != nil
            var counting: String?
            if identity == "a" { counting = "GENERATED ALWAYS AS IDENTITY" }
            if identity == "d" { counting = "GENERATED BY DEFAULT AS IDENTITY" }
            if counting == nil, isSerial, initial?.hasPrefix("nextval(") == true { counting = initial.map { "DEFAULT " + $0 } }
            let column = CatalogueColumn(
                name: try row.value(String.self, at: 1), type: type, content: PostgresContent.of(base),
                isNullable: try row.value(Bool.self, at: 4), maxLength: try row.value(Int?.self, at: 5),
                digits: total.map { Digits($0, places ?? 0) }, initial: isGenerated || counting != nil ? nil : initial,
                generation: isGenerated ? initial ?? "" : nil, collation: try row.value(String?.self, at: 11))
            return (table: try row.value(String.self, at: 0), row: (column: column, counting: counting) as ColumnRow)
        }
        return Dictionary(grouping: rows, by: \.table).mapValues { $0.map(\.row) }
    }

    // MARK: What else there is

    private func triggers() throws -> [String: [CatalogueEntry]] {
        let rows = try rows(
            """
            SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid \
            WHERE NOT t.tgisinternal AND \(Self.isOurs) UNION ALL \
            SELECT c.relname, r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class \
            WHERE c.relkind IN ('r', 'p') AND \(Self.isOurs)
            """
        ) { row in
            (
                table: try row.value(String.self, at: 0),
                entry: CatalogueEntry(.trigger, try row.value(String.self, at: 1), try row.value(String.self, at: 2))
            )
        }
        return Dictionary(grouping: rows, by: \.table).mapValues { $0.map(\.entry) }
    }

    private func others() throws -> [CatalogueEntry] {
        try rows(
            """
            SELECT c.relkind::text, c.relname, CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) ELSE '' END FROM pg_class AS c \
            WHERE c.relkind IN ('v', 'm', 'f', 'S') AND \(Self.isOurs) AND NOT EXISTS (SELECT 1 FROM pg_depend AS s \
            WHERE s.classid = 'pg_class'::regclass AND s.objid = c.oid AND s.refclassid = 'pg_class'::regclass AND s.deptype IN ('a', 'i'))
            """
        ) { row in
            let kind: CatalogueEntry.Kind =
                switch try row.value(String.self, at: 0) {
                case "S": .sequence
                case "f": .foreignTable
                default: .view
                }
            return CatalogueEntry(kind, try row.value(String.self, at: 1), try row.value(String.self, at: 2))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String { hasSuffix(" ") ? String(dropLast()) : self }
}
