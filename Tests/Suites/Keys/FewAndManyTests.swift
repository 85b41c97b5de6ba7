import Foundation
import Junction
import JunctionTesting
import Testing

/// A change of links names a few targets one by one, and many in a list: both do the same, whatever the keys are made of.
@Suite struct FewAndManyTests {
    /// Some fewer than a list takes, the most of them, and more.
    private static let counts = [2, 8, 9, 20]

    private func check<Owner: Model, R: ManyVerbs>(
        _ relation: KeyPath<Owner, R>, _ owners: [Owner], _ targets: [R.Target], _ count: Int, _ recorder: StatementRecorder,
        on db: Database
    ) async throws {
        let one = owners[0][keyPath: relation], other = owners[1][keyPath: relation]
        let keys = targets.map(\.id), gone = Array(keys.prefix(count)), kept = Set(keys.dropFirst(count))
        try await one.add(keys: keys, on: db)
        try await other.add(keys: keys, on: db)
        _ = recorder.take()
        #expect(Set(try await one.remove(keys: gone, on: db).removed) == Set(gone))
        let removal = recorder.takeSQL()
        #expect(removal.count == 1)
        #expect((removal[0].contains("json_each") || removal[0].contains("[]")) == (count >= 9))
        #expect(try await one.remove(keys: gone, on: db).isEmpty)
        #expect(Set(try await one.all(on: db).map(\.id)) == kept)
        let set = try await one.set(keys: gone, on: db)
        #expect(Set(set.removed) == kept && Set(set.added + set.restored) == Set(gone))
        let fewer = try await one.set(keys: [keys[0], keys[20]], on: db)
        #expect(Set(fewer.removed) == Set(gone.dropFirst()) && Set(fewer.added + fewer.restored) == [keys[20]])
        #expect(Set(try await other.all(on: db).map(\.id)) == Set(keys))
    }

    @Test(arguments: TestDatabase.all, counts)
    func composite(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let guests = try await guests(2, on: db)
            try await (1...21).map { Seat(row: "A", number: $0) }.insert(on: db)
            let seats = try await Seat.query.all(on: db)
            try await check(\Guest.seats, guests, seats, count, recorder, on: db)
            try await check(\Guest.bookings, guests, seats, count, recorder, on: db)
        }
    }

    @Test(arguments: TestDatabase.all, counts)
    func fromTheCompositeEnd(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let guests = try await guests(21, on: db)
            try await (1...2).map { Seat(row: "A", number: $0) }.insert(on: db)
            let seats = try await Seat.query.all(on: db)
            try await check(\Seat.guests, seats, guests, count, recorder, on: db)
            try await check(\Seat.bookedBy, seats, guests, count, recorder, on: db)
        }
    }

    @Test(arguments: TestDatabase.all, counts)
    func otherUniqueColumns(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            try await [Venue(code: "n"), Venue(code: "s")].insert(on: db)
            try await (1...21).map { Ware(number: "it's \($0)") }.insert(on: db)
            let venues = try await Venue.query.all(on: db), wares = try await Ware.query.all(on: db)
            try await check(\Venue.stock, venues, wares, count, recorder, on: db)
        }
    }

    /// Both rows of each link.
    @Test(arguments: TestDatabase.all, counts)
    func symmetrical(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(People.models) { db, recorder in
            try await (0..<23).map { Person(name: "\($0)") }.insert(on: db)
            let people = try await Person.query.all(on: db)
            try await check(\Person.friends, Array(people.prefix(2)), Array(people.dropFirst(2)), count, recorder, on: db)
            try await check(\Person.relatives, Array(people.prefix(2)), Array(people.dropFirst(2)), count, recorder, on: db)
            let links = try await Kinship.query.all(on: db)
            #expect(Set(links.map { [$0.oneID, $0.otherID] }) == Set(links.map { [$0.otherID, $0.oneID] }))
        }
    }

    /// A few of many links are sought by both ends, and not among all of the owner's.
    @Test(arguments: TestDatabase.named("SQLite"), 1...8)
    func soughtByBothEnds(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let guest = try await guests(1, on: db)[0]
            try await (1...8).map { Seat(row: "A", number: $0) }.insert(on: db)
            try await (1...8).map { Country(id: Key("it's \($0)")) }.insert(on: db)
            for (removal, seek) in try await [
                (guest.seats.removal(of: count, recorder, on: db), "guest_id=? AND seat_row=? AND seat_number=?"),
                (guest.countries.removal(of: count, recorder, on: db), "guest_id=? AND country_code=?"),
                (guest.stays.removal(of: count, recorder, on: db), "guest_id=? AND country_id=?"),
            ] {
                // The numbers of the parameters stand for their values.
                let plan = try await db.query(
                    SQL(stringLiteral: "EXPLAIN QUERY PLAN " + removal.replacing("?", with: "")), as: (Int, Int, Int, String).self)
                let searches = plan.map(\.3).filter { $0.hasPrefix("SEARCH l ") }
                #expect(searches.count == (count == 2 ? 3 : count) && searches.allSatisfy { $0.hasSuffix("(\(seek))") }, "\(plan)")
            }
        }
    }

    private func guests(_ count: Int, on db: Database) async throws -> [Guest] {
        try await (0..<count).map { Guest(name: "\($0)") }.insert(on: db)
        return try await Guest.query.all(on: db)
    }
}

extension ManyVerbs {
    /// The statement that removes some links.
    fileprivate func removal(of count: Int, _ recorder: StatementRecorder, on db: Database) async throws -> String {
        try await remove(keys: Array(Target.query.limit(count).all(on: db).map(\.id)), on: db)
        return recorder.takeSQL().last ?? ""
    }
}
