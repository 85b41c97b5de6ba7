import Foundation
import Junction
import Suites
import Testing

@testable import JunctionCommand

@Suite("Models written from a catalogue") struct ModelSourceTests {
    /// The lines of a model, without the space before them.
    private func lines(_ model: String, _ source: ModelSource) throws -> [String] {
        let lines = source.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let start = try #require(lines.firstIndex(of: "struct \(model) {"))
        let end = try #require(lines[start...].firstIndex(of: "}"))
        return Array(lines[(start - 1)..<end])
    }

    private func expect(_ found: [String], has wanted: [String], at location: SourceLocation = #_sourceLocation) {
        for line in wanted { #expect(found.contains(line), "\(line)\n\nin\n\(found.joined(separator: "\n"))", sourceLocation: location) }
    }

    @Test("Columns of every type, names and defaults") func columns() throws {
        let source = ModelSource(Fixture.odd)
        expect(
            try lines("Thing", source),
            has: [
                "@Model", "var id: Key<Thing>", "var `class`: String", "@Column(\"self\") var selfValue: String?",
                #"@Column("Weird \"name\" \u{5C}(1)\u{A}") var weirdName1: String?"#, "@Unique @MaxLength(20) var name: String",
                "// the name 'name' is taken", "@Column(\"name_\") var name2: String?",
                "@Digits(10, 2) @Check(0.0...) var price: Decimal = 0",
                "// numeric(30, 10): more digits than every database keeps", "var big: Decimal?", "@Check(1...5) var stars: Int = 3",
                "var weight: Double? = 1.5", "var isOpen: Bool = true", #"var title: String = "it's \"so\"""#,
                "// DEFAULT CURRENT_TIMESTAMP",
                "var made: Date", "// @CreatedAt, if Junction is to fill it", "var createdAt: Date", "@DeletedAt var deletedAt: Date?",
                "@Indexed var born: CalendarDate?", "var token: UUID", "var data: Data?", "var settings: AnyJSON",
                "@Unique @ForeignKey(onDelete: .setNull) var boxID: Key<Box>?", "@Column(\"box\") var box2: String?", "// COLLATE NOCASE",
                "@Unique @ForeignKey(onDelete: .cascade) var partID: Key<Part>?", "// ON UPDATE CASCADE",
                "@ForeignKey(to: \\Label.code) var code: String",
            ])
    }

    @Test("What a model cannot say is a comment at its place") func comments() throws {
        let source = ModelSource(Fixture.odd)
        expect(
            try lines("Thing", source),
            has: [
                "static let options = Options<Self>(unique: { [[$0.name, $0.stars]] }, indexes: { [[$0.born, $0.stars]] })",
                "// mood mood NOT NULL: Junction has no type for it, and a new row needs a value",
                "// full text NOT NULL AS (name || 'x'): the database computes it", "// UNIQUE (mood)", "// INDEX (full)",
                "// CHECK (length(name) > 2)", "// CREATE TRIGGER t BEFORE UPDATE ON thing",
            ])
        expect(
            source.text.split(separator: "\n").map(String.init),
            has: [
                "// STRICT", "// The table 'log' has no primary key, so that there is no model of it:", "//     line text",
                "// The table 'price_list' has a primary key that Junction cannot keep (price: real), so that there is no model of it:",
                "// view all_things: CREATE VIEW all_things AS SELECT 1",
            ])
        // What a type or a relation says already needs no comment.
        #expect(!source.text.contains("json_valid") && !source.text.contains("IN (0, 1)"))
    }

    @Test("Keys of every kind, and names that Swift has already") func keys() throws {
        let source = ModelSource(Fixture.odd)
        expect(
            try lines("Country", source),
            has: ["@Model(key: String.self)", "@Column(\"code\") @MaxLength(2) var id: Key<Country>", "@Column(\"id\") var id2: String?"])
        expect(
            try lines("Part", source), has: ["@PrimaryKey var row: Int", "@PrimaryKey var number: Int", "@Column(\"id\") var id2: String?"])
        expect(try lines("Date2", source), has: ["@Model(table: \"date\", key: UUID.self)", "var id: Key<Date2>"])
        expect(try lines("Box2", source), has: ["@Model(table: \"boxes\")"])
        expect(try lines("Box", source), has: ["@HasOne(\\Thing.boxID) var thing2: One<Thing>"])
    }

    @Test("Relations and their other ends") func relations() throws {
        let source = ModelSource(Fixture.related, symmetrical: ["contact_friends"])
        expect(
            try lines("Contact", source),
            has: [
                "@ManyToMany(table: \"contact_tags\", from: \"contact_id\", to: \"tag_id\") var tags: Many<Tag>",
                "@ManyToMany(table: \"contact_friends\", from: \"from_id\", to: \"to_id\", symmetrical: true) var friends: Many<Contact>",
                "@HasMany(\\Contact.managerID) var contactsByManager: HasMany<Contact>",
            ])
        expect(try lines("Tag", source), has: ["@Inverse(\\Contact.tags) var contacts: Many<Contact>"])
        expect(
            try lines("User", source),
            has: [
                "@HasOne(\\Contact.userID) var contact: One<Contact>",
                "@HasMany(\\Message.senderID) var messagesBySender: HasMany<Message>",
                "@HasMany(\\Message.recipientID) var messagesByRecipient: HasMany<Message>",
                "@ManyToMany(from: \\.followerID, to: \\.followedID) var followings: Many<User>.Through<Following>",
                "@Inverse(\\User.followings) var usersByFollowings: Many<User>.Through<Following>",
                "@Inverse(\\Team.users) var teams: Many<Team>.Through<Membership>", "@HasMany(\\Visit.userID) var visits: HasMany<Visit>",
            ])
        expect(
            try lines("Membership", source),
            has: [
                "@DeletedAt var removedAt: Date?",
                "static let options = Options<Self>(unique: { [[$0.userID, $0.teamID, $0.role]] })",
            ])
        expect(try lines("Node", source), has: ["@HasMany(\\Node.parentID) var children: HasMany<Node>"])
        #expect(!source.text.contains("struct ContactTag") && !source.text.contains("struct ContactFriend"))
        #expect(source.selfLinks.map(\.table) == ["contact_friends", "following"])
    }

    @Test("A pair of a junction model is unique by its relation alone") func pair() throws {
        let source = ModelSource(Fixture.related)
        #expect(try !lines("Following", source).contains { $0.contains("Options") })
        #expect(source.text.contains("// symmetrical: true, if each link is to go both ways: then each row has a mirror"))
    }

    @Test("Times are written by Junction where that is asked for") func times() throws {
        expect(try lines("Thing", ModelSource(Fixture.odd, stampsTimes: true)), has: ["@CreatedAt var createdAt: Date"])
    }

    @Test("The text compiles as it is", arguments: [Fixture.odd, Fixture.related])
    func compiles(_ catalogue: Catalogue) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "junction-models-\(UUID().uuidString).swift")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(ModelSource(catalogue).text.utf8).write(to: file)
        do { try await SwiftCompiler().check([file]) } catch let failed as Program.Failed { Issue.record("\(failed.output)") }
    }
}
