import Foundation
import Junction
import JunctionSQLite
import Suites
import Testing

@Model
struct Note {
    var id: Key<Note>
    var title: String
    var text: String?
    var written: Date
}

/// What is bound stands in memory that a statement uses again.
@Suite struct BindingTests {
    @Test("Texts of every length, one after the other in one statement")
    func lengths() async throws {
        try await withDatabase(.memory, creating: [Note.self]) { db in
            let day = Date(timeIntervalSince1970: 1_000_000_000.25)
            let lengths = [0, 1, 15, 16, 31, 32, 33, 300, 5, 0, 4_095, 4_096, 4_097, 100_000, 3]
            let notes = lengths.map { length in
                Note(
                    title: String(repeating: "é", count: length / 2) + (length % 2 == 0 ? "" : "x"),
                    text: length % 3 == 0 ? nil : String(repeating: "y", count: length), written: day)
            }
            let keys = try await Note.insert(notes, on: db)
            for note in notes.reversed() { _ = try await note.insert(on: db) }
            let stored = try await Note.order { $0.id }.all(on: db)
            #expect(keys == stored.prefix(notes.count).map(\.id))
            for (row, note) in zip(stored, notes + notes.reversed()) {
                #expect(row.title == note.title && row.text == note.text && row.written == day)
            }
            for note in notes {
                let found = try await Note.filter { $0.title == note.title && $0.written == day }.count(on: db)
                #expect(found >= 2)
            }
        }
    }

    @Test("NUL characters are refused in short texts and long ones")
    func nul() async throws {
        try await withDatabase(.memory, creating: [Note.self]) { db in
            for text in ["a\0", String(repeating: "a", count: 5_000) + "\0"] {
                let error = try await refusal(of: QueryError.self) { _ = try await Note.filter { $0.title == text }.all(on: db) }
                #expect(error.description.contains("NUL"))
            }
        }
    }

    @Test("Pages are kept as the configuration says; what a writer may take back is not in files")
    func pragmas() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (bytes, kibibytes) in [(16_777_216, 16_384), (0, 1), (-5, 1), (.max, Int(Int32.max)), (2_000_000, 1_953)] {
            let configuration = bytes == 16_777_216 ? SQLiteConfiguration() : SQLiteConfiguration(pageCache: bytes)
            let db = try await Database.sqlite(path: folder.path + "/a.sqlite", configuration)
            let reader = try await db.query("SELECT cache_size FROM pragma_cache_size", as: Int.self)
            let writer = try await db.transaction { try await $0.query("SELECT cache_size FROM pragma_cache_size", as: Int.self) }
            let memory = try await db.transaction { try await $0.query("SELECT temp_store FROM pragma_temp_store", as: Int.self) }
            #expect(reader == [-kibibytes] && writer == [-kibibytes] && memory == [2])
            await db.close()
        }
        let db = try await Database.sqlite(path: folder.path + "/a.sqlite", SQLiteConfiguration(keepsTemporaryDataInMemory: false))
        let files = try await db.transaction { try await $0.query("SELECT temp_store FROM pragma_temp_store", as: Int.self) }
        #expect(files == [0])
        await db.close()
    }
}
