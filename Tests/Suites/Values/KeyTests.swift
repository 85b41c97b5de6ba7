import Foundation
import Junction
import Testing

/// Keys: typed, unassigned until they are stored, compared by their exact bytes.
@Suite struct KeyTests {
    private static let composed = "caf\u{E9}", decomposed = "cafe\u{301}"

    // MARK: As values

    @Test func aKeyIsUnassignedUntilItIsStored() {
        let key = Key<ValueTag>.unassigned
        #expect(!key.isAssigned)
        #expect(key.raw == nil)
        #expect(key.description == "unassigned")
        #expect(key == .unassigned)
        #expect(Key<ValueTag>("a") != key)
        #expect(Key<ValueTag>("a").raw == "a")
        #expect(key.columnValue == .invalid(.unassignedKey("ValueTag")))
    }

    /// Swift's `==` on texts would merge these.
    @Test func textKeysAreComparedByteByByte() {
        #expect(Self.composed == Self.decomposed)
        let one = Key<ValueTag>(Self.composed), two = Key<ValueTag>(Self.decomposed)
        #expect(one != two)
        #expect(one == Key(Self.composed))
        #expect(Set([one, two, Key(Self.composed)]).count == 2)
        var names: [Key<ValueTag>: String] = [:]
        names[one] = "composed"
        names[two] = "decomposed"
        #expect(names.count == 2)
        #expect(names[Key(Self.composed)] == "composed")
        #expect(names[Key(Self.decomposed)] == "decomposed")
        #expect(Value.text(Self.composed) != .text(Self.decomposed))
        #expect(Set([Value.text(Self.composed), .text(Self.decomposed), .json(Self.composed)]).count == 3)
        // Also in a row that holds the key.
        #expect(ValueTag(id: one, title: "x") != ValueTag(id: two, title: "x"))
    }

    // MARK: Encoded

    @Test func aMissingOrNullKeyIsUnassigned() throws {
        for json in [#"{"title": "x"}"#, #"{"title": "x", "id": null}"#, #"{"title": "x", "id": null, "parentID": null}"#] {
            let tag = try JSONDecoder().decode(ValueTag.self, from: Data(json.utf8))
            #expect(tag.id == .unassigned)
            #expect(tag.parentID == nil)
            let ticket = try JSONDecoder().decode(ValueTicket.self, from: Data(json.utf8))
            #expect(ticket.id == .unassigned)
        }
        let tag = try JSONDecoder().decode(ValueTag.self, from: Data(#"{"id": "a", "title": "x", "parentID": "b"}"#.utf8))
        #expect(tag == ValueTag(id: Key("a"), title: "x", parentID: Key("b")))
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ValueTag.self, from: Data(#"{"id": 1, "title": "x"}"#.utf8)) }
    }

    @Test func keysEncodeAsTheirRawValue() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func json(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
        #expect(try json(ValueTag(id: Key("a"), title: "x", parentID: Key("b"))) == #"{"id":"a","parentID":"b","title":"x"}"#)
        #expect(try json(ValueTag(title: "x")) == #"{"id":null,"title":"x"}"#)
        #expect(try json([Key<ValueNumbered>(5), .unassigned]) == "[5,null]")
        let decoded = try JSONDecoder().decode([Key<ValueNumbered>].self, from: Data("[5,null]".utf8))
        #expect(decoded == [Key(5), .unassigned])
    }

    // MARK: Stored

    @Test(arguments: TestDatabase.all)
    func countedKeys(_ database: TestDatabase) async throws {
        try await database.run([ValueNumbered.self]) { db, _ in
            let one = try await ValueNumbered(title: "a").insert(on: db), two = try await ValueNumbered(title: "b").insert(on: db)
            #expect(one.id.isAssigned && two.id.isAssigned && one.id != two.id)
            // A key that the caller gives is kept, at the edges too, and one that was used is not counted again.
            for raw in [Int64.min, -1, 0, 1000] {
                let row = try await ValueNumbered(id: Key(raw), title: "given").insert(on: db)
                #expect(row.id == Key(raw))
                #expect(try await ValueNumbered.find(Key(raw), on: db).title == "given")
            }
            let last = try await ValueNumbered(title: "last").insert(on: db)
            try await last.delete(on: db)
            let next = try await ValueNumbered(title: "next").insert(on: db)
            #expect(next.id != last.id)
            let keys = try await ValueNumbered.insert((0..<50).map { ValueNumbered(title: "\($0)") }, on: db)
            #expect(Set(keys).count == 50)
            for (number, key) in keys.enumerated() { #expect(try await ValueNumbered.find(key, on: db).title == "\(number)") }
        }
    }

    @Test(arguments: TestDatabase.all)
    func naturalKeys(_ database: TestDatabase) async throws {
        try await database.run([ValueTag.self]) { db, _ in
            // Two normal forms of one word are two keys, for the database as for Swift.
            let one = try await ValueTag(id: Key(Self.composed), title: "composed").insert(on: db)
            let two = try await ValueTag(id: Key(Self.decomposed), title: "decomposed", parentID: one.id).insert(on: db)
            #expect(try await ValueTag.find(one.id, on: db).title == "composed")
            #expect(try await ValueTag.find(two.id, on: db).title == "decomposed")
            #expect(try await ValueTag.find([one.id, two.id], on: db).count == 2)
            #expect(try await ValueTag.filter { $0.parentID == one.id }.all(on: db).map(\.title) == ["decomposed"])
            #expect(try await ValueTag.filter { $0.parentID == two.id }.count(on: db) == 0)
            for raw in ["", " ", "A", "a", "'", "日本語"] {
                let row = try await ValueTag(id: Key(raw), title: raw).insert(on: db)
                #expect(try await ValueTag.find(row.id, on: db).title == raw)
            }
            let bulk = try await ValueTag.insert([ValueTag(id: Key("x"), title: "x"), ValueTag(id: Key("y"), title: "y")], on: db)
            #expect(bulk == [Key("x"), Key("y")])
        }
    }

    /// Version 7 (RFC 9562): made by the client, in the order of time.
    @Test(arguments: TestDatabase.all)
    func keysMadeByTheClient(_ database: TestDatabase) async throws {
        try await database.run([ValueTicket.self]) { db, _ in
            var before = ""
            for number in 0..<5 {
                let ticket = try await ValueTicket(title: "\(number)").insert(on: db), raw = try #require(ticket.id.raw)
                let bytes = withUnsafeBytes(of: raw.uuid) { Array($0) }
                #expect(bytes[6] >> 4 == 7)
                #expect(bytes[8] >> 6 == 0b10)
                let millis = bytes[..<6].reduce(0) { $0 << 8 | Int64($1) }
                #expect(abs(Double(millis) / 1000 - Date().timeIntervalSince1970) < 60)
                #expect(raw.uuidString > before)
                before = raw.uuidString
                #expect(try await ValueTicket.find(ticket.id, on: db) == ticket)
                try await Task.sleep(for: .milliseconds(3))
            }
            let given = UUID()
            #expect(try await ValueTicket(id: Key(given), title: "given").insert(on: db).id == Key(given))
            let keys = try await ValueTicket.insert((0..<20).map { ValueTicket(title: "\($0)") }, on: db)
            #expect(Set(keys).count == 20)
            #expect(try await ValueTicket.find(keys, on: db).count == 20)
        }
    }
}

@Model
struct ValueNumbered: Hashable {
    var id: Key<ValueNumbered>
    var title: String
}
