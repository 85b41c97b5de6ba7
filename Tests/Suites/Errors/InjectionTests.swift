import Foundation
import Junction
import Testing

@Model
struct ErrorText {
    var id: Key<ErrorText>
    var text: String
    var other: String?
}

/// Values are bound, never pasted: whatever a text holds, it comes back and harms nobody.
@Suite struct InjectionTests {
    static let nasty = [
        "'; DROP TABLE error_text; --", "\"; DROP TABLE error_text; --", "`; DROP TABLE error_text; --", "x'); DELETE FROM error_text; --",
        "' OR '1'='1", "\" OR \"\"=\"", "1; SELECT 1", "/* */", "-- ", ";", "''", "\"\"", "\\", "\\'", "\\\"", "%", "_", "*", "?", "[", "]",
        "[a-z]", "^", "?1", ":name", "@name", "$1", "{}", "null", "NULL", "0", "0x00", "true", "\n", "\r\n", "\t", "\u{1}", "\u{1F}",
        "\u{7F}",
        " ", "  a  ", "", "${1}", "%s%n", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "\u{200B}",
        "e\u{301}", "\u{E9}", "ß", "SS", "ss", "İ", "i\u{307}", "ﬁ", "א\u{5B8}", "\u{202E}abc", "日本語", "\u{1F468}\u{200D}\u{1F469}", "🏳️‍🌈",
        "[\"json\"]", "{\"a\": 1}", "'json'",
    ]

    @Test(arguments: TestDatabase.all)
    func everyTextComesBackByteByByte(_ database: TestDatabase) async throws {
        try await database.run([ErrorText.self]) { db, _ in
            for text in Self.nasty {
                let stored = try await ErrorText(text: text, other: text).insert(on: db)
                #expect(Array(stored.text.utf8) == Array(text.utf8))
                let found = try await ErrorText.find(stored.id, on: db)
                #expect(Array((found.other ?? "absent").utf8) == Array(text.utf8))
            }
            #expect(try await ErrorText.count(on: db) == Self.nasty.count)
        }
    }

    @Test(arguments: TestDatabase.all)
    func everyTextFindsItselfAlone(_ database: TestDatabase) async throws {
        try await database.run([ErrorText.self]) { db, _ in
            let keys = try await ErrorText.insert(Self.nasty.map { ErrorText(text: $0) }, on: db)
            for (key, text) in zip(keys, Self.nasty) {
                #expect(try await ErrorText.filter { $0.text == text }.all(on: db).map(\.id) == [key], "== \(text.debugDescription)")
                #expect(try await ErrorText.filter { $0.text.in([text]) }.all(on: db).map(\.id) == [key], "in \(text.debugDescription)")
                let others = try await ErrorText.filter { $0.text != text }.count(on: db)
                #expect(others == Self.nasty.count - 1, "!= \(text.debugDescription)")
            }
            // All of them in one list.
            #expect(try await ErrorText.filter { $0.text.in(Self.nasty) }.count(on: db) == Self.nasty.count)
            #expect(try await ErrorText.filter { $0.text.notIn(Self.nasty) }.count(on: db) == 0)
        }
    }

    /// Against the plain comparison of bytes.
    @Test(arguments: TestDatabase.all)
    func partsOfTextsAreTakenLiterally(_ database: TestDatabase) async throws {
        // SQLite's GLOB reads the noncharacter U+FFFF as U+FFFD; nothing else is mistaken for another.
        let texts = Self.nasty.filter { $0 != "\u{FFFF}" }
        try await database.run([ErrorText.self]) { db, _ in
            let keys = try await ErrorText.insert(texts.map { ErrorText(text: $0) }, on: db)
            func expected(_ holds: ([UInt8]) -> Bool) -> Set<Key<ErrorText>> {
                Set(zip(keys, texts).filter { holds(Array($1.utf8)) }.map(\.0))
            }
            func found(_ query: Query<ErrorText, ErrorText>) async throws -> Set<Key<ErrorText>> {
                Set(try await query.all(on: db).map(\.id))
            }
            for text in texts {
                let bytes = Array(text.utf8)
                let prefixed = expected { $0.starts(with: bytes) }
                #expect(try await found(ErrorText.filter { $0.text.hasPrefix(text) }) == prefixed, "hasPrefix \(text.debugDescription)")
                let suffixed = expected { $0.reversed().starts(with: bytes.reversed()) }
                #expect(try await found(ErrorText.filter { $0.text.hasSuffix(text) }) == suffixed, "hasSuffix \(text.debugDescription)")
                let including = expected { $0.holds(bytes) }
                #expect(try await found(ErrorText.filter { $0.text.includes(text) }) == including, "includes \(text.debugDescription)")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func changesTakeTextsLiterally(_ database: TestDatabase) async throws {
        try await database.run([ErrorText.self]) { db, _ in
            var row = try await ErrorText(text: "start").insert(on: db)
            for text in Self.nasty {
                row = try await row.update(on: db) { $0.text = text }
                #expect(Array(row.text.utf8) == Array(text.utf8))
                try await ErrorText.filter { $0.text == text }.update(on: db) { new, old in new.other = (old.text + text).optional }
                let joined = try await ErrorText.find(row.id, on: db).other ?? "absent"
                #expect(Array(joined.utf8) == Array(text.utf8) + Array(text.utf8))
            }
            #expect(try await ErrorText.filter { $0.text == "'; DROP TABLE error_text; --" }.delete(on: db) == 0)
            #expect(try await ErrorText.count(on: db) == 1)
        }
    }

    /// An empty text is not an absent one.
    @Test(arguments: TestDatabase.all)
    func emptyAndAbsentDiffer(_ database: TestDatabase) async throws {
        try await database.run([ErrorText.self]) { db, _ in
            let empty = try await ErrorText(text: "", other: "").insert(on: db)
            let absent = try await ErrorText(text: "", other: nil).insert(on: db)
            #expect(empty.other == "")
            #expect(absent.other == nil)
            #expect(try await ErrorText.filter { $0.other == "" }.all(on: db).map(\.id) == [empty.id])
            #expect(try await ErrorText.filter { $0.other == nil }.all(on: db).map(\.id) == [absent.id])
            #expect(try await ErrorText.filter { $0.other.isDistinct(from: "") }.all(on: db).map(\.id) == [absent.id])
        }
    }
}

extension Array where Element == UInt8 {
    /// Whether the other bytes stand somewhere in these, one after the other.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        if other.isEmpty { return true }
        guard count >= other.count else { return false }
        return (0...(count - other.count)).contains { self[$0..<($0 + other.count)].elementsEqual(other) }
    }
}
