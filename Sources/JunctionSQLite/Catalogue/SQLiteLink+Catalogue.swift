import Junction

extension SQLiteLink {
    func catalogue() throws -> Catalogue {
        let all = try self.all(
            "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE ?1 ESCAPE '#' ORDER BY name", "sqlite#_%"
        ) { row in
            SchemaRow(
                type: try row.value(String.self, at: 0), name: try row.value(String.self, at: 1),
                table: try row.value(String.self, at: 2), sql: try row.value(String.self, at: 3))
        }
        let tables = all.filter { $0.type == "table" }
        let columns = try Dictionary(uniqueKeysWithValues: tables.map { ($0.name.lowercased(), try self.columns(of: $0.name)) })
        return Catalogue(
            database: SQLiteDialect.sqlite.name,
            tables: try tables.map { table in
                try self.table(
                    table, columns, rows: all.filter { $0.table.lowercased() == table.name.lowercased() }, names: tables.map(\.name))
            },
            others: all.filter { $0.type == "view" }.map { CatalogueEntry(.view, $0.name, $0.sql) })
    }

    private struct SchemaRow {
        let type: String, name: String, table: String, sql: String
    }

    private struct ColumnRow {
        let name: String, type: String, isRequired: Bool, initial: String?
        /// Its place in the primary key, from 1; 0: none.
        let keyPlace: Int
        /// 0: a stored column; 1: of a virtual table alone; 2 and 3: generated.
        let hidden: Int
    }

    private func columns(of table: String) throws -> [ColumnRow] {
        try all("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1)", table) { row in
            ColumnRow(
                name: try row.value(String.self, at: 0), type: try row.value(String.self, at: 1),
                isRequired: try row.value(Int.self, at: 2) != 0, initial: try row.value(String?.self, at: 3),
                keyPlace: try row.value(Int.self, at: 4), hidden: try row.value(Int.self, at: 5))
        }
    }

    private func table(
        _ table: SchemaRow, _ all: [String: [ColumnRow]], rows: [SchemaRow], names: [String]
    ) throws -> TableCatalogue {
        let text = SQLiteTableText(table.sql), columns = all[table.name.lowercased()] ?? []
        let keyColumns = columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
        let isRowless = text.options.contains("WITHOUT ROWID")
        let catalogued = columns.filter { $0.hidden != 1 }.map { column in
            let declared = SQLiteDeclaredType(column.type), name = column.name.lowercased()
            return CatalogueColumn(
                name: column.name, type: declared.name, content: declared.content,
                isNullable: !column.isRequired && column.keyPlace == 0, maxLength: declared.maxLength, digits: declared.digits,
                initial: column.initial, generation: column.hidden == 0 ? nil : text.generations[name] ?? "",
                collation: text.collations[name].flatMap { $0.uppercased() == "BINARY" ? nil : $0 })
        }
        let indexes = try self.indexes(of: table.name, catalogued, rows, text)
        var key: TableCatalogue.PrimaryKey?
        if !keyColumns.isEmpty {
            // The key is the number of the row where no index stands behind it.
            let isRow = keyColumns.count == 1 && keyColumns[0].type.uppercased() == "INTEGER" && !isRowless && !indexes.hasKeyIndex
            key = TableCatalogue.PrimaryKey(
                name: text.keyName, columns: keyColumns.map(\.name),
                counting: isRow ? (text.isAutoincrement ? "AUTOINCREMENT" : "ROWID") : nil)
        }
        return TableCatalogue(
            name: table.name, columns: catalogued, primaryKey: key, uniques: indexes.uniques, indexes: indexes.plain,
            foreignKeys: try references(of: table.name, all, names, text),
            checks: text.checks.map { TableCatalogue.Check(name: $0.name, sql: $0.sql) },
            others: indexes.others + rows.filter { $0.type == "trigger" }.map { CatalogueEntry(.trigger, $0.name, $0.sql) }
                + text.options.map { CatalogueEntry(.option, String($0.prefix { $0 != "(" }), $0) })
    }

    // MARK: Indexes

    private struct Indexes {
        var uniques: [TableCatalogue.Group] = [], plain: [TableCatalogue.Group] = [], others: [CatalogueEntry] = []
        var hasKeyIndex = false
    }

    private func indexes(
        of table: String, _ columns: [CatalogueColumn], _ rows: [SchemaRow], _ text: SQLiteTableText
    ) throws -> Indexes {
        let list = try all("SELECT name, \"unique\", origin, partial FROM pragma_index_list(?1)", table) { row in
            (
                name: try row.value(String.self, at: 0), isUnique: try row.value(Int.self, at: 1) != 0,
                origin: try row.value(String.self, at: 2), isPartial: try row.value(Int.self, at: 3) != 0
            )
        }
        var indexes = Indexes()
        for index in list {
            if index.origin == "pk" {
                indexes.hasKeyIndex = true
                continue
            }
            let parts = try all("SELECT name, \"desc\", coll FROM pragma_index_xinfo(?1) WHERE key = 1", index.name) { row in
                (
                    name: try row.value(String?.self, at: 0), isDescending: try row.value(Int.self, at: 1) != 0,
                    collation: try row.value(String?.self, at: 2) ?? "BINARY"
                )
            }
            let isPlain =
                !index.isPartial
                && parts.allSatisfy { part in
                    guard let column = columns.first(where: { $0.name == part.name }), !part.isDescending else { return false }
                    return part.collation.uppercased() == (column.collation ?? "BINARY").uppercased()
                }
            let names = parts.compactMap(\.name)
            if index.origin == "u" {
                // A constraint of the table has no index of its own name.
                let name = text.uniqueNames[names.map { $0.lowercased() }]
                indexes.uniques.append(.init(name: name, columns: names))
            } else if isPlain, index.isUnique {
                indexes.uniques.append(.init(name: index.name, columns: names, isConstraint: false))
            } else if isPlain {
                indexes.plain.append(.init(name: index.name, columns: names, isConstraint: false))
            } else {
                let sql = rows.first { $0.type == "index" && $0.name == index.name }?.sql ?? ""
                indexes.others.append(CatalogueEntry(.index, index.name, sql))
            }
        }
        return indexes
    }

    // MARK: Foreign keys

    private func references(
        of table: String, _ all: [String: [ColumnRow]], _ names: [String], _ text: SQLiteTableText
    ) throws -> [TableCatalogue.Reference] {
        let list = try self.all(
            "SELECT id, \"table\", \"from\", coalesce(\"to\", ''), on_delete, on_update FROM pragma_foreign_key_list(?1) ORDER BY id, seq",
            table
        ) { row in
            (
                id: try row.value(Int.self, at: 0), table: try row.value(String.self, at: 1), from: try row.value(String.self, at: 2),
                to: try row.value(String.self, at: 3), onDelete: try row.value(String.self, at: 4),
                onUpdate: try row.value(String.self, at: 5)
            )
        }
        return Dictionary(grouping: list, by: \.id).values.compactMap { parts in
            guard let first = parts.first else { return nil }
            // Without columns it is the other table's key. Names are as that table has them, whatever the case here.
            let others = all[first.table.lowercased()] ?? []
            let key = others.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }.map(\.name)
            let to = parts.enumerated().map { number, part in
                part.to.isEmpty
                    ? (number < key.count ? key[number] : "")
                    : others.first { $0.name.lowercased() == part.to.lowercased() }?.name ?? part.to
            }
            let columns = parts.map { part in
                all[table.lowercased()]?.first { $0.name.lowercased() == part.from.lowercased() }?.name ?? part.from
            }
            let written = columns.map { $0.lowercased() }
            return TableCatalogue.Reference(
                name: text.referenceNames[written], columns: columns,
                table: names.first { $0.lowercased() == first.table.lowercased() } ?? first.table, references: to,
                onDelete: .init(rawValue: first.onDelete) ?? .noAction, onUpdate: .init(rawValue: first.onUpdate) ?? .noAction,
                isDeferred: text.deferred.contains(written))
        }
    }
}
