import Foundation
import Junction
import JunctionTesting

// prefetch_related: books, their authors and readers, and what hangs on them.

@Model
struct LibraryBook: Hashable {
    var id: Key<LibraryBook>
    var title: String
    @ManyToMany var authors: Many<LibraryAuthor>
    @Inverse(\LibraryReader.books) var readers: Many<LibraryReader>
    @HasMany(\LibraryAuthor.firstBookID) var firstTimers: HasMany<LibraryAuthor>
    @HasMany(\LibraryTag.bookID) var tags: HasMany<LibraryTag>

    static let options = Options<Self>(label: { $0.title }, ordering: { [$0.title] })
}

@Model
struct LibraryAuthor: Hashable {
    var id: Key<LibraryAuthor>
    @Unique var name: String
    @ForeignKey var firstBookID: Key<LibraryBook>
    @Inverse(\LibraryBook.authors) var books: Many<LibraryBook>
    @HasMany(\LibraryAddress.authorName) var addresses: HasMany<LibraryAddress>
    @HasOne(\LibraryBio.authorName) var bio: One<LibraryBio>
    @HasOne(\LibraryAged.authorID) var aged: One<LibraryAged>

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct LibraryReader {
    var id: Key<LibraryReader>
    var name: String
    @ManyToMany var books: Many<LibraryBook>
    @HasMany(\LibraryTag.readerID) var tags: HasMany<LibraryTag>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// Many for an author, and one for an author: both refer to the name, which is not the key.
@Model
struct LibraryAddress {
    var id: Key<LibraryAddress>
    @ForeignKey(to: \LibraryAuthor.name, onDelete: .cascade) var authorName: String
    var city: String

    static let options = Options<Self>(ordering: { [$0.city] })
}

@Model
struct LibraryBio {
    var id: Key<LibraryBio>
    @Unique @ForeignKey(to: \LibraryAuthor.name, onDelete: .cascade) var authorName: String
    var text: String
}

/// What a child class adds to an author: a row of its own, one to one, with rows that refer to it.
@Model
struct LibraryAged {
    var id: Key<LibraryAged>
    @Unique @ForeignKey(onDelete: .cascade) var authorID: Key<LibraryAuthor>
    var age: Int
    @HasMany(\LibraryHome.agedID) var homes: HasMany<LibraryHome>

    static let options = Options<Self>(ordering: { [$0.age] })
}

@Model
struct LibraryHome {
    var id: Key<LibraryHome>
    @ForeignKey(onDelete: .cascade) var agedID: Key<LibraryAged>
    var town: String

    static let options = Options<Self>(ordering: { [$0.town] })
}

extension LibraryAuthor.Fields {
    /// A path with a name of its own.
    var debut: LibraryBook.Fields { firstBook }
}

extension LibraryBook.Fields {
    /// A refined relation with a name of its own.
    var sisters: Related<LibraryAuthor, LibraryAuthor> { authors.filter { $0.name != "Anne" } }
}

/// Four books, four authors and two readers: "Poems" has three authors, Charlotte and Emily have two books.
struct LibraryScene: Sendable {
    static let models: [any Model.Type] = [
        LibraryBook.self, LibraryAuthor.self, LibraryReader.self, LibraryAddress.self, LibraryBio.self, LibraryAged.self,
        LibraryHome.self, LibraryTag.self, LibraryCode.self, LibraryCopy.self, LibraryPlace.self,
    ]

    let eyre: LibraryBook
    let poems: LibraryBook
    let sense: LibraryBook
    let heights: LibraryBook
    let anne: LibraryAuthor
    let charlotte: LibraryAuthor
    let emily: LibraryAuthor
    let jane: LibraryAuthor
    let amy: LibraryReader
    let belinda: LibraryReader

    init(on db: Database) async throws {
        eyre = try await LibraryBook(title: "Jane Eyre").insert(on: db)
        poems = try await LibraryBook(title: "Poems").insert(on: db)
        sense = try await LibraryBook(title: "Sense").insert(on: db)
        heights = try await LibraryBook(title: "Wuthering").insert(on: db)
        // Neither by name nor by key the order of their names.
        jane = try await LibraryAuthor(name: "Jane", firstBookID: sense.id).insert(on: db)
        charlotte = try await LibraryAuthor(name: "Charlotte", firstBookID: poems.id).insert(on: db)
        emily = try await LibraryAuthor(name: "Emily", firstBookID: poems.id).insert(on: db)
        anne = try await LibraryAuthor(name: "Anne", firstBookID: poems.id).insert(on: db)
        try await poems.authors.add(charlotte, emily, anne, on: db)
        try await eyre.authors.add(charlotte, on: db)
        try await heights.authors.add(emily, on: db)
        try await sense.authors.add(jane, on: db)
        amy = try await LibraryReader(name: "Amy").insert(on: db)
        belinda = try await LibraryReader(name: "Belinda").insert(on: db)
        try await amy.books.add(poems, heights, on: db)
        try await belinda.books.add(eyre, sense, on: db)
        for (author, city) in [("Charlotte", "Leeds"), ("Charlotte", "Haworth"), ("Jane", "Bath")] {
            _ = try await LibraryAddress(authorName: author, city: city).insert(on: db)
        }
        _ = try await LibraryBio(authorName: "Charlotte", text: "governess").insert(on: db)
        _ = try await LibraryBio(authorName: "Jane", text: "satirist").insert(on: db)
        let old = try await LibraryAged(authorID: jane.id, age: 41).insert(on: db)
        let young = try await LibraryAged(authorID: charlotte.id, age: 38).insert(on: db)
        _ = try await LibraryHome(agedID: old.id, town: "Steventon").insert(on: db)
        _ = try await LibraryHome(agedID: old.id, town: "Chawton").insert(on: db)
        _ = try await LibraryHome(agedID: young.id, town: "Thornton").insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (LibraryScene, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let scene = try await LibraryScene(on: db)
            _ = recorder.take()
            try await body(scene, db, recorder)
        }
    }

    // MARK: Rows as texts, to be compared

    static func text(_ rows: [(LibraryBook, [LibraryAuthor])]) -> [String] {
        rows.map { $0.0.title + ": " + $0.1.map(\.name).joined(separator: ", ") }
    }

    static func text(_ rows: [(LibraryAuthor, [LibraryBook])]) -> [String] {
        rows.map { $0.0.name + ": " + $0.1.map(\.title).joined(separator: ", ") }
    }

    static func text(_ rows: [(LibraryBook, [LibraryReader])]) -> [String] {
        rows.map { $0.0.title + ": " + $0.1.map(\.name).joined(separator: ", ") }
    }

    static let booksWithAuthors = ["Jane Eyre: Charlotte", "Poems: Anne, Charlotte, Emily", "Sense: Jane", "Wuthering: Emily"]
    static let authorsWithBooks = ["Anne: Poems", "Charlotte: Jane Eyre, Poems", "Emily: Poems, Wuthering", "Jane: Sense"]
}
