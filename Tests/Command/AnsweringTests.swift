import Foundation
import Junction
import JunctionSQLite
import Synchronization
import Testing

@testable import JunctionCommand

/// Models before and after: a table and a column have other names, and a required column is new.
private enum Before {
    @Model struct Album {
        var id: Key<Album>
        var title: String
        var stars: Int
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        var name: String
    }
    static let models: [any Model.Type] = [Album.self, Tag.self]
}

private enum After {
    @Model struct Disc {
        var id: Key<Disc>
        var name: String
        var stars: Int
        var price: Decimal
        var note: String?
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        var name: String
    }
    static let models: [any Model.Type] = [Disc.self, Tag.self]
}

@Suite("What models cannot say") struct AnsweringTests {
    private enum Tool: MigrationTool {
        static let models = After.models
        static var migrations: [Migration] {
            [Migration("0001", (try? SchemaDiff(of: Before.models, after: [], on: [.sqlite]).steps) ?? [])]
        }
        static let folder = ""
        static let databases: [DatabaseKind] = [.sqlite]
    }

    /// A unique column is new, though it begins with a value.
    enum UniqueTool: MigrationTool {
        @Model struct Tag {
            var id: Key<Tag>
            var name: String
            @Unique var code: String = "x"
        }
        static let models: [any Model.Type] = [Tag.self]
        static var migrations: [Migration] {
            [Migration("0001", (try? SchemaDiff(of: [Before.Tag.self], after: [], on: [.sqlite]).steps) ?? [])]
        }
        static let folder = ""
        static let databases: [DatabaseKind] = [.sqlite]
    }

    private enum NoTool: MigrationTool {
        static let models = After.models
        static let migrations: [Migration] = []
        static let folder = ""
        static let databases: [DatabaseKind] = []
    }

    /// What somebody was asked.
    private final class Asked: Sendable {
        private let questions = Mutex<[String]>([])
        private let answers: [(String, String)]
        init(_ answers: [(String, String)]) { self.answers = answers }

        var all: [String] { questions.withLock { $0 } }
        func answer(_ question: String) -> String? {
            questions.withLock { $0.append(question) }
            return answers.first { question.contains($0.0) }?.1
        }
    }

    private func steps(
        renames: [String] = [], defaults: [String] = [], refusesOthers: Bool = false, _ answers: [(String, String)] = []
    ) throws -> (steps: [String], asked: [String]) {
        let asked = Asked(answers)
        let answering = try #require(
            Answering(renames: renames, defaults: defaults, refusesOthers: refusesOthers, ask: asked.answer))
        return (try answering.difference(Tool.self).steps.map(\.signature), asked.all)
    }

    private static let renamed = [
        #"rename table "album" "disc""#, #"rename table "album_tags" "disc_tags""#, #"rename column "title" "name" "disc""#,
        #"rename column "album_id" "disc_id" "disc_tags""#,
    ]

    @Test("Asked one after the other: tables first, then their columns") func asked() throws {
        let found = try steps([("another name", "yes"), ("price", "9.90")])
        #expect(Set(found.steps.prefix(4)) == Set(Self.renamed), "\(found)")
        #expect(found.steps.dropFirst(4).first == #"add column column "price" decimal "disc" filling decimal 9.9"#, "\(found)")
        #expect(
            found.asked.count == 5 && found.asked.last == "disc.price is required, and rows may be there: what do they get (a decimal)? ")
        #expect(found.asked.contains("Is disc.name what disc.title was, under another name? [y/n] "))
    }

    @Test("Said by options") func options() throws {
        let renames = ["album=disc", "album_tags=disc_tags", "disc.title=name", "disc_tags.album_id=disc_id"]
        let found = try steps(renames: renames, defaults: ["disc.price=9.90"])
        #expect(Set(found.steps.prefix(4)) == Set(Self.renamed), "\(found)")
        #expect(found.asked == [])
    }

    @Test("Refused: what goes is dropped") func refused() throws {
        let asked = try steps([("under another name", "no"), ("price", "1")])
        let said = try steps(refusesOthers: true)
        #expect(asked.steps == said.steps && said.asked == [])
        #expect(said.steps.contains { $0.hasPrefix(#"create table "disc""#) } && said.steps.contains(#"drop table "album""#))
        // Columns of a table that is new need nothing.
        #expect(asked.asked.allSatisfy { $0.contains("another name") })
    }

    @Test("Nobody to ask: nothing is guessed, and the options are named") func nobody() throws {
        let open = CommandError(.renames(["--rename album_tags=disc_tags", "--rename album=disc"]))
        let first = #expect(throws: CommandError.self) { try steps() }
        guard case .renames(let options)? = first?.kind else { return #expect(first == open) }
        #expect(Set(options) == ["--rename album=disc", "--rename album_tags=disc_tags"])
        let second = #expect(throws: CommandError.self) { try steps(renames: ["album=disc"], refusesOthers: true) }
        #expect(second == CommandError(.defaults(["--default disc.name=…", "--default disc.price=…"])))
    }

    @Test(
        "Names that do not fit",
        arguments: [["tag=tag2"], ["nothing=disc"], ["disc.title=nothing"], ["tag.name=title"], ["disc.nothing=name"], ["album=tag"]])
    func wrongNames(_ renames: [String]) {
        #expect(throws: MigrationError.self) {
            try steps(renames: ["album=disc"] + renames, defaults: ["disc.price=1"], refusesOthers: true)
        }
    }

    @Test("Options that are written otherwise", arguments: ["", "a", "a=", "=b", "a.b.c=d", "a=b=c", "a.=b"])
    func malformed(_ text: String) {
        #expect(Answering(renames: [text], defaults: [], refusesOthers: false, ask: { _ in nil }) == nil)
        if text != "a=b=c" { #expect(Answering(renames: [], defaults: [text], refusesOthers: false, ask: { _ in nil }) == nil) }
    }

    @Test("A new column that may be absent gets what was said, or nothing") func optional() throws {
        let renames = ["album=disc", "album_tags=disc_tags", "disc.title=name", "disc_tags.album_id=disc_id"]
        let said = try steps(renames: renames, defaults: ["disc.price=1", "disc.note=none"]).steps
        #expect(said.contains(#"add column column "note" text optional "disc" filling text "none""#), "\(said)")
        let nothing = try steps(renames: renames, defaults: ["disc.price=1"]).steps
        #expect(nothing.contains(#"add column column "note" text optional "disc""#), "\(nothing)")
    }

    @Test("Rows that need values of their own, and a tool for no database") func refusedTools() throws {
        let asked = Asked([("", "1")]),
            answering = try #require(Answering(renames: [], defaults: [], refusesOthers: true, ask: asked.answer))
        #expect(throws: CommandError(.valuesOfTheirOwn(["tag.code"]))) { try answering.difference(UniqueTool.self) }
        #expect(throws: CommandError(.noKinds)) { try answering.difference(NoTool.self) }
        #expect(asked.all == [])
    }

    @Test("Values that do not fit") func wrongValues() {
        let renames = ["album=disc", "album_tags=disc_tags", "disc.title=name", "disc_tags.album_id=disc_id"]
        let value = CommandError(.value(column: "disc.price", type: "a decimal"))
        #expect(throws: value) { try steps(renames: renames, defaults: ["disc.price=much"]) }
        let unused = CommandError(.unusedDefault("disc.stars"))
        #expect(throws: unused) { try steps(renames: renames, defaults: ["disc.price=1", "disc.stars=1"]) }
        #expect(throws: CommandError(.noColumn("disc.cost"))) { try steps(renames: renames, defaults: ["disc.cost=1"]) }
    }

    @Test("Asked again where the answer is none") func again() throws {
        let asked = Mutex(0)
        let answering = try #require(
            Answering(renames: ["album=disc", "album_tags=disc_tags", "disc_tags.album_id=disc_id"], defaults: [], refusesOthers: false) {
                _ in
                ["", "maybe", "y", "much", "1,5", "2"][
                    asked.withLock {
                        $0 += 1
                        return $0 - 1
                    }]
            })
        let steps = try answering.difference(Tool.self).steps.map(\.signature)
        #expect(steps.contains { $0.hasSuffix("filling decimal 2") } && asked.withLock { $0 } == 6)
    }

    @Test(
        "Values as people write them",
        arguments: [
            (ColumnType.integer, "-3", "integer -3"), (.integer, "3.5", nil), (.integer, "9223372036854775808", nil),
            (.real, "1.5", "real 1.5"),
            (.real, "inf", nil), (.real, "nan", nil), (.decimal, "9.90", "decimal 9.9"), (.decimal, "1e3", nil),
            (.bool, "true", "bool true"),
            (.bool, "1", nil), (.text, "", #"text """#), (.text, "it's \"so\"", #"text "it's ""so""""#), (.text, "a\0", nil),
            (.bytes, "00ff", "bytes 0,255"), (.bytes, "0", nil), (.bytes, "zz", nil),
            (.moment, "2026-11-28T10:00:00Z", "moment 1795860000000000"),
            (.moment, "yesterday", nil), (.day, "2026-11-28", "day 2026-11-28"), (.day, "2026-02-30", nil),
            (.uuid, "0E984725-C51C-4BF4-9960-E1C80E27ABA0", "uuid 0E984725-C51C-4BF4-9960-E1C80E27ABA0"), (.uuid, "x", nil),
            (.json, "{\"a\": 1}", #"json "{""a"": 1}""#), (.json, "{", nil),
        ] as [(ColumnType, String, String?)])
    func values(_ type: ColumnType, _ text: String, _ wanted: String?) {
        let step = type.value(text).map { MigrationStep.addColumn(.column("a", .text), to: "b", filling: $0).signature }
        #expect(step == wanted.map { "add column column \"a\" text \"b\" filling " + $0 })
    }
}
