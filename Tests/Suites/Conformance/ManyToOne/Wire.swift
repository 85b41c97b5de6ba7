import Junction
import JunctionTesting

// Articles that may be without a reporter, and drivers that refer to a column of a car that may be empty: many_to_one_null.

@Model
struct WireReporter {
    var id: Key<WireReporter>
    @MaxLength(30) var name: String
    @HasMany(\WireArticle.reporterID) var articles: HasMany<WireArticle>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct WireArticle {
    var id: Key<WireArticle>
    @MaxLength(100) var headline: String
    @ForeignKey(onDelete: .setNull) var reporterID: Key<WireReporter>?

    static let options = Options<Self>(ordering: { [$0.headline] })
}

@Model
struct WireCar {
    var id: Key<WireCar>
    @Unique var make: String?
    @HasMany(\WireDriver.carMake) var drivers: HasMany<WireDriver>
}

@Model
struct WireDriver {
    var id: Key<WireDriver>
    var name: String
    @ForeignKey(to: \WireCar.make, onDelete: .setNull) var carMake: String?

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// "First" and "Second" are of John, "Third" is of nobody, "Fourth" is of Paul.
struct Wire: Sendable {
    let john: WireReporter
    let paul: WireReporter
    let first: WireArticle
    let second: WireArticle
    let third: WireArticle
    let fourth: WireArticle

    init(on db: Database) async throws {
        john = try await WireReporter(name: "John").insert(on: db)
        paul = try await WireReporter(name: "Paul").insert(on: db)
        first = try await WireArticle(headline: "First", reporterID: john.id).insert(on: db)
        second = try await WireArticle(headline: "Second", reporterID: john.id).insert(on: db)
        third = try await WireArticle(headline: "Third").insert(on: db)
        fourth = try await WireArticle(headline: "Fourth", reporterID: paul.id).insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (Wire, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run([WireReporter.self, WireArticle.self]) { db, recorder in
            let wire = try await Wire(on: db)
            _ = recorder.take()
            try await body(wire, db, recorder)
        }
    }

    /// The headlines of a reporter's articles; of nobody's without one.
    static func headlines(_ reporter: WireReporter?, _ db: Database) async throws -> [String] {
        try await WireArticle.filter { $0.reporterID == reporter?.id }.all(on: db).map(\.headline)
    }
}
