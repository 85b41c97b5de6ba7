import Foundation
import Junction

// Keys of every kind at both ends of relations: counted, made by the client, natural text, several columns, another unique column.

@Model(key: UUID.self)
struct Guest {
    var id: Key<Guest>
    var name: String
    @ManyToMany var seats: Many<Seat>
    @ManyToMany var bookings: Many<Seat>.Through<Booking>
    @ManyToMany var countries: Many<Country>
    @ManyToMany var stays: Many<Country>.Through<Stay>
    @Inverse(\Venue.guests) var venues: Many<Venue>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// A key of two columns.
@Model
struct Seat {
    @PrimaryKey var row: String
    @PrimaryKey var number: Int
    var note: String?
    @Inverse(\Guest.seats) var guests: Many<Guest>
    @Inverse(\Guest.bookings) var bookedBy: Many<Guest>.Through<Booking>
    @HasMany(\SeatCheck.seatID) var checks: HasMany<SeatCheck>
}

/// A junction model without an id, whose key is its pair, one of which has two columns.
@Model
struct Booking {
    @PrimaryKey @ForeignKey(onDelete: .cascade) var guestID: Key<Guest>
    @PrimaryKey @ForeignKey(onDelete: .cascade) var seatID: Key<Seat>
    var price: Int = 10
    @CreatedAt var created: Date
    @DeletedAt var deleted: Date?
}

@Model
struct SeatCheck {
    var id: Key<SeatCheck>
    @ForeignKey(onDelete: .setNull) var seatID: Key<Seat>?
    var isClean: Bool
}

/// A natural key: text, byte for byte.
@Model(key: String.self)
struct Country {
    @Column("code") var id: Key<Country>
    @Inverse(\Guest.countries) var guests: Many<Guest>
    @Inverse(\Guest.stays) var stayers: Many<Guest>.Through<Stay>
}

/// A junction model whose key the client makes.
@Model(key: UUID.self)
struct Stay {
    var id: Key<Stay>
    @ForeignKey(onDelete: .cascade) var guestID: Key<Guest>
    @ForeignKey(onDelete: .cascade) var countryID: Key<Country>
    var nights: Int = 1
    @DeletedAt var deleted: Date?
}

/// Owners with a counted key.
@Model
struct Venue {
    var id: Key<Venue>
    @Unique var code: String?
    @ManyToMany var guests: Many<Guest>
    @ManyToMany var stock: Many<Ware>.Through<Placement>
    @HasMany(\Delivery.venueCode) var deliveries: HasMany<Delivery>
}

@Model
struct Ware {
    var id: Key<Ware>
    @Unique var number: String
    @Inverse(\Venue.stock) var venues: Many<Venue>.Through<Placement>
}

/// A junction that refers to other unique columns than the primary keys.
@Model
struct Placement {
    var id: Key<Placement>
    @ForeignKey(to: \Venue.code, onDelete: .cascade) var venueCode: String
    @ForeignKey(to: \Ware.number, onDelete: .cascade) var wareNumber: String
    var amount: Int = 0
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(unique: { [[$0.venueCode, $0.wareNumber]] })
}

@Model
struct Delivery {
    var id: Key<Delivery>
    @ForeignKey(to: \Venue.code, onDelete: .cascade) var venueCode: String?
    var text: String
}

enum KeyShapes {
    static let models: [any Model.Type] = [
        Guest.self, Seat.self, Booking.self, SeatCheck.self, Country.self, Stay.self, Venue.self, Ware.self, Placement.self, Delivery.self,
    ]
}
