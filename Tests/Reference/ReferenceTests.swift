import Foundation
import Junction
import Testing

/// Documentation comments are true: their Swift is compiled and run here, and their SQL is what it sends.
@Suite("Documentation comments") struct ReferenceTests {
    @Test("Their Swift stands in a file that is compiled") func swift() throws {
        let files = try Comments.files(in: "Tests/Reference").map { file in
            "\n" + Comments.flush(file.text.split(separator: "\n", omittingEmptySubsequences: false)).joined(separator: "\n") + "\n"
        }
        let blocks = try Comments.all().blocks
        #expect(!blocks.isEmpty)
        for block in blocks {
            let text = "\n" + block.lines.joined(separator: "\n") + "\n"
            #expect(
                files.contains { $0.contains(text) }, "\(block.file):\(block.line): no file under Tests/Reference has this block:\(text)")
        }
    }

    @Test("Their SQL is what is sent") func sql() async throws {
        var sqlite: Set<String> = [], postgres: Set<String> = []
        for snippet in Snippet.all {
            let book = try await Book.open()
            do { try await snippet.run(book) } catch { Issue.record(error, "\(snippet)") }
            let statements = book.statements()
            sqlite.formUnion(statements.sqlite.map(Self.plain))
            postgres.formUnion(statements.postgres.map(Self.plain))
            await book.db.close()
        }
        #expect(!sqlite.isEmpty)
        for statement in try Comments.all().statements {
            let sent = statement.database == "PostgreSQL" ? postgres : sqlite
            #if !POSTGRES
            if statement.database == "PostgreSQL" { continue }
            #endif
            #expect(
                sent.contains { Self.has($0, statement.sql) },
                "\(statement.file):\(statement.line): no snippet sends this: \(statement.sql)")
        }
    }

    /// SQL as comments write it: names without quotes, binds without numbers.
    private static func plain(_ sql: String) -> String {
        sql.replacing("\"", with: "").replacing(#/[?$]\d+/#, with: "?")
    }

    /// Whether the pieces of a pattern, which `…` separates, stand in a statement in this order.
    private static func has(_ sql: String, _ pattern: String) -> Bool {
        var rest = sql[...]
        for piece in pattern.split(separator: "…") {
            guard let found = rest.range(of: piece.trimmingCharacters(in: .whitespaces)) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
