import Foundation
import Junction
import JunctionTesting
import Opening
import Synchronization

/// What happens in the contact book, chapter by chapter, on a real database.
struct Story: Sendable {
    let db: Database
    let tell: Narrator

    /// Tells the whole story in a PostgreSQL database, or in a new SQLite file, which is gone afterwards.
    @concurrent
    static func run(on url: String?) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("contact-book-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let path = folder.appendingPathComponent("contacts.sqlite").path
        let recorder = StatementRecorder(), clock = StoryClock()
        let configuration = DatabaseConfiguration(observers: [recorder], clock: { clock.now })
        let db = try await Opening.database(url, orFile: path, configuration)
        print("A contact book in \(url == nil ? path : db.dialect.name)")

        let story = Story(db: db, tell: Narrator(recorder: recorder, clock: clock))
        do { try await story.chapters() } catch {
            await db.close()
            throw error
        }
        await db.close()
        print("\nThe end. Every check held.")
    }

    private func chapters() async throws {
        try await tables()
        try await modules()
        let cast = try await makeCast()
        try await departments(cast)
        try await orders(cast)
        try await manager(cast)
    }

    private func tables() async throws {
        tell.chapter("The tables")
        try await tell.step(
            "One call makes the tables of the models and of their relations",
            "db.create([DatabaseModule.self, DatabaseConfig.self, User.self, Contact.self, Category.self, …])"
        ) {
            let models: [any Model.Type] = [
                DatabaseModule.self, DatabaseConfig.self, User.self, Contact.self, Category.self,
                ContactDepartment.self, ContactInterest.self,
            ]
            try await db.create(models)
            return "\(models.count) models"
        }
    }
}

/// Who and what appears from the second chapter on.
struct Cast: Sendable {
    let boss: User
    let ann: Contact, bob: Contact, cleo: Contact
    let hr: Category, it: Category, sales: Category
}

extension Story {
    /// Everybody enters without a word.
    private func makeCast() async throws -> Cast {
        func contact(_ username: String, _ name: String) async throws -> Contact {
            let user = try await User(username: username).insert(on: db)
            return try await Contact(userID: user.id, name: name).insert(on: db)
        }
        return Cast(
            boss: try await User(username: "boss").insert(on: db),
            ann: try await contact("ann", "Ann Archer"),
            bob: try await contact("bob", "Bob Baker"),
            cleo: try await contact("cleo", "Cleo Carter"),
            hr: try await Category(name: "HR").insert(on: db),
            it: try await Category(name: "IT").insert(on: db),
            sales: try await Category(name: "Sales").insert(on: db))
    }
}

/// A minute passes with each step, so that the story reads alike whenever it is told.
final class StoryClock: Sendable {
    private let minutes = Atomic<Int>(0)

    /// 2026-01-05 08:00 UTC, and the minutes since.
    var now: Date { Date(timeIntervalSince1970: 1_767_600_000 + 60 * Double(minutes.load(ordering: .relaxed))) }

    func tick() { _ = minutes.wrappingAdd(1, ordering: .relaxed) }
}
