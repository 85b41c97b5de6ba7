import Foundation
import Junction
import Testing

/// Every call with keys of every kind at either end, from the database through the reports to prefetch.
@Suite struct KeyVerbsTests {
    struct Rows: Sendable {
        let guests: [Guest], seats: [Seat], countries: [Country], venues: [Venue], articles: [Ware]

        init(on db: Database) async throws {
            func all<M: Model>(_ rows: [M]) async throws -> [M] {
                var stored: [M] = []
                for row in rows { stored.append(try await row.insert(on: db)) }
                return stored
            }
            guests = try await all([Guest(name: "Ann"), Guest(name: "Bob"), Guest(name: "Cid"), Guest(name: "Dee")])
            seats = try await all([
                Seat(row: "A", number: 1), Seat(row: "A", number: 2), Seat(row: "B", number: 1), Seat(row: "é", number: 1),
            ])
            // Composed and decomposed look-alikes are two keys.
            countries = try await all([
                Country(id: Key("é")), Country(id: Key("e\u{301}")), Country(id: Key("it's")), Country(id: Key("\"x\",[1]")),
            ])
            venues = try await all([Venue(code: "n"), Venue(code: "s")])
            articles = try await all([Ware(number: "é"), Ware(number: "e\u{301}"), Ware(number: "3"), Ware(number: "4")])
        }
    }

    private func run(_ database: TestDatabase, _ body: (Rows, Database) async throws -> Void) async throws {
        try await database.run(KeyShapes.models) { db, _ in try await body(Rows(on: db), db) }
    }

    @Test(arguments: TestDatabase.all)
    func composite(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            let missing = Key<Seat>(Seat.RawKey(row: "Z", number: 9))
            try await KeyVerbs(
                relation: \Guest.seats, path: { $0.seats }, owners: Array(rows.guests.prefix(2)), targets: rows.seats, missing: missing
            ).run(on: db, others: rows.guests)
        }
    }

    @Test(arguments: TestDatabase.all)
    func compositeThrough(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            let missing = Key<Seat>(Seat.RawKey(row: "Z", number: 9))
            try await KeyVerbs(
                relation: \Guest.bookings, path: { $0.bookings }, owners: Array(rows.guests.prefix(2)), targets: rows.seats,
                missing: missing
            ).run(on: db, others: rows.guests)
        }
    }

    @Test(arguments: TestDatabase.all)
    func fromTheCompositeEnd(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Seat.bookedBy, path: { $0.bookedBy }, owners: Array(rows.seats.prefix(2)), targets: rows.guests,
                missing: Key(UUID())
            ).run(on: db, others: rows.seats)
        }
    }

    @Test(arguments: TestDatabase.all)
    func naturalText(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Guest.countries, path: { $0.countries }, owners: Array(rows.guests.prefix(2)), targets: rows.countries,
                missing: Key("none")
            ).run(on: db, others: rows.guests)
        }
    }

    @Test(arguments: TestDatabase.all)
    func throughAModelWithAKeyMadeHere(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Guest.stays, path: { $0.stays }, owners: Array(rows.guests.prefix(2)), targets: rows.countries,
                missing: Key("none")
            ).run(on: db, others: rows.guests)
            let stays = try await Stay.includingDeleted.all(on: db)
            #expect(Set(stays.map(\.id)).count == stays.count && !stays.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func fromTheTextEnd(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Country.guests, path: { $0.guests }, owners: Array(rows.countries.prefix(2)), targets: rows.guests,
                missing: Key(UUID())
            ).run(on: db, others: rows.countries)
        }
    }

    @Test(arguments: TestDatabase.all)
    func uuid(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Venue.guests, path: { $0.guests }, owners: rows.venues, targets: rows.guests, missing: Key(UUID())
            ).run(on: db, others: rows.venues)
        }
    }

    @Test(arguments: TestDatabase.all)
    func otherUniqueColumns(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            try await KeyVerbs(
                relation: \Venue.stock, path: { $0.stock }, owners: rows.venues, targets: rows.articles, missing: Key(99)
            ).run(on: db, others: rows.venues)
        }
    }

    @Test(arguments: TestDatabase.all)
    func otherUniqueColumnsFromTheOtherEnd(_ database: TestDatabase) async throws {
        try await run(database) { rows, db in
            let venues = try await [Venue(code: "e"), Venue(code: "w")].insert(on: db)
            let targets = rows.venues + (try await Venue.find(venues, on: db))
            try await KeyVerbs(
                relation: \Ware.venues, path: { $0.venues }, owners: Array(rows.articles.prefix(2)), targets: targets, missing: Key(99)
            ).run(on: db, others: rows.articles)
        }
    }
}
