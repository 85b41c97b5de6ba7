import Foundation
import HandWritten

/// The files that are measured, in a folder of their own on a disk.
struct Files: Sendable {
    private let folder: String

    /// Throws where the disk has not enough room for all of them.
    init(_ sizes: [Size], in parent: String) throws {
        let needed = sizes.reduce(0) { $0 + $1.bytes }, manager = FileManager.default
        guard manager.isWritableFile(atPath: parent) else { throw UsageError("nothing can be written to the folder \(parent)") }
        let free = try manager.attributesOfFileSystem(forPath: parent)[.systemFreeSize] as? NSNumber
        if let free, free.intValue < needed {
            throw UsageError("\(parent) has \(Report.megabytes(free.intValue)) free, \(Report.megabytes(needed)) are needed")
        }
        folder = parent + "/junction-growth-" + UUID().uuidString
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        say("\(sizes.count) files in \(folder), about \(Report.megabytes(needed)); they are deleted afterwards")
    }

    func path(of size: Size) -> String { "\(folder)/\(size.times).sqlite" }

    func removeAll() { try? FileManager.default.removeItem(atPath: folder) }

    /// Makes the file of a size, by hand, in the order of the keys.
    func fill(_ size: Size) throws {
        let path = path(of: size), links = try Filling(path, size).all()
        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        say("\(size.times) times: \(size.contacts) contacts, \(links) links, \(Report.megabytes(bytes?.intValue ?? 0))")
    }
}

/// Writes the rows of one file.
private struct Filling {
    /// As the benchmark `bench` has it.
    private static let schema = """
        CREATE TABLE contact(
          id INTEGER PRIMARY KEY, username TEXT NOT NULL, email TEXT NOT NULL, created DATETIME NOT NULL, modified DATETIME NOT NULL);
        CREATE TABLE category(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE contact_category(
          id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL REFERENCES contact(id), category_id INTEGER NOT NULL REFERENCES category(id),
          created DATETIME NOT NULL, deleted_at DATETIME, UNIQUE(contact_id, category_id));
        CREATE INDEX contact_category_category ON contact_category(category_id);
        """

    private let db: SQLiteConnection
    private let size: Size

    init(_ path: String, _ size: Size) throws {
        db = try SQLiteConnection(path)
        self.size = size
        // Nothing here can refer to what is not there, and nobody needs a half-made file.
        for setting in ["foreign_keys = OFF", "synchronous = OFF", "cache_size = -100000"] { try db.execute("PRAGMA \(setting)") }
    }

    /// How many links there are.
    func all() throws -> Int {
        try db.execute(Self.schema)
        try categories()
        try contacts()
        let count = try links()
        // All of it into the one file.
        try db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count
    }

    private func categories() throws {
        let insert = try db.prepare("INSERT INTO category(id,name) VALUES(?1,?2)")
        for key in 1...Int64(Size.common + Size.rare.count) {
            insert.bind(1, key)
            insert.bind(2, "\(word(Int(key), 10)) \(word(Int(key), 11)) \(key)")
            try insert.run()
        }
    }

    private func contacts() throws {
        let insert = try db.prepare("INSERT INTO contact(id,username,email,created,modified) VALUES(?1,?2,?3,?4,?5)")
        try inPortions { contact in
            let name = "\(word(contact, 12)).\(word(contact, 13))\(contact)"
            insert.bind(1, Int64(contact))
            insert.bind(2, name)
            insert.bind(3, "\(name)@\(word(contact, 14)).example.org")
            insert.bind(4, DateText.string(time(contact, 15)))
            insert.bind(5, DateText.string(time(contact, 16)))
            try insert.run()
        }
    }

    private func links() throws -> Int {
        var portion: [NewLink] = [], count = 0
        for contact in 1...size.contacts {
            for (place, category) in size.categories(of: contact).enumerated() {
                let created = time(contact, 20 + place), deleted = size.isDeleted(contact, place) ? created + 86_400_000_000 : nil
                portion.append(NewLink(contact: Int64(contact), category: category, created: created, deleted: deleted))
            }
            if portion.count > 100_000 || contact == size.contacts {
                count += try db.insert(portion)
                portion.removeAll(keepingCapacity: true)
            }
        }
        return count
    }

    /// Calls `body` with each contact's number, in transactions that the log has room for.
    private func inPortions(_ body: (Int) throws -> Void) throws {
        for start in stride(from: 1, through: size.contacts, by: 100_000) {
            try db.transaction {
                for contact in start...min(start + 99_999, size.contacts) { try body(contact) }
            }
        }
    }

    /// Four to nine small letters, one of 2 000 words.
    private func word(_ place: Int, _ kind: Int) -> String {
        var number = Size.number(Int(Size.number(place, kind) % 2000), 30)
        var letters: [UInt8] = []
        for _ in 0..<(4 + number % 6) {
            letters.append(UInt8(ascii: "a") + UInt8(number % 26))
            number /= 26
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// A time in the years 2020 to 2026, to the millisecond, in microseconds since 1970.
    private func time(_ place: Int, _ kind: Int) -> Int64 {
        (1_577_836_800_000 + Int64(Size.number(place, kind) % 200_000_000_000)) * 1000
    }
}
