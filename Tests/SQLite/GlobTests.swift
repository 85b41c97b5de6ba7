import Junction
import Suites
import Testing

@testable import JunctionSQLite

/// Patterns become GLOB, whose own signs are escaped: a question means what it says, whatever stands in it.
@Suite struct GlobTests {
    @Test func signsAreEscaped() {
        func glob(_ parts: TextPattern.Part...) -> String { SQLiteText.glob(TextPattern(parts: parts)) }
        #expect(glob(.literal("a*b?c[d]e%f_g\\h")) == "a[*]b[?]c[[]d]e%f_g\\h")
        #expect(glob(.anySequence, .literal("*"), .anyCharacter) == "*[*]?")
        #expect(glob() == "")
        #expect(SQLiteText.glob(TextPattern(like: "a%b_c\\%d\\_e\\\\f*")) == "a*b?c%d_e\\f[*]")
        #expect(SQLiteText.glob(TextPattern(like: "\\")) == "\\")
        #expect(SQLiteText.glob(TextPattern(like: "%%__")) == "**??")
    }

    private static let signs = [
        "a", "b", "A", "*", "?", "[", "]", "%", "_", "\\", "^", "-", "!", "\u{E9}", "e", "\u{301}", "日", "\u{1F600}",
    ]

    private func text(upTo length: Int, _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...length, using: &random)).map { _ in Self.signs.randomElement(using: &random) ?? "" }.joined()
    }

    /// What a pattern means, said plainly.
    private func matches(_ parts: ArraySlice<TextPattern.Part>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        switch part {
        case .literal(let literal):
            let scalars = Array(literal.unicodeScalars)
            return text.starts(with: scalars) && matches(rest, text.dropFirst(scalars.count))
        case .anyCharacter: return !text.isEmpty && matches(rest, text.dropFirst())
        case .anySequence: return (0...text.count).contains { matches(rest, text.dropFirst($0)) }
        }
    }

    private func matches(_ pattern: TextPattern, _ text: String) -> Bool { matches(pattern.parts[...], Array(text.unicodeScalars)[...]) }

    @Test func againstAPlainMatcher() async throws {
        var random = SeededRandom("patterns")
        let texts = (0..<400).map { _ in text(upTo: 6, &random) }, patterns = (0..<300).map { _ in text(upTo: 4, &random) }
        try await withDatabase(.memory, creating: [Item.self]) { db in
            let keys = try await Item.insert(texts.map { Item(name: $0) }, on: db)
            func check(_ pattern: TextPattern, _ question: String, _ query: Query<Item, Item>) async throws {
                let found = Set(try await query.all(on: db).map(\.id))
                let expected = Set(zip(keys, texts).filter { matches(pattern, $1) }.map(\.0))
                if found != expected {
                    let wrong = zip(keys, texts).filter { found.contains($0.0) != expected.contains($0.0) }.map(\.1.debugDescription)
                    Issue.record("\(question): \(wrong.joined(separator: ", "))")
                }
            }
            for pattern in patterns + ["", "%", "_", "\\", "[", "]", "*"] {
                try await check(TextPattern(like: pattern), "like \(pattern.debugDescription)", Item.filter { $0.name.like(pattern) })
                let literal = TextPattern.Part.literal(pattern), shown = pattern.debugDescription
                try await check(
                    TextPattern(parts: [literal, .anySequence]), "hasPrefix \(shown)", Item.filter { $0.name.hasPrefix(pattern) })
                try await check(
                    TextPattern(parts: [.anySequence, literal]), "hasSuffix \(shown)", Item.filter { $0.name.hasSuffix(pattern) })
                try await check(
                    TextPattern(parts: [.anySequence, literal, .anySequence]), "includes \(shown)",
                    Item.filter { $0.name.includes(pattern) })
            }
        }
    }

    /// Case matters, and so does every code point.
    @Test func nothingIsFolded() async throws {
        try await withDatabase(.memory, creating: [Item.self]) { db in
            try await Item.insert(["Straße", "STRASSE", "straße", "caf\u{E9}", "cafe\u{301}"].map { Item(name: $0) }, on: db)
            func found(_ query: Query<Item, Item>) async throws -> [String] { try await query.order { $0.id }.all(on: db).map(\.name) }
            #expect(try await found(Item.filter { $0.name.hasPrefix("S") }) == ["Straße", "STRASSE"])
            #expect(try await found(Item.filter { $0.name.like("stra_e") }) == ["straße"])
            #expect(try await found(Item.filter { $0.name.hasSuffix("\u{E9}") }).map(\.utf8.count) == [5])
            #expect(try await found(Item.filter { $0.name.hasSuffix("e\u{301}") }).map(\.utf8.count) == [6])
            #expect(try await found(Item.filter { $0.name.like("caf_") }).map(\.utf8.count) == [5])
            #expect(try await found(Item.filter { $0.name.like("caf__") }).map(\.utf8.count) == [6])
        }
    }
}
