import Foundation
import Junction
import JunctionTesting

// What a generic key is elsewhere: one optional key for each model that a tag may be on, each checked by its type and by the database.

@Model
struct LibraryTag {
    var id: Key<LibraryTag>
    var text: String
    @ForeignKey(onDelete: .setNull) var bookID: Key<LibraryBook>?
    @ForeignKey(onDelete: .setNull) var readerID: Key<LibraryReader>?
    @ForeignKey(onDelete: .setNull) var codeID: Key<LibraryCode>?
    @ForeignKey(onDelete: .setNull) var copyID: Key<LibraryCopy>?
    @ForeignKey(onDelete: .setNull) var placeID: Key<LibraryPlace>?
    @ForeignKey(to: \LibraryAuthor.name, onDelete: .setNull) var authorName: String?
}

/// A key that is text.
@Model(key: String.self)
struct LibraryCode {
    var id: Key<LibraryCode>
    var subject: String
    @HasMany(\LibraryTag.codeID) var tags: HasMany<LibraryTag>
}

/// A key that the client makes; soft-deletable.
@Model(key: UUID.self)
struct LibraryCopy {
    var id: Key<LibraryCopy>
    var shelf: String
    @DeletedAt var deleted: Date?
}

/// A key that is a foreign key, with a number beside it.
@Model
struct LibraryPlace {
    @PrimaryKey @ForeignKey(onDelete: .cascade) var bookID: Key<LibraryBook>
    @PrimaryKey var row: Int
    var note: String?
}

/// A library in which "Poems" has two tags, "Sense" and Amy one, and one tag is on nothing.
struct LibraryTags: Sendable {
    let library: LibraryScene
    let great: LibraryTag
    let sad: LibraryTag
    let witty: LibraryTag
    let eager: LibraryTag
    let loose: LibraryTag

    init(_ library: LibraryScene, on db: Database) async throws {
        self.library = library
        great = try await LibraryTag(text: "great", bookID: library.poems.id).insert(on: db)
        sad = try await LibraryTag(text: "sad", bookID: library.poems.id).insert(on: db)
        witty = try await LibraryTag(text: "witty", bookID: library.sense.id).insert(on: db)
        eager = try await LibraryTag(text: "eager", readerID: library.amy.id).insert(on: db)
        loose = try await LibraryTag(text: "loose").insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (LibraryTags, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await LibraryScene.run(database) { library, db, recorder in
            let tags = try await LibraryTags(library, on: db)
            _ = recorder.take()
            try await body(tags, db, recorder)
        }
    }

    static func text(_ rows: [(LibraryBook, [LibraryTag])]) -> [String] {
        rows.map { $0.0.title + ": " + $0.1.map(\.text).joined(separator: ", ") }
    }
}
