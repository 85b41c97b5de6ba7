import Foundation
import Junction
import JunctionSQLite
import JunctionTesting

// The snippets of docs/from-grdb.md: authors and books, as in GRDB's own documentation.

enum ComingFromGRDB {
    // snippet: grdb-models
    @Model
    struct Author: Codable, Hashable, Identifiable {
        var id: Key<Author>                                                 // .unassigned until it is inserted
        var name: String
        var country: String?
        @HasMany(\Book.authorID) var books: HasMany<Book>                   // static let books = hasMany(Book.self)
    }

    @Model
    struct Book: Codable, Hashable, Identifiable {
        var id: Key<Book>
        @ForeignKey(onDelete: .cascade) var authorID: Key<Author>?          // static let author = belongsTo(Author.self)
        var title: String
        var year: Int
        @ManyToMany var genres: Many<Genre>                                 // hasMany(Genre.self, through:using:), and its pivot table
    }

    @Model
    struct Genre: Codable, Hashable, Identifiable {
        var id: Key<Genre>
        @Unique var name: String
        @Inverse(\Book.genres) var books: Many<Book>
    }
    // end snippet

    static func rows(_ db: Database) async throws -> (Author, [Key<Book>]) {
        // snippet: grdb-rows
        var lem = try await Author(name: "Lem", country: nil).insert(on: db)                // returns the row as stored; there is no didInsert
        lem = try await lem.update(on: db) { $0.country = "PL" }                            // updateChanges
        let keys = try await [Book(authorID: lem.id, title: "Solaris", year: 1961), Book(authorID: lem.id, title: "Eden", year: 1959)]
            .insert(on: db)                                                                 // all or none
        let poetry = try await Genre(name: "Poetry").upsert(unique: { [$0.name] }, on: db)
        // end snippet
        try await poetry.delete(on: db)
        return (lem, keys)
    }

    static func requests(_ db: Database) async throws -> [String] {
        // snippet: grdb-requests
        let first = try await Author.order { $0.name }.first(on: db)                        // Author?
        let polish = try await Author.filter { $0.country == "PL" && $0.name.hasPrefix("L") }.count(on: db)
        let years: [(Key<Author>?, Int?)] = try await Book.group { $0.authorID }.values { $0.year.max() }.all(on: db)
        // end snippet
        return ["\(first?.name ?? "-") \(polish) \(years.compactMap(\.1).sorted())"]
    }

    static func associations(_ db: Database, _ recorder: StatementRecorder) async throws -> [String] {
        _ = recorder.take()
        // snippet: grdb-associations
        let authors: [(Author, [Book])] = try await Author.with { $0.books.order { $0.year } }.all(on: db)      // including(all:)
        let books: [(Book, Author?)] = try await Book.with { $0.author }.order { $0.title }.all(on: db)         // including(optional:)
        let owned: [(Book, Author)] = try await Book.with { $0.author.required }.all(on: db)                    // including(required:)
        let abroad = try await Book.filter { $0.author.country != "FR" }.all(on: db)                            // joining(required:)
        let prolific = try await Author.filter { $0.books.count > 1 }.all(on: db)                               // having(books.count > 1)
        let figures: [(Author, Int, Int?)] = try await Author.query                                             // annotated(with:)
            .annotate { $0.books.count }.annotate { $0.books.max { $0.year } }.all(on: db)
        let latest: [(Author, [Book])] = try await Author.with { $0.books.order { $0.year.descending }.limit(1) }.all(on: db)
        // end snippet
        let told = authors.map { author, books in author.name + ": " + books.map(\.title).joined(separator: ", ") }
        return told + [
            "\(books.count) \(owned.count) \(abroad.count) \(prolific.count) \(figures.map { [$0.1, $0.2 ?? 0] }) \(latest[0].1.map(\.title))",
            "\(recorder.take().count) statements",
        ]
    }

    static func transactions(_ db: Database, _ lem: Author) async throws -> [String] {
        let screen = Screen()
        // snippet: grdb-transactions
        let counts = try await db.transaction(.read) { tx in                                // read { db in … }: one state of the database
            (try await Author.count(on: tx), try await Book.count(on: tx))
        }
        let eden = try await db.transaction { tx in                                         // write { db in … }
            try? await tx.transaction { inner in                                            // inSavepoint
                try await lem.delete(on: inner)
                throw Undo()
            }
            try await tx.afterCommit { await screen.update() }                              // afterNextTransaction(onCommit:)
            return try await lem.books.filter { $0.title == "Eden" }.one(on: tx)
        }
        // end snippet
        return ["\(counts) \(eden.title) \(await screen.updates)"]
    }

    static func sql(_ db: Database) async throws -> [String] {
        // snippet: grdb-sql
        let title = "Eden"
        let books = try await db.query("SELECT \(columns: Book.self) FROM book WHERE title = \(title)", as: Book.self)
        let changed = try await db.execute("UPDATE book SET year = year + 1 WHERE title = \(title)")
        // end snippet
        return ["\(books.map(\.year)) \(changed)"]
    }
}

/// What the user looks at.
private actor Screen {
    private(set) var updates = 0
    func update() { updates += 1 }
}

private struct Undo: Error {}

/// Runs all of them; what they found.
func comingFromGRDB() async throws -> [String] {
    typealias M = ComingFromGRDB
    let recorder = StatementRecorder()
    let db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder])))
    try await db.create([M.Author.self, M.Book.self, M.Genre.self])
    let (lem, _) = try await M.rows(db)
    _ = try await M.Book(title: "Beowulf", year: 1000).insert(on: db)
    var found = try await M.requests(db)
    found += try await M.associations(db, recorder)
    found += try await M.transactions(db, lem)
    found += try await M.sql(db)
    await db.close()
    return found
}
