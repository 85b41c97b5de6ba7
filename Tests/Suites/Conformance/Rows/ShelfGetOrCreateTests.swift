import Junction
import JunctionTesting
import Testing

// get_or_create: over a foreign key the new row belongs to the owner, over a many-to-many relation it is linked.

@Model
struct ShelfPublisher {
    var id: Key<ShelfPublisher>
    var name: String
    @HasMany(\ShelfBook.publisherID) var books: HasMany<ShelfBook>
}

@Model
struct ShelfBook {
    var id: Key<ShelfBook>
    var name: String
    var publisherID: Key<ShelfPublisher>
    @ManyToMany var authors: Many<ShelfAuthor>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct ShelfAuthor {
    var id: Key<ShelfAuthor>
    var name: String
    @Inverse(\ShelfBook.authors) var books: Many<ShelfBook>
}

@Model
struct ShelfThing {
    var id: Key<ShelfThing>
    @Unique var name: String
    @ManyToMany var tags: Many<ShelfTag>
}

@Model
struct ShelfTag {
    var id: Key<ShelfTag>
    @Unique var text: String
    @Inverse(\ShelfThing.tags) var things: Many<ShelfThing>
}

@Suite struct ShelfGetOrCreateTests {
    @Test("get_or_create.test_get_or_create_on_related_manager", arguments: TestDatabase.all)
    func ofAnOwner(_ database: TestDatabase) async throws {
        try await database.run([ShelfPublisher.self, ShelfBook.self, ShelfAuthor.self]) { db, recorder in
            let acme = try await ShelfPublisher(name: "Acme").insert(on: db)
            let other = try await ShelfPublisher(name: "Other").insert(on: db)
            _ = recorder.take()
            let first = try await acme.books.getOrCreate(where: { $0.name == "Atlas" }, on: db) {
                ShelfBook(name: "Atlas", publisherID: other.id)
            }
            #expect(first.isNew && first.row.publisherID == acme.id)
            #expect(recorder.takeSQL().filter { $0.hasPrefix("INSERT") }.count == 1)
            let second = try await acme.books.getOrCreate(where: { $0.name == "Atlas" }, on: db) {
                ShelfBook(name: "Atlas", publisherID: acme.id)
            }
            #expect(!second.isNew && second.row.id == first.row.id)
            #expect(recorder.take().count == 1)
            let count = try await acme.books.count(on: db)
            #expect(count == 1)

            // The same name of another publisher is another book.
            let theirs = try await other.books.getOrCreate(where: { $0.name == "Atlas" }, on: db) {
                ShelfBook(name: "Atlas", publisherID: other.id)
            }
            #expect(theirs.isNew && theirs.row.id != first.row.id && theirs.row.publisherID == other.id)
            let all = try await ShelfBook.count(on: db)
            #expect(all == 2)

            let ann = try await ShelfAuthor(name: "Ann").insert(on: db)
            let written = try await ann.books.getOrCreate(where: { $0.id == first.row.id }, on: db) {
                ShelfBook(name: "Atlas", publisherID: acme.id)
            }
            #expect(!written.isNew)
            let names = try await first.row.authors.all(on: db).map(\.name), books = try await ann.books.all(on: db).map(\.id)
            #expect(names == ["Ann"] && books == [first.row.id])
        }
    }

    @Test("get_or_create.test_get_get_or_create", arguments: TestDatabase.all)
    func linkedAlready(_ database: TestDatabase) async throws {
        try await database.run([ShelfThing.self, ShelfTag.self]) { db, recorder in
            let tag = try await ShelfTag(text: "foo").insert(on: db), thing = try await ShelfThing(name: "a").insert(on: db)
            try await thing.tags.add(tag, on: db)
            _ = recorder.take()
            let found = try await thing.tags.getOrCreate(where: { $0.text == "foo" }, on: db) { ShelfTag(text: "foo") }
            #expect(!found.isNew && found.row.id == tag.id)
            let inserted = recorder.takeSQL().filter { $0.hasPrefix("INSERT INTO \"shelf_tag\"") }
            #expect(inserted.isEmpty)
            let tags = try await ShelfTag.count(on: db), links = try await thing.tags.count(on: db)
            #expect(tags == 1 && links == 1)
        }
    }

    @Test("get_or_create.test_create_get_or_create", arguments: TestDatabase.all)
    func nothingThere(_ database: TestDatabase) async throws {
        try await database.run([ShelfThing.self, ShelfTag.self]) { db, _ in
            let thing = try await ShelfThing(name: "a").insert(on: db), other = try await ShelfThing(name: "b").insert(on: db)
            let made = try await thing.tags.getOrCreate(where: { $0.text == "foo" }, on: db) { ShelfTag(text: "foo") }
            #expect(made.isNew && made.row.text == "foo")
            let linked = try await thing.tags.contains(made.row, on: db), count = try await other.tags.count(on: db)
            #expect(linked && count == 0)
            let things = try await made.row.things.all(on: db).map(\.name)
            #expect(things == ["a"])
            // A tag that is there is linked to the other thing, too: no second one, and no violated uniqueness.
            let again = try await other.tags.getOrCreate(where: { $0.text == "foo" }, on: db) { ShelfTag(text: "foo") }
            #expect(!again.isNew && again.row.id == made.row.id)
            let tags = try await ShelfTag.count(on: db), links = try await other.tags.count(on: db)
            #expect(tags == 1 && links == 1)
        }
    }
}
