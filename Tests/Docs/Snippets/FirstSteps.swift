// The snippets of docs/first-steps.md.

// snippet: first-steps-imports
import Foundation
import Junction
import JunctionSQLite
// end snippet

enum FirstSteps {
    // snippet: first-steps-models
    @Model
    struct Author {
        var id: Key<Author>
        @Unique @MaxLength(100) var name: String
        @HasMany(\Book.authorID) var books: HasMany<Book>
    }

    @Model
    struct Book {
        var id: Key<Book>
        @ForeignKey(onDelete: .restrict) var authorID: Key<Author>
        @MaxLength(200) var title: String
        @Check(1...) var pages: Int
        var finished: CalendarDate?                   // absent until the book was read
        @CreatedAt var added: Date
        @ManyToMany var genres: Many<Genre>
    }

    @Model
    struct Genre {
        var id: Key<Genre>
        @Unique @MaxLength(50) var name: String
        @Inverse(\Book.genres) var books: Many<Book>
    }
    // end snippet

    static func open(_ path: String) async throws -> Database {
        // snippet: first-steps-open
        let db = try await Database.sqlite(path: path)
        try await db.create([Author.self, Book.self, Genre.self], ifNotExists: true)
        // end snippet
        return db
    }

    static func verify(_ db: Database) async throws {
        // snippet: first-steps-verify
        try await db.verify([Author.self, Book.self, Genre.self])
        // end snippet
    }

    static func insert(_ db: Database) async throws -> (Author, Book, [Key<Genre>]) {
        // snippet: first-steps-insert
        let lem = try await Author(name: "Stanisław Lem").insert(on: db)
        let solaris = try await Book(authorID: lem.id, title: "Solaris", pages: 214).insert(on: db)
        let genres = try await [Genre(name: "science fiction"), Genre(name: "humour")].insert(on: db)   // keys, in the same order
        // end snippet
        _ = try await Book(authorID: lem.id, title: "The Cyberiad", pages: 295).insert(on: db)
        return (lem, solaris, genres)
    }

    static func read(_ db: Database, _ solaris: Book) async throws -> [String] {
        // snippet: first-steps-read
        let book = try await Book.find(solaris.id, on: db)                      // throws where there is none
        let short = try await Book
            .filter { $0.pages < 250 && $0.author.name.hasPrefix("Stan") }      // a path: the foreign key without its "ID"
            .order { [$0.title, $0.added.descending] }
            .limit(20)
            .all(on: db)
        let newest = try await Book.order { $0.added.descending }.first(on: db) // Book?
        let unread = try await Book.filter { $0.finished == nil }.count(on: db)
        // end snippet
        return [book.title] + short.map(\.title) + [newest == nil ? "none" : "one", "\(unread)"]
    }

    static func change(_ db: Database, _ solaris: Book) async throws -> (Book, Int) {
        // snippet: first-steps-update
        var book = solaris
        book = try await book.update(on: db) { $0.pages = 224 }                 // this column, and the row as it is stored now

        book.title = "Solaris, a novel"
        book = try await book.save(on: db)                                      // all columns

        let changed = try await Book.filter { $0.finished == nil }.update(on: db) { new, old in new.pages = old.pages + 1 }
        // end snippet
        return (book, changed)
    }

    static func relate(_ db: Database, _ lem: Author, _ solaris: Book, _ genres: [Key<Genre>]) async throws -> [String] {
        // snippet: first-steps-relations
        try await solaris.genres.add(keys: genres, on: db)                      // one statement, however many
        try await solaris.genres.remove(keys: [genres[1]], on: db)

        let rows = try await Author
            .filter { $0.books.any { $0.genres.any { $0.name == "science fiction" } } }
            .with { $0.books.order { $0.title } }
            .all(on: db)                                                        // [(Author, [Book])]
        for (author, books) in rows { print(author.name, books.map(\.title)) }

        let totals = try await Author.query.values { ($0.name, $0.books.count, $0.books.sum { $0.pages }) }.all(on: db)
        // end snippet
        return rows.map { "\($0.0.name): \($0.1.map(\.title))" } + totals.map { "\($0.0) \($0.1) \($0.2 ?? 0)" }
    }

    static func delete(_ db: Database, _ lem: Author, _ solaris: Book) async throws -> Int {
        // snippet: first-steps-delete
        try await solaris.delete(on: db)                                        // its links go with it
        let gone = try await Book.filter { $0.pages > 1_000 }.delete(on: db)    // how many
        // end snippet
        return gone
    }

    static func refused(_ db: Database) async throws -> [String] {
        var told: [String] = []
        func print(_ items: Any...) { told.append(items.map { "\($0)" }.joined(separator: " ")) }
        // snippet: first-steps-errors
        do {
            _ = try await Author(name: "Stanisław Lem").insert(on: db)
        } catch let error as DatabaseError where error.kind == .unique {
            print("taken:", error.columns)
        } catch let error as ValidationError {
            for failure in error.failures { print(failure.property, failure.reason) }
        }
        // end snippet
        return told
    }

    static func sql() throws -> String {
        // snippet: first-steps-sql
        let query = Book.filter { $0.pages < 250 && $0.author.name == "Stanisław Lem" }
        print(try query.sql(for: .sqlite))
        // end snippet
        return try query.sql(for: .sqlite)
    }
}

func allOfFirstSteps() async throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-steps-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    // Twice, as a program that is started again.
    let first = try await FirstSteps.open(path)
    await first.close()
    let file = try await FirstSteps.open(path)
    try await FirstSteps.verify(file)
    await file.close()

    let notes = try await GuideNotes([FirstSteps.Author.self, FirstSteps.Book.self, FirstSteps.Genre.self]), db = notes.db
    let (lem, solaris, genres) = try await FirstSteps.insert(db)
    notes.say("keys", [solaris.id, Key(2)] == [Key(1), Key(2)] && genres == [Key(1), Key(2)])
    notes.note("read", try await FirstSteps.read(db, solaris))
    let (book, changed) = try await FirstSteps.change(db, solaris)
    notes.note("update", "\(book.title) \(book.pages) \(changed)")
    notes.note("relations", try await FirstSteps.relate(db, lem, book, genres))
    notes.say("caught", try await FirstSteps.refused(db))
    notes.say("sql", try FirstSteps.sql())
    let long = String(repeating: "x", count: 101)
    notes.say("validation", await refusal { _ = try await FirstSteps.Author(name: long).insert(on: db) })
    notes.say("unique", await refusal { _ = try await FirstSteps.Author(name: "Stanisław Lem").insert(on: db) })
    notes.say("foreign key", await refusal { _ = try await FirstSteps.Book(authorID: Key(99), title: "?", pages: 1).insert(on: db) })
    notes.say("restrict", await refusal { try await lem.delete(on: db) })
    notes.say("not found", await refusal { _ = try await FirstSteps.Book.find(Key(99), on: db) })
    notes.say("unsaved", await refusal { _ = try await FirstSteps.Book.find(FirstSteps.Book(authorID: lem.id, title: "", pages: 1).id, on: db) })
    notes.say("relation", await refusal { try await book.genres.add(keys: [Key(99)], on: db) })
    notes.say("none", await refusal { _ = try await FirstSteps.Book.filter { $0.pages < 0 }.one(on: db) })
    notes.say("no table", await refusal { _ = try await Contact.count(on: db) })
    notes.say("verify", await refusal { try await db.verify([Contact.self]) })
    notes.begin()
    notes.note("delete", try await FirstSteps.delete(db, lem, book))
    notes.say("links left", try await db.query("SELECT count(*) FROM book_genres", as: Int.self))
    await db.close()
    return notes.lines
}
