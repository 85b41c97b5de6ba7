import Foundation
import Junction
import JunctionPostgres
import JunctionSQLite

/// A database for the time of the measurements: a file of its own, or a schema of its own on a server.
enum Place: Sendable {
    case sqlite(folder: String)
    case postgres(url: String, schema: String)

    var name: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }

    /// As many connections as Junction has by itself.
    var usualConnections: Int {
        switch self {
        case .sqlite: SQLiteConfiguration().common.connections
        case .postgres: PostgresConfiguration().common.connections
        }
    }

    static func sqlite(in parent: String?) throws -> Place {
        let manager = FileManager.default
        // On a disk: what is called temporary may be in memory.
        let parent = parent ?? (manager.isWritableFile(atPath: "/var/tmp") ? "/var/tmp" : manager.temporaryDirectory.path)
        guard manager.isWritableFile(atPath: parent) else { throw UsageError("nothing can be written to the folder \(parent)") }
        let folder = parent + "/junction-concurrency-" + UUID().uuidString
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return .sqlite(folder: folder)
    }

    static func postgres(_ url: String) async throws -> Place {
        let schema = "junction_concurrency_" + UUID().uuidString.lowercased().prefix(8)
        try await onServer(url) { db in _ = try await db.execute("CREATE SCHEMA \(name: schema)") }
        return .postgres(url: url, schema: schema)
    }

    /// Throws where the server cannot be reached: before anything is measured.
    static func reach(_ url: String) async throws { try await onServer(url) { _ in } }

    func open(connections: Int) async throws -> Database {
        let common = DatabaseConfiguration(connections: connections, waitLimit: .seconds(30))
        switch self {
        case .sqlite(let folder): return try await Database.sqlite(path: folder + "/file.sqlite", SQLiteConfiguration(common))
        case .postgres(let url, let schema):
            return try await Database.postgres(url, PostgresConfiguration(common, searchPath: [schema]))
        }
    }

    func remove() async throws {
        switch self {
        case .sqlite(let folder): try FileManager.default.removeItem(atPath: folder)
        case .postgres(let url, let schema):
            try await Self.onServer(url) { db in _ = try await db.execute("DROP SCHEMA \(name: schema) CASCADE") }
        }
    }

    private static func onServer(_ url: String, _ body: (Database) async throws -> Void) async throws {
        let db = try await Database.postgres(url, PostgresConfiguration(DatabaseConfiguration(connections: 1)))
        try await body(db)
        await db.close()
    }
}

/// The rows that the tasks meet: 10 000 contacts, 200 categories, and ten links for each contact.
struct Rows: Sendable {
    let contacts: [Contact]
    let categories: [Key<Category>]

    static func fill(_ db: Database) async throws -> Rows {
        try await db.create([Contact.self, Category.self, Link.self])
        let categories = try await Category.insert((1...200).map { Category(name: "category \($0)") }, on: db)
        var contacts = (1...10_000).map { Contact(username: "contact.number\($0)", email: "contact.number\($0)@people.example.org") }
        for (number, key) in try await Contact.insert(contacts, on: db).enumerated() { contacts[number].id = key }
        var links: [Link] = []
        for (number, contact) in contacts.enumerated() {
            // 19 has no divisor in common with 200, so that the ten differ.
            for place in 0..<10 { links.append(Link(contactID: contact.id, categoryID: categories[(number * 7 + place * 19) % 200])) }
        }
        _ = try await Link.insert(links, on: db)
        return Rows(contacts: contacts, categories: categories)
    }
}
