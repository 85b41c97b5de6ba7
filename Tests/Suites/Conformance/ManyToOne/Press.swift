import Foundation
import Junction
import JunctionTesting

// Reporters and their articles, a foreign key each: what the scenarios of many_to_one speak of.

@Model
struct PressReporter {
    var id: Key<PressReporter>
    @MaxLength(30) var firstName: String
    @MaxLength(30) var lastName: String
    @HasMany(\PressArticle.reporterID) var articles: HasMany<PressArticle>

    static let options = Options<Self>(label: { $0.firstName + " " + $0.lastName }, ordering: { [$0.firstName] })
}

@Model
struct PressArticle: Codable {
    var id: Key<PressArticle>
    @MaxLength(100) var headline: String
    var printed: Date
    @ForeignKey(onDelete: .cascade) var reporterID: Key<PressReporter>

    static let options = Options<Self>(label: { $0.headline }, ordering: { [$0.headline] })
}

@Model
struct PressCity {
    var id: Key<PressCity>
    var name: String
    @HasMany(\PressDistrict.cityID) var districts: HasMany<PressDistrict>
}

/// With a city, or without one.
@Model
struct PressDistrict {
    var id: Key<PressDistrict>
    var name: String
    @ForeignKey(onDelete: .setNull) var cityID: Key<PressCity>?

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// A key that the program gives.
@Model(key: String.self)
struct PressAgency {
    @Column("code") var id: Key<PressAgency>
    var town: String
    @HasMany(\PressBureau.agencyID) var bureaus: HasMany<PressBureau>
}

@Model
struct PressBureau {
    var id: Key<PressBureau>
    var name: String
    var agencyID: Key<PressAgency>
}

/// Referred to by another unique column than the key.
@Model
struct PressSection {
    var id: Key<PressSection>
    @Unique var name: String
    var pages: Int = 1
    @HasMany(\PressColumn.sectionName) var columns: HasMany<PressColumn>
}

@Model
struct PressColumn {
    var id: Key<PressColumn>
    var title: String
    @ForeignKey(to: \PressSection.name, onDelete: .cascade) var sectionName: String

    static let options = Options<Self>(ordering: { [$0.title] })
}

/// Soft-deletable, so that a required key may lead to nobody.
@Model
struct PressEditor {
    var id: Key<PressEditor>
    var name: String
    @DeletedAt var deleted: Date?
}

@Model
struct PressDesk {
    var id: Key<PressDesk>
    var name: String
    var editorID: Key<PressEditor>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// John has written "Rain" and "Storm", Paul "Sun".
struct Press: Sendable {
    static let models: [any Model.Type] = [PressReporter.self, PressArticle.self]

    let john: PressReporter
    let paul: PressReporter
    let rain: PressArticle
    let storm: PressArticle
    let sun: PressArticle

    /// So many days after the first of January 1970.
    static func day(_ number: Int) -> Date { Date(timeIntervalSince1970: Double(number) * 86_400) }

    init(on db: Database) async throws {
        john = try await PressReporter(firstName: "John", lastName: "Smith").insert(on: db)
        paul = try await PressReporter(firstName: "Paul", lastName: "Jones").insert(on: db)
        rain = try await PressArticle(headline: "Rain", printed: Self.day(3), reporterID: john.id).insert(on: db)
        storm = try await PressArticle(headline: "Storm", printed: Self.day(40), reporterID: john.id).insert(on: db)
        sun = try await PressArticle(headline: "Sun", printed: Self.day(5), reporterID: paul.id).insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (Press, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let press = try await Press(on: db)
            _ = recorder.take()
            try await body(press, db, recorder)
        }
    }
}
