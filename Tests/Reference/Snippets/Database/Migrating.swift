import Junction

extension Snippet {
    private static let albums = TableDefinition(
        "album", columns: [.column("id", .integer), .column("name", .text)], key: .counted("id"))

    static let migrating: [Snippet] = [
        Snippet("a migration and the way back") { book in
            let db = book.db
            let migration = Migration(
                "0002_titles",
                [
                    .renameColumn("name", to: "title", in: "album"),
                    .addColumn(.column("stars", .integer), to: "album", filling: .integer(3)),
                ])
            let migrations = [Migration("0001_albums", [.createTable(albums)]), migration]
            do {
                let pending = try await db.status(of: migrations).filter { !$0.hasRun }.map(\.name)
                try check(pending == ["0001_albums", "0002_titles"])
                for script in try await db.scripts(of: migrations) { print(script.name, script.statements) }
            }
            do {
                let report = try await db.migrate(migrations)
                print(report.applied)  // ["0001_albums", "0002_titles"]
                try check(report.applied == ["0001_albums", "0002_titles"])
            }
            if try await db.migrate(migrations).isEmpty { print("nothing to do") }
            do {
                let report = try await db.rollBack(migrations, allowDataLoss: true)
                print(report.rolledBack)  // ["0002_titles"]
                try check(report.rolledBack == ["0002_titles"])
            }
            do { try await db.migrate(migrations) } catch let error as MigrationError where error.kind == .dataLoss { print(error) }
        },
        Snippet("steps of data") { book in
            let steps: [MigrationStep] = [
                .addColumn(.column("label", .text, isOptional: true), to: "album"),
                .data("labels") { tx in _ = try await tx.execute("UPDATE album SET label = upper(title)") },
                .changeColumn(.column("label", .text), in: "album"),
            ]
            let first: [MigrationStep] = [.createTable(albums), .renameColumn("name", to: "title", in: "album")]
            try await book.db.migrate([Migration("0001_albums", first), Migration("0002_labels", steps)])
        },
        Snippet("a column with another name, and back") { book in
            let steps: [MigrationStep] = [.renameColumn("name", to: "title", in: "album")]
            let migrations = [Migration("0001_albums", [.createTable(albums)]), Migration("0002_titles", steps)]
            try await book.db.migrate(migrations)
            try await book.db.rollBack(migrations)
        },
        Snippet("what tables are made of") { book in
            let mood = TableDefinition(
                "mood", columns: [.column("id", .integer), .column("name", .text, maxLength: 60)], key: .counted("id"))
            let name = ColumnDefinition.column("name", .text, maxLength: 60)
            let key = KeyDefinition.counted("id")
            let names = KeyDefinition.counted("id").names  // ["id"]
            try check(mood.key == key && mood.columns.last == name && names == ["id"])
            do {
                let key = ForeignKeyDefinition.key(["contact_id"], to: "contact", ["id"], onDelete: .cascade)
                let check = CheckDefinition.check("stars", "\"stars\" >= 1 AND \"stars\" <= 5")
                let links = TableDefinition(
                    "mood_contacts", columns: [.column("contact_id", .integer), .column("mood_id", .integer), .column("stars", .integer)],
                    key: .junction(["contact_id", "mood_id"]), foreignKeys: [key], checks: [check])
                try await book.db.migrate([Migration("0001", [.createTable(mood), .createTable(links)])])
            }
            do {
                let migration = Migration("0003_notes", [.dropTable("note")])
                try check(migration.steps.count == 1)
            }
        },
        Snippet("what is forgotten, and how types change") { book in
            let db = book.db, dialect = book.db.dialect, models: [any Model.Type] = [User.self], migrations: [Migration] = []
            let steps = try db.missingSteps(of: models, after: migrations)
            try check(steps.count == 1)
            let text = dialect.conversion(of: "number", from: .integer, to: .text)?.value  // CAST(number AS text)
            let conversion = TypeConversion("CAST(number AS text)")
            try check(text == conversion.value)
        },
    ]
}
