import Junction
import JunctionTesting
import Testing

/// update_or_create over relations: what is there is changed, what is not is made, and belongs to the owner or is linked.
@Suite struct ShelfUpdateOrCreateTests {
    @Test("get_or_create.test_create_with_related_manager", arguments: TestDatabase.all)
    func createsAChild(_ database: TestDatabase) async throws {
        try await database.run([ShelfPublisher.self, ShelfBook.self, ShelfAuthor.self]) { db, _ in
            let acme = try await ShelfPublisher(name: "Acme").insert(on: db), other = try await ShelfPublisher(name: "Other").insert(on: db)
            // A book of somebody else is none of this publisher's.
            _ = try await other.books.create(ShelfBook(name: "Ivory", publisherID: other.id), on: db)
            let (book, isNew) = try await acme.books.updateOrCreate(where: { $0.name == "Ivory" }, on: db) { new, _ in
                new.name = "changed"
            } create: {
                ShelfBook(name: "Ivory", publisherID: .unassigned)
            }
            #expect(isNew && book.name == "Ivory" && book.publisherID == acme.id)
            let counts = try await ShelfPublisher.order { $0.id }.values { $0.books.count }.all(on: db)
            #expect(counts == [1, 1])
        }
    }

    @Test("get_or_create.test_update_with_related_manager", arguments: TestDatabase.all)
    func changesAChild(_ database: TestDatabase) async throws {
        try await database.run([ShelfPublisher.self, ShelfBook.self, ShelfAuthor.self]) { db, _ in
            let acme = try await ShelfPublisher(name: "Acme").insert(on: db)
            let first = try await acme.books.create(ShelfBook(name: "Ivory", publisherID: acme.id), on: db)
            let (book, isNew) = try await acme.books.updateOrCreate(where: { $0.name == "Ivory" }, on: db) { new, old in
                new.name = old.name + " II"
            } create: {
                ShelfBook(name: "never", publisherID: .unassigned)
            }
            #expect(!isNew && book.id == first.id && book.name == "Ivory II")
            #expect(try await acme.books.count(on: db) == 1)
        }
    }

    @Test("get_or_create.test_create_with_many", arguments: TestDatabase.all)
    func createsAndLinks(_ database: TestDatabase) async throws {
        try await database.run([ShelfPublisher.self, ShelfBook.self, ShelfAuthor.self]) { db, _ in
            let acme = try await ShelfPublisher(name: "Acme").insert(on: db)
            let book = try await ShelfBook(name: "Ivory", publisherID: acme.id).insert(on: db)
            for (round, name) in [(1, "Ann"), (2, "Ann B")] {
                let (author, isNew) = try await book.authors.updateOrCreate(where: { $0.name == "Ann" }, on: db) { new, old in
                    new.name = old.name + " B"
                } create: {
                    ShelfAuthor(name: "Ann")
                }
                #expect(isNew == (round == 1) && author.name == name)
            }
            let authors = try await book.authors.all(on: db).map(\.name)
            #expect(authors == ["Ann B"])
            let total = try await ShelfAuthor.count(on: db)
            #expect(total == 1)
        }
    }

    @Test("async.test_aupdate_or_create_reverse", arguments: TestDatabase.all)
    func reverse(_ database: TestDatabase) async throws {
        try await database.run([AsyncSimple.self, AsyncChild.self, AsyncGroup.self]) { db, _ in
            let simple = try await AsyncSimple(field: 1).insert(on: db)
            let (made, isNew) = try await simple.children.updateOrCreate(where: { $0.name == "x" }, on: db) { new, _ in
                new.name = "y"
            } create: {
                AsyncChild(name: "x")
            }
            #expect(isNew && made.simpleID == simple.id)
            let (changed, isOther) = try await simple.children.updateOrCreate(where: { $0.name == "x" }, on: db) { new, _ in
                new.name = "y"
            } create: {
                AsyncChild(name: "never")
            }
            #expect(!isOther && changed.id == made.id && changed.name == "y")
        }
    }
}
