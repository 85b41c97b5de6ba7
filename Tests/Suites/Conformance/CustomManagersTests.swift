import Foundation
import Junction
import JunctionTesting
import Testing

// custom_managers: what is asked often is an extension of `Query`, which every path ends in; what a default manager hides elsewhere is
// soft-deleted here.

@AbstractModel
protocol Catalogued: Model where Fields: CataloguedFields {
    var title: String { get set }
}

@Model
struct FunPerson {
    var id: Key<FunPerson>
    var name: String
    var isFun: Bool
    @HasMany(\FunBook.ownerID) var books: HasMany<FunBook>
    @HasOne(\FunProfile.personID) var profile: One<FunProfile>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model(inheriting: Catalogued.self)
struct FunBook: Catalogued {
    var id: Key<FunBook>
    var title: String
    var isPublished: Bool = true
    @ForeignKey(onDelete: .setNull) var ownerID: Key<FunPerson>?
    @ManyToMany var authors: Many<FunPerson>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.title] })
}

@Model(inheriting: Catalogued.self)
struct FunFilm: Catalogued {
    var id: Key<FunFilm>
    var title: String
    @ManyToMany var cast: Many<FunPerson>
}

@Model
struct FunProfile {
    var id: Key<FunProfile>
    @Unique @ForeignKey(onDelete: .cascade) var personID: Key<FunPerson>
    @DeletedAt var deleted: Date?
}

extension Query where Root == FunPerson {
    func fun() -> Self { filter { $0.isFun } }
}

extension Query where Root == FunBook {
    func published() -> Self { filter { $0.isPublished } }
    func drafts() -> Self { filter { !$0.isPublished } }
}

extension Query where Root: Catalogued {
    func titled(_ start: String) -> Self { filter { $0.title.hasPrefix(start) } }
}

@Suite struct CustomManagersTests {
    /// Ann has a published book, a draft, and a book that was deleted.
    private func run(
        _ database: TestDatabase, _ body: (Database, FunPerson, [FunBook]) async throws -> Void
    ) async throws {
        try await database.run([FunPerson.self, FunBook.self, FunFilm.self, FunProfile.self]) { db, _ in
            let ann = try await FunPerson(name: "Ann", isFun: true).insert(on: db)
            let books = try await [
                FunBook(title: "Atlas", ownerID: ann.id).insert(on: db),
                FunBook(title: "Ballads", isPublished: false, ownerID: ann.id).insert(on: db),
                FunBook(title: "Cards", ownerID: ann.id).insert(on: db),
            ]
            try await books[2].delete(on: db)
            try await body(db, ann, books)
        }
    }

    /// Whether each book has an owner, deleted ones too, in the order of their titles.
    private func owned(_ db: Database) async throws -> [Bool] {
        try await FunBook.includingDeleted.all(on: db).map { $0.ownerID != nil }
    }

    @Test("custom_managers.test_related_manager", arguments: TestDatabase.all)
    func overARelation(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, books in
            let bob = try await FunPerson(name: "Bob", isFun: false).insert(on: db)
            try await books[0].authors.add(ann, bob, on: db)
            #expect(try await books[0].authors.query.fun().all(on: db).map(\.name) == ["Ann"])
            #expect(try await books[0].authors.query.fun().count(on: db) == 1)
            #expect(try await books[0].authors.count(on: db) == 2)
            #expect(try await books[1].authors.query.fun().all(on: db).isEmpty)
        }
    }

    @Test("custom_managers.test_fk_related_manager", arguments: TestDatabase.all)
    func overAForeignKey(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, _ in
            let first = try await ann.books.all(on: db).map(\.title)
            #expect(first == ["Atlas", "Ballads"])
            #expect(try await ann.books.query.published().all(on: db).map(\.title) == ["Atlas"])
            #expect(try await ann.books.query.drafts().all(on: db).map(\.title) == ["Ballads"])
            #expect(try await ann.books.query.includingDeleted.published().all(on: db).map(\.title) == ["Atlas", "Cards"])
        }
    }

    /// A row that is hidden is not taken away; that is told by the count.
    @Test("custom_managers.test_removal_through_default_fk_related_manager", arguments: TestDatabase.all)
    func removalOfHiddenRows(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, books in
            #expect(try await ann.books.remove(books[2], on: db) == 0)
            let kept = try await owned(db)
            #expect(kept == [true, true, true])
            #expect(try await ann.books.remove(books, on: db) == 2)
            let left = try await owned(db)
            #expect(left == [false, false, true])
        }
    }

    @Test("custom_managers.test_slow_removal_through_default_fk_related_manager", arguments: TestDatabase.all)
    func removalOfHiddenRowsOneByOne(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, books in
            var counts: [Int] = []
            for book in books.reversed() { counts.append(try await ann.books.remove(book, on: db)) }
            #expect(counts == [0, 1, 1])
            let left = try await owned(db)
            #expect(left == [false, false, true])
        }
    }

    @Test("custom_managers.test_removal_through_specified_fk_related_manager", arguments: TestDatabase.all)
    func removalOverAManager(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, _ in
            #expect(try await ann.books.query.drafts().update(on: db) { new, _ in new.ownerID = nil } == 1)
            let left = try await owned(db)
            #expect(left == [true, false, true])
            #expect(try await ann.books.query.drafts().update(on: db) { new, _ in new.ownerID = nil } == 0)
        }
    }

    @Test("custom_managers.test_slow_removal_through_specified_fk_related_manager", arguments: TestDatabase.all)
    func removalOverAManagerOneByOne(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, _ in
            let published = try await ann.books.query.published().all(on: db)
            for book in published { _ = try await book.update(on: db) { $0.ownerID = nil } }
            let left = try await owned(db)
            #expect(left == [false, true, true])
            #expect(try await ann.books.all(on: db).map(\.title) == ["Ballads"])
        }
    }

    @Test("custom_managers.test_abstract_model_with_custom_manager_name", arguments: TestDatabase.all)
    func ofAnAbstractModel(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, _ in
            let film = try await FunFilm(title: "Alps").insert(on: db)
            _ = try await FunFilm(title: "Bees").insert(on: db)
            try await film.cast.add(ann, on: db)
            #expect(try await FunFilm.query.titled("A").all(on: db).map(\.title) == ["Alps"])
            #expect(try await FunBook.query.titled("A").all(on: db).map(\.title) == ["Atlas"])
            #expect(try await ann.books.query.titled("B").published().count(on: db) == 0)
            #expect(try await FunFilm.query.titled("A").filter { $0.cast.contains(ann) }.count(on: db) == 1)
        }
    }

    @Test("custom_managers.test_refresh_from_db_when_default_manager_filters", arguments: TestDatabase.all)
    func readingAHiddenRowAgain(_ database: TestDatabase) async throws {
        try await run(database) { db, _, books in
            #expect(
                try await FunBook.includingDeleted.filter { $0.id == books[2].id }.update(on: db) { new, _ in new.title = "Chess" } == 1)
            let hidden = try await refusal(of: QueryError.self) { _ = try await FunBook.find(books[2].id, on: db) }
            #expect(hidden.kind == .notFound(model: "FunBook", keys: [books[2].id.columnValue]))
            let again = try await FunBook.includingDeleted.filter { $0.id == books[2].id }.one(on: db)
            #expect(again.title == "Chess" && again.isDeleted && books[2].title == "Cards")
        }
    }

    /// What is hidden goes with the row that it refers to.
    @Test("custom_managers.test_delete_one_to_one_manager", arguments: TestDatabase.all)
    func hiddenRowsGoToo(_ database: TestDatabase) async throws {
        try await run(database) { db, ann, _ in
            try await FunProfile(personID: ann.id).insert(on: db).delete(on: db)
            #expect(try await ann.profile.get(on: db) == nil)
            #expect(try await FunProfile.includingDeleted.count(on: db) == 1)
            try await ann.delete(on: db)
            #expect(try await FunProfile.includingDeleted.count(on: db) == 0)
            let left = try await owned(db)
            #expect(left == [false, false, false])
        }
    }
}
