import Foundation
import HandWritten

/// What a database holds before a workload begins.
public enum Base: String, Sendable, CaseIterable {
    /// Contacts, categories and links.
    case full
    /// Contacts and categories.
    case withoutLinks
}

/// The databases that copies are taken from, in a folder of their own: in memory where there is such a folder, so that no disk is measured.
public struct BaseFiles: Sendable {
    public let folder: String

    public init(_ data: DataSet) throws {
        let manager = FileManager.default
        let parent = manager.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : manager.temporaryDirectory.path
        try self.init(data, in: parent + "/junction-bench-" + UUID().uuidString)
    }

    /// In a folder that is there already or is made.
    public init(_ data: DataSet, in folder: String) throws {
        self.folder = folder
        let isNew = !FileManager.default.fileExists(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        do {
            for base in Base.allCases { try Self.build(path(of: base), data, hasLinks: base == .full) }
        } catch {
            if isNew { removeAll() }
            throw error
        }
    }

    /// A folder that has them already.
    public init(existing folder: String) { self.folder = folder }

    /// Writes what a peer in another process works with beside the databases.
    public func writeLists(_ data: DataSet) throws { try Lists.write(data, to: folder) }

    /// A fresh copy.
    public func copy(_ base: Base, as name: String) throws -> String {
        let copy = folder + "/" + name + ".sqlite"
        remove(copy)
        try FileManager.default.copyItem(atPath: path(of: base), toPath: copy)
        return copy
    }

    /// Removes a copy that nobody has open.
    public func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    public func removeAll() { try? FileManager.default.removeItem(atPath: folder) }

    private func path(of base: Base) -> String { folder + "/base-" + base.rawValue + ".sqlite" }
}

extension BaseFiles {
    private static let schema = """
        CREATE TABLE contact(
          id INTEGER PRIMARY KEY,
          username TEXT NOT NULL,
          email TEXT NOT NULL,
          created DATETIME NOT NULL,
          modified DATETIME NOT NULL);
        CREATE TABLE category(
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL);
        CREATE TABLE contact_category(
          id INTEGER PRIMARY KEY,
          contact_id INTEGER NOT NULL REFERENCES contact(id),
          category_id INTEGER NOT NULL REFERENCES category(id),
          created DATETIME NOT NULL,
          deleted_at DATETIME,
          UNIQUE(contact_id, category_id));
        CREATE INDEX contact_category_category ON contact_category(category_id);
        """

    private static func build(_ path: String, _ data: DataSet, hasLinks: Bool) throws {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let db = try SQLiteConnection(path)
        try db.execute(schema)
        let contact = try db.prepare("INSERT INTO contact VALUES(?1,?2,?3,?4,?5)")
        let category = try db.prepare("INSERT INTO category VALUES(?1,?2)")
        try db.transaction {
            for (i, person) in data.people.enumerated() {
                contact.bind(1, Int64(i + 1))
                contact.bind(2, person.username)
                contact.bind(3, person.email)
                contact.bind(4, DateText.string(person.created))
                contact.bind(5, DateText.string(person.modified))
                try contact.run()
            }
            for (i, name) in data.categories.enumerated() {
                category.bind(1, Int64(i + 1))
                category.bind(2, name)
                try category.run()
            }
        }
        if hasLinks { _ = try db.insert(data.links) }
        // All of it into the one file that is copied.
        try db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}
