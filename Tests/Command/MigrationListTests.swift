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
        ])
    func append(_ before: String, _ after: String) throws {
        var list = try list(before)
        try list.append("new")
        #expect(list.text == after)
    }

    @Test(
        "Lists that cannot be changed",
        arguments: [
            "let all: [Migration] = [\n    .a // last\n]", "let all: [Migration] = [.a", "let all: [Migration] = [ \"",
            "let all: [Migration] = [ /*",
        ])
    func refused(_ text: String) throws {
        var list = try list(text)
        #expect(throws: CommandError(.unclearList(path: list.path, entries: ["add .new"]))) { try list.append("new") }
        #expect(list.text == text)
    }

    @Test("One entry where several were") func replace() throws {
        var list = try list("let all: [Migration] = [\n    .m1A,\n    .m2B,\n    .m3C,\n    .m4D\n]")
        try list.replace(["m2B", "m3C"], with: "new")
        #expect(list.text == "let all: [Migration] = [\n    .m1A,\n    .new,\n    .m4D\n]")
        try list.replace(["m1A", "new", "m4D"], with: "all")
        #expect(list.text == "let all: [Migration] = [\n    .all,\n]")
        #expect(throws: CommandError.self) { try list.replace(["all", "none"], with: "x") }
    }

    @Test("Files without a list") func none() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "junction-list-\(UUID().uuidString).swift")
        try Data("let steps: [MigrationStep] = []".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try MigrationListFile(file.path) == nil)
    }
}
