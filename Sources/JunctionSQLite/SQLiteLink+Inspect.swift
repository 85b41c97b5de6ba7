import Junction

extension SQLiteLink {
    func inspect(_ table: String) throws -> TableInspection? {
        let columns = try all("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)", table) { row in
            TableInspection.Column(
                name: try row.value(String.self, at: 0), type: try row.value(String.self, at: 1),
                isNullable: try row.value(Int.self, at: 2) == 0 && row.value(Int.self, at: 3) == 0)
        }
        if columns.isEmpty { return nil }
        let references = try all(
            """
            SELECT m.name, f."from", f.on_delete FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS f \
            WHERE m.type = 'table' AND f."table" = ?1 COLLATE NOCASE
            """, table
        ) { row in
            TableInspection.Reference(
                table: try row.value(String.self, at: 0), column: try row.value(String.self, at: 1),
                onDelete: rule(try row.value(String.self, at: 2)))
        }
        let keys = try all("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" = 1 AND partial = 0", table) {
            try $0.value(String.self, at: 0)
        }
        var unique = try keys.map { index in
            Set(try all("SELECT coalesce(name, '') FROM pragma_index_info(?1)", index) { try $0.value(String.self, at: 0) })
        }
        let primary = try all("SELECT name FROM pragma_table_info(?1) WHERE pk > 0", table) { try $0.value(String.self, at: 0) }
        unique.append(Set(primary))
        return TableInspection(columns: columns, references: references, uniqueKeys: unique)
    }

    func all<R>(_ sql: String, _ argument: String, _ read: (borrowing Row) throws -> R) throws -> [R] {
        try run(Statement(sql), [.text(argument)]) { rows in
            var all: [R] = []
            try rows.forEach { all.append(try read($0)) }
            return all
        }
    }

    private func rule(_ name: String) -> DeleteRule? {
        switch name {
        case "CASCADE": .cascade
        case "SET NULL": .setNull
        case "RESTRICT": .restrict
        default: nil
        }
    }
}
