import Foundation
import Junction
import JunctionSQLite
import Testing

@testable import JunctionCommand
@testable import Suites

/// What a written file says is what the steps were: it is compiled as it is, and its migration has the same checksum.
@Suite("Migrations written as Swift") struct MigrationSourceTests {
    @Test func sameSteps() async throws {
        var migrations = try VersionPair.all.enumerated().map { number, pair in
            let first = Migration("first", try SchemaDiff(of: pair.from, after: [], on: [.sqlite]).steps)
            return Migration("\(1000 + number)_pair", try SchemaDiff(of: pair.to, after: [first], pair.answers, on: [.sqlite]).steps)
        }
        migrations.append(Migration("0001_odd", replacing: ["0001_a", "0001 \"b\""], Self.odd))
        migrations.append(Migration("0002_none", []))
        #expect(migrations.count > 45)

        let folder = FileManager.default.temporaryDirectory.appending(path: "junction-written-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = [], lines: [String] = []
        for migration in migrations {
            let name = MigrationName(migration.name), file = folder.appending(path: name.file)
            let source = MigrationSource(name: name, replaced: migration.replaced, steps: migration.steps)
            #expect(source.text.split(separator: "\n").allSatisfy { $0.count <= 140 || $0.contains("\\") })
            try Data(source.text.utf8).write(to: file)
            files.append(file)
            lines.append("        print(Migration.\(name.identifier).name, Migration.\(name.identifier).checksum)")
        }
        let main = folder.appending(path: "Main.swift")
        let text = "import Junction\n\n@main enum Main {\n    static func main() {\n\(lines.joined(separator: "\n"))\n    }\n}\n"
        try Data(text.utf8).write(to: main)
        let program = try await SwiftCompiler().makeProgram(
            "Written", of: files + [main], modules: [], targets: ["Junction", "Logging"], arguments: [], in: folder)
        let found = try await Program.run(program.path, []).split(separator: "\n").map(String.init)
        #expect(found == migrations.map { "\($0.name) \($0.checksum)" })
    }

    /// Every kind of step, of value and of column, and names that are hard to write.
    private static let odd: [MigrationStep] = [
        .createTable(
            TableDefinition(
                "a \"b\" \\(c)\n", columns: ColumnType.allCases.map { .column("\($0)", $0, isOptional: $0 == .json, digits: nil) },
                key: .columns(["integer", "text"]), unique: [["real", "day"], ["uuid"]],
                foreignKeys: [
                    .key(["uuid"], to: "x", ["y"], onDelete: .setNull), .key(["day", "text"], to: "x", ["y", "z"], onDelete: .cascade),
                    .key(["integer"], to: "x", ["y"]),
                ],
                checks: [.check("c", "\"real\" > 1", on: ["PostgreSQL": "\"real\" > 1::double precision", "Other": "'"])],
                indexes: [["moment"]])),
        .addColumn(.column("a", .decimal, digits: Digits(10, 2)), to: "t", filling: .decimal(Decimal(string: "-12.50") ?? 0)),
        .addColumn(.column("b", .real), to: "t", filling: .real(1e300)), .addColumn(.column("c", .real), to: "t", filling: .real(-0.5)),
        .addColumn(.column("d", .bool), to: "t", filling: .bool(false)),
        .addColumn(.column("e", .text, maxLength: 3), to: "t", filling: .text("it's \"so\" \\(x) \u{2028}é")),
        .addColumn(.column("f", .bytes), to: "t", filling: .bytes([0, 255])),
        .addColumn(.column("g", .moment), to: "t", filling: .moment(-1)),
        .addColumn(.column("h", .day), to: "t", filling: CalendarDate(year: 1, month: 2, day: 3).columnValue),
        .addColumn(.column("i", .uuid), to: "t", filling: .uuid(UUID())), .addColumn(.column("j", .json), to: "t", filling: .json("[1]")),
        .addColumn(.column("k", .integer), to: "t", filling: .integer(.min)), .dropColumn("a", from: "t", restoring: .null),
        .changeColumn(.column("b", .text, isOptional: true), in: "t", filling: .text(""), restoring: .text("x")),
        .renameTable("t", to: "u"), .renameColumn("b", to: "c", in: "u"), .changeKey(of: "u", to: .junction(["a", "b"])),
        .addUnique(["a"], to: "u"), .dropUnique(["a"], from: "u"), .addForeignKey(.key(["a"], to: "b", ["c"]), to: "u"),
        .dropForeignKey(["a"], from: "u"), .addCheck(.check("a", "1"), to: "u"), .dropCheck("a", from: "u"), .addIndex(["a"], to: "u"),
        .dropIndex(["a"], from: "u"), .dropTable("u"),
    ]

    @Test(
        "Names of migrations and of their constants",
        arguments: [
            ("Add stars", "0004_add_stars", "m0004AddStars"), ("Größe & Maß!", "0004_gr_e_ma", "m0004GrEMa"),
            ("", "0004_change", "m0004Change"),
            (String(repeating: "x", count: 90), "0004_" + String(repeating: "x", count: 60), "m0004X" + String(repeating: "x", count: 59)),
        ])
    func names(_ words: String, _ name: String, _ identifier: String) {
        let made = MigrationName(after: [Migration("0002_x", []), Migration("0001_to_3", replacing: ["0003_y"], [])], words)
        #expect(made.name == name && made.identifier == identifier)
    }

    @Test("What a migration is about") func about() {
        let steps: [MigrationStep] = [.addColumn(.column("stars", .integer), to: "album"), .dropTable("note")]
        #expect(MigrationName.words(steps, isFirst: true) == "initial")
        #expect(MigrationName.words(steps, isFirst: false) == "add_album_stars_and_more")
        #expect(MigrationName.words([steps[0]], isFirst: false) == "add_album_stars")
        #expect(Self.odd.allSatisfy { !$0.summary.isEmpty && !$0.subject.words.isEmpty })
    }
}
