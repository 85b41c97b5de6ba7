import Foundation
import Junction
import JunctionSQLite
import JunctionTesting

#if POSTGRES
import JunctionPostgres
#endif

/// A contact book in memory, which a snippet asks and changes, and every statement that it did so with.
struct Book: Sendable {
    let db: Database
    let ann: Contact, bob: Contact
    let hr: Category, it: Category
    let vip: Tag, press: Tag
    private let recorder: StatementRecorder
    private let shown = Shown()

    /// Ann is the head of HR, and in IT; she is a VIP, and Bob's manager. Bob is in IT.
    static func open() async throws -> Book {
        let recorder = StatementRecorder()
        let db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder])))
        try await db.create([
            User.self, Contact.self, Category.self, ContactDepartment.self, Following.self, Tag.self, Phone.self, Playlist.self, Song.self,
            PlaylistSong.self, Seat.self,
            Kinship.self,
        ])
        let users = try await User.insert([User(username: "ann"), User(username: "bob")], on: db)
        let ann = try await Contact(userID: users[0], title: "Chief", credit: 120).insert(on: db)
        let bob = try await Contact(userID: users[1], managerID: ann.id, credit: -20).insert(on: db)
        let hr = try await Category(name: "HR", code: "hr").insert(on: db)
        let it = try await Category(name: "IT", code: "it", parentID: hr.id).insert(on: db)
        let vip = try await Tag(name: "vip", color: "red").insert(on: db), press = try await Tag(name: "press").insert(on: db)
        try await ann.departments.add(hr, on: db) { $0.role = "head" }
        try await ann.departments.add(it, on: db)
        try await bob.departments.add(it, on: db)
        try await ann.tags.add(vip, on: db)
        try await ann.phones.create(Phone(number: "1"), on: db)
        try await ann.phones.create(Phone(number: "2", kind: "home"), on: db)
        try await bob.follows.add(ann, on: db)
        _ = recorder.take()
        return Book(db: db, ann: ann, bob: bob, hr: hr, it: it, vip: vip, press: press, recorder: recorder)
    }

    /// Keeps the statement of a query that the snippet does not run, in the words of each database.
    func show(_ query: Query<some Model, some Sendable>) throws {
        try shown.sqlite.withLock { $0.append(try query.sql(for: .sqlite)) }
        #if POSTGRES
        try shown.postgres.withLock { $0.append(try query.sql(for: .postgres)) }
        #endif
    }

    /// The same of a query that SQLite has no words for.
    func showPostgres(_ query: Query<some Model, some Sendable>) throws {
        #if POSTGRES
        try shown.postgres.withLock { $0.append(try query.sql(for: .postgres)) }
        #endif
    }

    /// What was sent, and what was shown for each database.
    func statements() -> (sqlite: [String], postgres: [String]) {
        (recorder.takeSQL() + shown.sqlite.withLock { $0 }, shown.postgres.withLock { $0 })
    }

    private final class Shown: Sendable {
        let sqlite = Guarded<[String]>([]), postgres = Guarded<[String]>([])
    }
}
