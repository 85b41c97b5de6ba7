import Foundation
import Testing

@testable import JunctionCommand

@Suite("The list of the migrations, as text") struct MigrationListTests {
    private func list(_ text: String) throws -> MigrationListFile {
        let file = FileManager.default.temporaryDirectory.appending(path: "junction-list-\(UUID().uuidString).swift")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try #require(try MigrationListFile(file.path))
    }

    @Test(
        "A new entry",
        arguments: [
            ("let all: [Migration] = []\n", "let all: [Migration] = [\n    .new,\n]\n"),
            ("enum M {\n    static let all: [Migration] = []\n}", "enum M {\n    static let all: [Migration] = [\n        .new,\n    ]\n}"),
            ("let all: [Migration] = [.a, .b]", "let all: [Migration] = [\n    .a, .b,\n    .new,\n]"),
            ("  let all: [Migration] = [\n    .a,\n    .b,\n  ]\n", "  let all: [Migration] = [\n    .a,\n    .b,\n      .new,\n  ]\n"),
            ("let all: [Migration] = [\n    .a\n]", "let all: [Migration] = [\n    .a,\n    .new,\n]"),
            (
                "let all: [Migration] = [\n    .a,  // not ] yet\n    /* ] */ Migration(\"]\\\"\", [.dropTable(\"[\")]),\n] // ]",
                "let all: [Migration] = [\n    .a,  // not ] yet\n    /* ] */ Migration(\"]\\\"\", [.dropTable(\"[\")]),\n    .new,\n] // ]"
            ),
            // The last entry has no comma, but a comment behind it; comments speak of lists; lines end as they did.
            ("let all: [Migration] = [\n    .a // the first,\n]", "let all: [Migration] = [\n    .a, // the first,\n    .new,\n]"),
            (
                "// [Migration] = []\nlet all: [Migration] = [\n    // none yet\n]\n",
                "// [Migration] = []\nlet all: [Migration] = [\n    // none yet\n    .new,\n]\n"
            ),
            (
                "let text = \"\"\"\n[Migration] = [\n\"\"\"\nlet all: [Migration] = []",
                "let text = \"\"\"\n[Migration] = [\n\"\"\"\nlet all: [Migration] = [\n    .new,\n]"
            ),
        ])
    func append(_ before: String, _ after: String) throws {
        var list = try list(before)
        try list.append("new")
        #expect(list.text == after)
    }

    @Test(
        "Lists that cannot be changed",
        arguments: [
            "let all: [Migration] = [.a", "let all: [Migration] = [ \"",
            "let all: [Migration] = [ /*",
        ])
    func refused(_ text: String) throws {
        var list = try list(text)
        #expect(throws: CommandError(.unclearList(path: list.path, entries: ["add .new"]))) { try list.append("new") }
        #expect(list.text == text)
    }

    @Test("Texts of every kind, and comments in comments") func code() throws {
        let odd = ###"""
            let a = #"a\"#, b = "\(x ?? "]")", c = ##"\##(y["]"])"#"##, d = "\"[Migration] = [\\"
            /* [Migration] = [ /* ] */ [Migration] = [] */
            let all: [Migration] = [
                .a, /* .b, */
            /*
                .b,
            */
                .b,
            ]
            """###
        var list = try list(odd)
        try list.append("new")
        #expect(list.text == odd.dropLast(1) + "    .new,\n]")
        try list.replace(["b", "new"], with: "c")
        #expect(list.text == odd.replacing("*/\n    .b,", with: "*/\n    .c,"))
        for text in ["\"", "\"\\", "#\"a\"", "/*", "/* /* */", "\"\\(", "\"\"\""] { #expect(SwiftCode(text).characters.count <= 1) }
    }

    @Test("One entry where several were") func replace() throws {
        var list = try list("let all: [Migration] = [\n    .m1A,\n    .m2B,\n    .m3C,\n    .m4D\n]")
        try list.replace(["m2B", "m3C"], with: "new")
        #expect(list.text == "let all: [Migration] = [\n    .m1A,\n    .new,\n    .m4D\n]")
        try list.replace(["m1A", "new", "m4D"], with: "all")
        #expect(list.text == "let all: [Migration] = [\n    .all,\n]")
        #expect(throws: CommandError.self) { try list.replace(["all", "none"], with: "x") }
    }

    @Test("The lines of the file end as they did, and nothing is half written") func write() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-list-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/All.swift"
        try Data("let all: [Migration] = [\r\n    .a, // one\r\n]\r\n".utf8).write(to: URL(fileURLWithPath: path))
        var list = try #require(try MigrationListFile(path))
        try list.append("new")
        try list.write(with: "one", at: folder.path + "/0001_new.swift")
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(written == "let all: [Migration] = [\r\n    .a, // one\r\n    .new,\r\n]\r\n")
        #expect(throws: CommandError(.fileExists(path: folder.path + "/0001_new.swift"))) {
            try list.write(with: "two", at: folder.path + "/0001_new.swift")
        }
        // Where the list cannot be written, the migration is not there either.
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path + "/x", withIntermediateDirectories: true)
        #expect(throws: CommandError.self) { try list.write(with: "two", at: folder.path + "/0002_new.swift") }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/0002_new.swift"))
    }

    @Test(
        "Files without a list, and with two",
        arguments: ["let steps: [MigrationStep] = []", "// [Migration] = []", "let a: [Migration] = []; let b: [Migration] = []"])
    func none(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "junction-list-\(UUID().uuidString).swift")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try MigrationListFile(file.path) == nil)
    }
}
