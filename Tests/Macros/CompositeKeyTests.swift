import Testing

/// A model without an id: its key is a struct that the macro writes.
@Suite("@Model writes a composite key") struct CompositeKeyTests {
    let booking = Expansion(
        """
        @Model
        public struct Booking {
            @PrimaryKey @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) public var guestID: Key<Guest>
            @PrimaryKey public var `row`: String
            public var note: String?
            @ForeignKey(to: \\Room.code, onDelete: .setNull) public var roomCode: String?
            @Version public var version: Int
        }
        """)

    @Test("nothing is reported") func isValid() { #expect(booking.reports.isEmpty) }

    @Test("the key, property by property")
    func key() {
        for part in [
            "public struct RawKey: Junction.CompositeKey {",
            "public init(guestID: Key<Guest>, `row`: String) { self.guestID = guestID self.`row` = `row` }",
            "public static var _width: Int32 { Key<Guest>._width + String._width }",
            #"Junction.ColumnPart.all([ (name: "guest_id", type: Key<Guest>.self), (name: "row", type: String.self) ])"#,
            ".composite([self.guestID.columnValue, self.`row`.columnValue])",
            "guard let guestID = _parts.next(Key<Guest>.self), let `row` = _parts.next(String.self) else",
            "public var id: Junction.Key<Booking> { Junction.Key(RawKey(guestID: self.guestID, `row`: self.`row`)) }",
            #"public var id: Junction.Expr<Junction.Key<Booking>> { _path._column("") }"#,
        ] {
            #expect(booking.writes(part), "\(part)\n\(booking.text)")
        }
    }

    @Test("the table, and a path over another unique column")
    func table() {
        for part in [
            #"Junction.ColumnProperty("guest_id", "guestID", Key<Guest>.self, role: .primaryKey, onDelete: .cascade, onSoftDelete: .cascade)"#,
            #"Junction.ColumnProperty("row", "row", String.self, role: .primaryKey)"#,
            #"Junction.ColumnProperty("room_code", "roomCode", (String?).self, references: .init({ Room.table }, "code"), onDelete: .setNull)"#,
            #"Junction.ColumnProperty("version", "version", Int.self, role: .version)"#,
            #"public var `room`: Junction.Maybe<Room.Fields> { .init(_path: _path._reference("room_code")) }"#,
        ] {
            #expect(booking.writes(part), "\(part)\n\(booking.text)")
        }
    }
}
