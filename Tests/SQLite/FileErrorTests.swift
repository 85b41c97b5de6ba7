import Foundation
import Junction
import JunctionSQLite
import Suites
import Testing

/// What only a file can do wrong.
@Suite struct FileErrorTests {
    @Test func busy() async throws {
        try await withFile { path in
            let impatient = SQLiteConfiguration(busyLimit: .milliseconds(100))
            try await withDatabase(.file(path), creating: [Item.self]) { one in
                try await withDatabase(.file(path), impatient) { two in
                    try await one.transaction { tx in
                        try await add("a", on: tx)
                        let error = try await refusal(of: DatabaseError.self) { try await add("b", on: two) }
                        #expect(error.kind == .busy)
                        #expect(error.code == "5")
                        #expect(error.sql == "BEGIN IMMEDIATE")
                        #expect(
                            error.description.hasPrefix(
                                "another connection held a lock for longer than the limit; try again, or raise the busy limit ["))
                        let begin = try await refusal(of: DatabaseError.self) { try await two.transaction { _ in } }
                        #expect(begin.kind == .busy)
                        let many = try await refusal(of: DatabaseError.self) { try await Item.insert([Item(name: "c")], on: two) }
                        #expect(many.kind == .busy)
                        #expect(try await names(on: two).isEmpty, "reading is not disturbed")
                    }
                    try await add("b", on: two)
                    #expect(try await names(on: one) == ["a", "b"])
                }
            }
        }
    }

    /// A writer that is patient gets its turn.
    @Test func aPatientWriterWaits() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { one in
                try await withDatabase(.file(path), SQLiteConfiguration(busyLimit: .seconds(60))) { two in
                    let writing = try await one.transaction { tx in
                        try await add("a", on: tx)
                        let writing = Task { try await add("b", on: two) }
                        try await Task.sleep(for: .milliseconds(100))
                        return writing
                    }
                    try await writing.value
                    #expect(try await names(on: one) == ["a", "b"])
                }
            }
        }
    }

    @Test func cannotOpen() async throws {
        for path in ["/nowhere/at/all.sqlite", FileManager.default.temporaryDirectory.path, "a\0b"] {
            let error = try await refusal(of: DatabaseError.self) { _ = try await Database.sqlite(path: path) }
            #expect(error.kind == .cannotOpen, "\(path)")
            #expect(error.description.hasPrefix("the database cannot be opened ["))
            #expect(error.model == nil)
        }
    }

    @Test func aFileThatIsNoDatabase() async throws {
        try await withFile { path in
            try Data(String(repeating: "This is a letter, not a database. ", count: 500).utf8).write(to: URL(fileURLWithPath: path))
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            for isReadOnly in [false, true] {
                let error = try await refusal(of: DatabaseError.self) {
                    _ = try await Database.sqlite(path: path, SQLiteConfiguration(isReadOnly: isReadOnly))
                }
                #expect(error.kind == .corrupt)
                #expect(error.description.hasPrefix("the file is no database, or a damaged one ["))
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before, "it is left as it was")
        }
    }

    @Test func aDamagedFile() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await Item.insert((1...1000).map { Item(name: "\($0)") }, on: db)
            }
            let url = URL(fileURLWithPath: path)
            var bytes = [UInt8](try Data(contentsOf: url))
            // The first page stays: it has the tables' names.
            let page = Int(bytes[16]) << 8 | Int(bytes[17])
            for i in page..<bytes.count { bytes[i] = 0xFF }
            try Data(bytes).write(to: url)
            try await withDatabase(.file(path)) { db in
                let error = try await refusal(of: DatabaseError.self) { _ = try await Item.query.all(on: db) }
                #expect(error.kind == .corrupt)
            }
        }
    }

    @Test func aFullDisk() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { db in
                try await execute("PRAGMA max_page_count = 20", on: db)
                let long = String(repeating: "x", count: 1000)
                let error = try await refusal(of: DatabaseError.self) {
                    try await Item.insert((0..<500).map { _ in Item(name: long) }, on: db)
                }
                #expect(error.kind == .full)
                #expect(error.description.hasPrefix("the disk or the database is full ["))
                #expect(try await Item.count(on: db) == 0)
                try await execute("PRAGMA max_page_count = 100000", on: db)
                try await add("a", on: db)
                #expect(try await names(on: db) == ["a"])
            }
        }
    }

    /// A table that goes away under a statement that was prepared before.
    @Test func aTableThatGoesAway() async throws {
        try await withFile { path in
            try await withDatabase(.file(path), creating: [Item.self]) { one in
                try await withDatabase(.file(path)) { two in
                    try await add("a", on: two)
                    #expect(try await names(on: two) == ["a"])
                    try await execute("DROP TABLE item", on: one)
                    for call in [{ _ = try await names(on: two) }, { try await add("b", on: two) }] as [@Sendable () async throws -> Void] {
                        let error = try await refusal(of: DatabaseError.self, by: call)
                        #expect(error.kind == .schemaChanged)
                    }
                    // It comes back, and the same statements work again.
                    try await one.create([Item.self])
                    try await add("b", on: two)
                    #expect(try await names(on: two) == ["b"])
                }
            }
        }
    }
}
