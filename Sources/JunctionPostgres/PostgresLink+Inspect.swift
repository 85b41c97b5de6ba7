import Junction

extension PostgresLink {
    func inspect(_ table: String) throws -> TableInspection? {
        let columns = try all(
            """
            SELECT a.attname, format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL), NOT a.attnotnull \
            FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid \
            WHERE a.attrelid = to_regclass(quote_ident($1)) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """, table
        ) { row in
            TableInspection.Column(
                name: try row.value(String.self, at: 0), type: try row.value(String.self, at: 1),
                isNullable: try row.value(Bool.self, at: 2))
        }
        if columns.isEmpty { return nil }
        let references = try all(
            """
            SELECT r.relname, a.attname, c.confdeltype FROM pg_constraint AS c JOIN pg_class AS r ON r.oid = c.conrelid \
            JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) \
            WHERE c.contype = 'f' AND c.confrelid = to_regclass(quote_ident($1))
            """, table
        ) { row in
            TableInspection.Reference(
                table: try row.value(String.self, at: 0), column: try row.value(String.self, at: 1),
                onDelete: rule(try row.value(String.self, at: 2)))
        }
        let unique = try all(
            """
            SELECT i.indexrelid::bigint, a.attname FROM pg_index AS i \
            CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place) \
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number \
            WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts \
            AND i.indrelid = to_regclass(quote_ident($1))
            """, table
        ) { row in (index: try row.value(Int.self, at: 0), column: try row.value(String.self, at: 1)) }
        let keys = Dictionary(grouping: unique, by: \.index).values.map { Set($0.map(\.column)) }
        // COPY knows no views, follows no rules, and is refused where policies decide who sees which rows.
        let takesCopies = try all(
            """
            SELECT c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT row_security_active(c.oid) FROM pg_class AS c \
            WHERE c.oid = to_regclass(quote_ident($1))
            """, table
        ) { row in try row.value(Bool.self, at: 0) }
        return TableInspection(columns: columns, references: references, uniqueKeys: keys, takesCopies: takesCopies == [true])
    }

    func all<R>(_ sql: String, _ argument: String, _ read: (borrowing Row) throws -> R) throws -> [R] {
        try run(Statement(sql, .read), [.text(argument)]) { rows in
            var all: [R] = []
            try rows.forEach { all.append(try read($0)) }
            return all
        }
    }

    private func rule(_ letter: String) -> DeleteRule? {
        switch letter {
        case "c": .cascade
        case "n": .setNull
        case "r": .restrict
        default: nil
        }
    }
}
