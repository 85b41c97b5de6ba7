import Foundation
import Junction
import JunctionTesting
import Testing

/// Foreign keys of several columns, and to other unique columns, in paths, has-many relations, deletions and errors.
@Suite struct KeyPathTests {
    /// A key is written for people in the same way everywhere, whatever a database keeps it as.
    @Test(arguments: TestDatabase.all)
    func labels(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, _ in
            let guest = try await Guest(name: "Ann").insert(on: db), seat = try await Seat(row: "A", number: 1).insert(on: db)
            let key = try #require(guest.id.raw).uuidString.lowercased()
            #expect(try await guest.label(on: db) == key)
            #expect(try await seat.label(on: db) == "A 1")
            _ = try await guest.bookings.add(seat, on: db)
            #expect(try await Booking.query.labels(on: db).map(\.label) == ["\(key) A 1"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func compositePaths(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let seat = try await Seat(row: "A", number: 1, note: "aisle").insert(on: db)
            let other = try await Seat(row: "A", number: 2).insert(on: db)
            _ = try await seat.checks.create(SeatCheck(isClean: true), on: db)
            let loose = try await SeatCheck(isClean: false).insert(on: db)
            #expect(try await SeatCheck.filter { $0.seat.note == "aisle" }.count(on: db) == 1)
            #expect(try await SeatCheck.filter { $0.seatID == seat.id }.count(on: db) == 1)
            #expect(try await SeatCheck.filter { $0.seatID == nil }.all(on: db).map(\.id) == [loose.id])
            #expect(try await SeatCheck.filter { $0.seatID.isDistinct(from: nil) }.count(on: db) == 1)
            #expect(try await SeatCheck.filter { $0.seatID.in([seat.id, other.id]) }.count(on: db) == 1)
            let rows = try await SeatCheck.order { $0.seatID }.with { $0.seat }.all(on: db)
            #expect(rows.map { $0.1?.note } == ["aisle", nil])
            #expect(try await Seat.query.values { ($0.id, $0.checks.count) }.all(on: db).map(\.1) == [1, 0])

            _ = recorder.take()
            try await seat.checks.move(SeatCheck.find(Key(1), on: db), to: other.checks, on: db)
            #expect(try await other.checks.count(on: db) == 1)
            #expect(try await other.checks.remove(SeatCheck.find(Key(1), on: db), on: db) == 1)
            #expect(try await SeatCheck.filter { $0.seatID.isNil() }.count(on: db) == 2)
            let changed = try await loose.update(on: db) { $0.seatID = other.id }
            #expect(changed.seatID == other.id)
            #expect(try await other.update(on: db) { $0.note = "window" }.note == "window")
            #expect(try await other.save(on: db).note == nil)
            #expect(try await Seat(row: "C", number: 9).save(on: db).id == Key(Seat.RawKey(row: "C", number: 9)))
            try await other.delete(on: db)
            #expect(try await SeatCheck.find(loose.id, on: db).seatID == nil)
            #expect(try await Seat.order { $0.id.descending }.limit(1).delete(on: db) == 1)
            #expect(try await Seat.query.all(on: db).map(\.id) == [seat.id])
        }
    }

    @Test(arguments: TestDatabase.all)
    func compositeErrors(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let key = Key<Seat>(Seat.RawKey(row: "Z", number: 0))
            let missing = try await refusal(of: DatabaseError.self) { _ = try await SeatCheck(seatID: key, isClean: true).insert(on: db) }
            #expect(missing.kind == .foreignKey && missing.columns == ["seat_row", "seat_number"] && missing.model == "SeatCheck")
            let gone = try await refusal(of: QueryError.self) { _ = try await Seat.find(key, on: db) }
            #expect(gone.kind == .notFound(model: "Seat", keys: [.tuple([.text("Z"), .integer(0)])]))
            #expect("\(gone)".contains("(\"Z\", 0)"))
            _ = recorder.take()
            let nul = try await refusal(of: ValidationError.self) { _ = try await Seat(row: "a\0", number: 1).insert(on: db) }
            #expect(nul.failures.map(\.property) == ["row"])
            let unsaved = try await refusal(of: ValidationError.self) {
                _ = try await Booking(guestID: .unassigned, seatID: key).insert(on: db)
            }
            #expect(unsaved.failures.map(\.property) == ["guestID"])
            #expect(Booking(guestID: .unassigned, seatID: key).id.columnValue == .invalid(.unassignedKey("Guest")))
            #expect(recorder.take().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.all)
    func encoding(_ database: TestDatabase) async throws {
        let key = Key<Seat>(Seat.RawKey(row: "é", number: 2))
        let decoded = try JSONDecoder().decode(Key<Seat>.self, from: try JSONEncoder().encode(key))
        #expect(decoded == key)
        #expect(key != Key<Seat>(Seat.RawKey(row: "e\u{301}", number: 2)))
        #expect(Set([key, Key<Seat>(Seat.RawKey(row: "e\u{301}", number: 2)), key]).count == 2)
    }

    @Test(arguments: TestDatabase.all)
    func otherUniqueColumns(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, _ in
            let venue = try await Venue(code: "n").insert(on: db), unnamed = try await Venue(code: nil).insert(on: db)
            let other = try await Venue(code: "s").insert(on: db), ware = try await Ware(number: "1").insert(on: db)
            let delivery = try await venue.deliveries.create(Delivery(text: "box"), on: db)
            #expect(delivery.venueCode == "n")
            #expect(try await Delivery.filter { $0.venue.code == "n" }.count(on: db) == 1)
            #expect(try await Delivery.query.with { $0.venue }.all(on: db).map { $0.1?.id } == [venue.id])
            #expect(try await Venue.filter { $0.deliveries.any { $0.text == "box" } }.all(on: db).map(\.id) == [venue.id])
            let rows = try await Venue.order { $0.id }.with { $0.deliveries }.all(on: db)
            #expect(rows.map { $0.1.map(\.text) } == [["box"], [], []])
            try await venue.deliveries.move(delivery, to: other.deliveries, on: db)
            #expect(try await other.deliveries.all(on: db).map(\.venueCode) == ["s"])
            // The links follow a code that changes elsewhere than in the row that is held.
            try await venue.stock.add(ware, on: db) { $0.amount = 3 }
            #expect(try await Placement.filter { $0.venue.code == "n" && $0.ware.number == "1" }.count(on: db) == 1)

            // What links refer to must be there.
            let create = try await refusal(of: RelationError.self) { _ = try await unnamed.deliveries.create(Delivery(text: "x"), on: db) }
            #expect(create.kind == .unreferableOwner && create.keys == [unnamed.id.columnValue])
            let move = try await refusal(of: RelationError.self) {
                try await other.deliveries.move(delivery, to: unnamed.deliveries, on: db)
            }
            #expect(move.kind == .unreferableOwner)
            let add = try await refusal(of: RelationError.self) { try await unnamed.stock.add(ware, on: db) }
            #expect(add.kind == .unreferableOwner && add.keys == [unnamed.id.columnValue])
            let reverse = try await refusal(of: RelationError.self) { try await ware.venues.add(venue, unnamed, on: db) }
            #expect(reverse.kind == .unreferableTargets && reverse.keys == [unnamed.id.columnValue])
            #expect(try await unnamed.stock.isEmpty(on: db))
            #expect(try await Delivery.count(on: db) == 1)

            try await other.delete(on: db)
            #expect(try await Delivery.count(on: db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        let error = try await refusal(of: SchemaError.self) { try await database.run([Crate.self, CrateLabel.self]) { _, _ in } }
        #expect(
            error.mistakes == [
                "CrateLabel.boxSize: it must have the type of the property of Crate that it refers to",
                "CrateLabel.crateColor: it must refer to a unique property of Crate; put @Unique before that",
            ])
    }

    /// A list without keys is a list of keys of several columns, too.
    @Test(arguments: TestDatabase.all)
    func emptyLists(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, _ in
            let seat = try await Seat(row: "A", number: 1).insert(on: db), guest = try await Guest(name: "g").insert(on: db)
            let check = try await SeatCheck(seatID: seat.id, isClean: true).insert(on: db)
            #expect(try await Seat.find([], on: db).isEmpty)
            #expect(try await Seat.filter { $0.id.in([]) }.count(on: db) == 0)
            #expect(try await Seat.filter { !$0.id.in([]) }.count(on: db) == 1)
            #expect(try await Guest.filter { $0.seats.contains(anyOf: [] as [Key<Seat>]) }.count(on: db) == 0)
            #expect(try await Guest.filter { $0.seats.contains(exactly: [] as [Key<Seat>]) }.count(on: db) == 1)
            #expect(try await SeatCheck.filter { $0.seatID.in([nil, seat.id]) }.all(on: db).map(\.id) == [check.id])
            #expect(try await seat.checks.remove([], on: db) == 0)
            #expect(try await guest.seats.add(keys: [], on: db).isEmpty)
            #expect(try await guest.seats.set([], on: db).isEmpty)
        }
    }

    /// A composite key may be written with another name than `Key<…>`.
    @Test(arguments: TestDatabase.all)
    func wideTypesByAnyName(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models + [Ticket.self]) { db, _ in
            let seat = try await Seat(row: "A", number: 7).insert(on: db)
            let ticket = try await Ticket(seatID: seat.id, first: .init(row: "A", number: 7), price: 5).insert(on: db)
            let none = try await Ticket(seatID: nil, first: .init(row: "B", number: 1), price: 6).insert(on: db)
            let read = try await Ticket.order { $0.price }.all(on: db)
            #expect(read.map(\.id) == [ticket.id, none.id] && read.map(\.price) == [5, 6])
            #expect(read[0].seatID == seat.id && read[1].seatID == nil)
            #expect(read[0].first.number == 7 && read[1].first.row == "B")
            #expect(try await Ticket.filter { $0.seatID == seat.id }.count(on: db) == 1)
        }
    }
}

@Model
struct Crate {
    var id: Key<Crate>
    var color: String
    @Unique var size: Int
}

@Model
struct CrateLabel {
    var id: Key<CrateLabel>
    @ForeignKey(to: \Crate.color) var crateColor: String
    @ForeignKey(to: \Crate.size) var boxSize: String
}

typealias SeatKey = Key<Seat>

@Model
struct Ticket {
    var id: Key<Ticket>
    var seatID: SeatKey?
    var first: Seat.RawKey
    var price: Int
    @CreatedAt var created: Date
}
