import Junction
import JunctionTesting
import Testing

// m2m_regress: relations that must not mix, text keys, abstract models.

@Model
struct Exhibit {
    var id: Key<Exhibit>
    var name: String
    @ManyToMany var references: Many<Exhibit>
    @ManyToMany var related: Many<Exhibit>
    @ManyToMany var themes: Many<ExhibitTheme>
    @ManyToMany var keywords: Many<ExhibitTheme>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct ExhibitTheme {
    var id: Key<ExhibitTheme>
    var name: String

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// A key that is text at one end.
@Model(key: String.self)
struct WorkLine {
    @Column("name") var id: Key<WorkLine>
    @Inverse(\Worksheet.lines) var sheets: Many<Worksheet>
}

@Model
struct Worksheet {
    var id: Key<Worksheet>
    @ManyToMany var lines: Many<WorkLine>

    static let options = Options<Self>(ordering: { [$0.id] })
}

/// Has methods of the names that text has, too.
@AbstractModel
protocol Splittable: Model where Fields: SplittableFields {
    var name: String { get set }
}

extension Splittable {
    func split(separator: Character) -> [Substring] { name.split(separator: separator) }
    func uppercased() -> String { name.uppercased() }
}

@Model(inheriting: Splittable.self)
struct SplitExhibit: Splittable {
    var id: Key<SplitExhibit>
    var name: String
    @ManyToMany var themes: Many<ExhibitTheme>
}

@Suite struct RegressTests {
    @Test("m2m_regress.test_multiple_m2m", arguments: TestDatabase.all)
    func severalRelationsToOneModel(_ database: TestDatabase) async throws {
        try await database.run([Exhibit.self, ExhibitTheme.self]) { db, _ in
            let amphora = try await Exhibit(name: "Amphora").insert(on: db), bust = try await Exhibit(name: "Bust").insert(on: db)
            let coin = try await Exhibit(name: "Coin").insert(on: db)
            let rome = try await ExhibitTheme(name: "Rome").insert(on: db), sea = try await ExhibitTheme(name: "Sea").insert(on: db)
            try await amphora.references.set([bust], on: db)
            try await amphora.related.set([coin], on: db)
            try await amphora.themes.set([rome], on: db)
            try await amphora.keywords.set([sea], on: db)
            #expect(try await amphora.references.all(on: db).map(\.name) == ["Bust"])
            #expect(try await amphora.related.all(on: db).map(\.name) == ["Coin"])
            #expect(try await amphora.themes.all(on: db).map(\.name) == ["Rome"])
            #expect(try await amphora.keywords.all(on: db).map(\.name) == ["Sea"])
            // Neither goes the other way.
            #expect(try await bust.references.isEmpty(on: db))
            #expect(try await coin.related.isEmpty(on: db))
            #expect(try await Exhibit.filter { $0.references.contains(coin) || $0.related.contains(bust) }.count(on: db) == 0)
            #expect(try await Exhibit.filter { $0.themes.contains(sea) || $0.keywords.contains(rome) }.count(on: db) == 0)
            #expect(try await ExhibitTheme.filter { $0.inverse(\Exhibit.themes).contains(amphora) }.all(on: db).map(\.name) == ["Rome"])
        }
    }

    @Test("m2m_regress.test_m2m_pk_field_type", arguments: TestDatabase.all)
    func textKeys(_ database: TestDatabase) async throws {
        try await database.run([WorkLine.self, Worksheet.self]) { db, _ in
            let abc = try await WorkLine(id: Key("abc")).insert(on: db), def = try await WorkLine(id: Key("def")).insert(on: db)
            let sheet = try await Worksheet().insert(on: db), other = try await Worksheet().insert(on: db)
            #expect(try await sheet.lines.add(abc, def, on: db).added.count == 2)
            try await abc.sheets.add(other, on: db)
            #expect(Set(try await sheet.lines.all(on: db).map(\.id)) == [abc.id, def.id])
            #expect(try await abc.sheets.all(on: db).map(\.id) == [sheet.id, other.id])
            try await sheet.delete(on: db)
            #expect(try await abc.sheets.all(on: db).map(\.id) == [other.id])
            #expect(try await def.sheets.isEmpty(on: db))
            try await abc.delete(on: db)
            #expect(try await other.lines.isEmpty(on: db))
            #expect(try await WorkLine.all(on: db).map(\.id) == [def.id])
        }
    }

    @Test("m2m_regress.test_m2m_abstract_split", arguments: TestDatabase.all)
    func abstractModelWithMethods(_ database: TestDatabase) async throws {
        try await database.run([SplitExhibit.self, ExhibitTheme.self]) { db, _ in
            let theme = try await ExhibitTheme(name: "Rome").insert(on: db)
            let exhibit = try await SplitExhibit(name: "coin,silver").insert(on: db)
            #expect(try await exhibit.themes.add(theme, on: db).added == [theme.id])
            #expect(try await exhibit.themes.all(on: db).map(\.name) == ["Rome"])
            #expect(exhibit.split(separator: ",") == ["coin", "silver"] && exhibit.uppercased() == "COIN,SILVER")
        }
    }
}
