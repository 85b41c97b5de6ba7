import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/from-django.md and docs/from-grdb.md about files that another library made.

enum DjangoFile {
    @Model(table: "notes_databasemodule")
    struct DatabaseModule {
        var id: Key<DatabaseModule>
        @MaxLength(10) var code: String
        @MaxLength(100) var description: String
    }

    // snippet: django-file
    @Model(table: "notes_databaseconfig")                                   // the app and the model; or Meta.db_table
    struct DatabaseConfig {
        var id: Key<DatabaseConfig>
        @MaxLength(100) var description: String
        @MaxLength(100) var databaseName: String                            // the column database_name; @Column("…") says another
        @ManyToMany(table: "notes_databaseconfig_modules", from: "databaseconfig_id", to: "databasemodule_id")
        var modules: Many<DatabaseModule>
    }
    // end snippet

    /// As Django 5.2 makes them.
    fileprivate static let tables: [SQL] = [
        """
        CREATE TABLE "notes_databasemodule" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(10) NOT NULL,
            "description" varchar(100) NOT NULL)
        """,
        """
        CREATE TABLE "notes_databaseconfig" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "description" varchar(100) NOT NULL,
            "database_name" varchar(100) NOT NULL)
        """,
        """
        CREATE TABLE "notes_databaseconfig_modules" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
            "databaseconfig_id" bigint NOT NULL REFERENCES "notes_databaseconfig" ("id") DEFERRABLE INITIALLY DEFERRED,
            "databasemodule_id" bigint NOT NULL REFERENCES "notes_databasemodule" ("id") DEFERRABLE INITIALLY DEFERRED)
        """,
        """
        CREATE UNIQUE INDEX "notes_databaseconfig_modules_uniq"
            ON "notes_databaseconfig_modules" ("databaseconfig_id", "databasemodule_id")
        """,
        "INSERT INTO notes_databasemodule (code, description) VALUES ('crm', 'Customers')",
        "INSERT INTO notes_databaseconfig (description, database_name) VALUES ('Live', 'live')",
    ]
}

enum GRDBFile {
    @Model
    struct Author {
        var id: Key<Author>
        var name: String
    }

    // snippet: grdb-file
    @Model(table: "bookLoan")                                               // without it: book_loan
    struct BookLoan {
        var id: Key<BookLoan>
        @Column("authorId") @ForeignKey(onDelete: .cascade) var authorID: Key<Author>
        @Column("lentAt") var lentAt: Date
    }
    // end snippet

    fileprivate static let tables: [SQL] = [
        "CREATE TABLE author (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL)",
        """
        CREATE TABLE bookLoan (id INTEGER PRIMARY KEY AUTOINCREMENT, authorId INTEGER NOT NULL REFERENCES author (id) ON DELETE CASCADE,
            lentAt DATETIME NOT NULL)
        """,
        "INSERT INTO author (name) VALUES ('Lem')",
        "INSERT INTO bookLoan (authorId, lentAt) VALUES (1, '2026-03-01 10:00:00.250'), (1, '2026-03-02 10:00:00.000')",
    ]
}

/// Uses tables as Django makes them, in a file.
func djangoFile() async throws -> [String] {
    typealias M = DjangoFile
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-django-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let made = try await Database.sqlite(path: path)
    for sql in M.tables { try await made.execute(sql) }
    await made.close()

    let db = try await Database.sqlite(path: path)
    try await db.verify([M.DatabaseModule.self, M.DatabaseConfig.self])
    let config = try await M.DatabaseConfig.filter { $0.databaseName == "live" }.one(on: db)
    let module = try await M.DatabaseModule.query.one(on: db)
    try await config.modules.add(module, on: db)
    let count = try await M.DatabaseConfig.filter { $0.modules.contains(module) }.count(on: db)
    try await config.delete(on: db)
    let left = try await db.query("SELECT count(*) FROM notes_databaseconfig_modules", as: Int.self)
    await db.close()
    return ["linked \(count), links after the deletion \(left[0])"]
}

/// Uses tables as GRDB's applications make them: names at once, dates once they are converted.
func grdbFile() async throws -> [String] {
    let db = try await Database.sqlite(.memory)
    for sql in GRDBFile.tables { try await db.execute(sql) }
    try await db.verify([GRDBFile.Author.self, GRDBFile.BookLoan.self])
    var said: [String] = []
    do { _ = try await GRDBFile.BookLoan.all(on: db) } catch let error as RowError { said.append("\(error)") }
    // snippet: grdb-dates
    try await db.execute("UPDATE bookLoan SET lentAt = replace(lentAt || '000', '.000000', '')")
    // end snippet
    let loans = try await GRDBFile.BookLoan.with { $0.author }.order { $0.id }.all(on: db)
    said.append(loans.map { loan, author in "\(author.name) \(loan.lentAt.timeIntervalSince1970)" }.joined(separator: ", "))
    await db.close()
    return said
}
