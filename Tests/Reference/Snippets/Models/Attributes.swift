import Foundation
import Junction

// Models with the attributes that the contact book has no use for.

@Model(table: "parcels", key: UUID.self, inheriting: TimeStamped.self)
struct Parcel: TimeStamped {
    var id: Key<Parcel>
    @Column("street") var address: String
    @Indexed var sent: CalendarDate?
    @Check(1...5) var priority: Int = 3
    @Check(1...) var pieces: Int = 1
    @Check(0.0...30.0) var weight: Double
    @Check(0.0...) var height: Double = 0
    @ForeignKey(to: \Category.name, onDelete: .cascade) var categoryName: String
    @ForeignKey(onSoftDelete: .cascade) var tagID: Key<Tag>?
    @ManyToMany(table: "route", from: "parcel", to: "depot") var stops: Many<Depot>
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        name: "Parcel", plural: "Parcels",
        label: { $0.address + ", " + $0.category.name },
        ordering: { [$0.priority.descending, $0.sent] },
        unique: { [[$0.address, $0.sent]] },
        indexes: { [[$0.categoryName, $0.priority]] },
        checks: { ["light": $0.weight < 20 || $0.pieces == 1] },
        limits: { [$0.stops.filter { $0.isOpen }] })
}

@Model
struct Depot: Codable {
    var id: Key<Depot>
    var name: String
    var isOpen: Bool = true
    var settings: JSON<[String: String]> = JSON([:])
    @Inverse(\Parcel.stops) var parcels: Many<Parcel>
}

/// A key that means something, and is given by hand.
@Model(key: String.self)
struct Airport {
    var id: Key<Airport>
    var city: String
}

/// A key of two columns, one of which is an enum.
@Model
struct Berth {
    @PrimaryKey var deck: Deck
    @PrimaryKey var number: Int
    var guest: String?
}

enum Deck: String, KeyComponent { case upper, lower }

// Managers of abstract models: written once, for every model that inherits them.

extension Query where Root: ContactCategory {
    func of(_ contact: Contact) -> Self { filter { $0.contactID == contact.id } }
}

func purge<M: SoftDeletable>(_ model: M.Type, on db: Database) async throws -> Int {
    try await M.onlyDeleted.deletePermanently(on: db)
}

func latest<M: TimeStamped>(_ model: M.Type, on db: Database) async throws -> M? {
    try await M.order { $0.modified.descending }.first(on: db)
}

extension Snippet {
    static let attributes = [
        Snippet("tables of the book") { book in
            let db = book.db
            for table in ["playlist_song", "song", "playlist", "seat", "phone", "contact_tags", "contact_friends", "following"] {
                try await db.execute("DROP TABLE \(name: table)")
            }
            for table in ["contact_department", "tag", "category", "contact", "user"] { try await db.execute("DROP TABLE \(name: table)") }
            try await db.create([User.self, Contact.self, Category.self, ContactDepartment.self, Following.self, Tag.self, Phone.self])
            try await db.create([Playlist.self, Song.self, PlaylistSong.self, Seat.self])
        },
        Snippet("attributes") { book in
            let db = book.db
            try await db.create([Parcel.self, Depot.self, Berth.self, Airport.self])
            let parcel = try await Parcel(address: "Main Street 1", weight: 2.5, categoryName: "HR", tagID: book.vip.id).insert(on: db)
            let depot = try await Depot(name: "North").insert(on: db)
            try await parcel.stops.add(depot, on: db)
            let labels = try await Parcel.query.labels(on: db)
            try check(labels.map(\.label) == ["Main Street 1, HR"])
            try check(try await Depot.filter { $0.parcels.isEmpty }.count(on: db) == 0)
            try check(try await latest(Parcel.self, on: db)?.id == parcel.id)
            try check(try await Contact.query.labels(on: db).map(\.label) == ["ann", "bob"])
            try check(try await Contact.query.all(on: db).count == 2)
            let heavy = try await Parcel.filter { $0.category.isOpen }.all(on: db)
            try check(heavy.count == 1)
        },
        Snippet("managers") { book in
            let db = book.db, ann = book.ann
            let links = try await ContactDepartment.query.of(ann).all(on: db)
            try check(links.count == 2)
            try await book.vip.delete(on: db)
            try check(try await purge(Tag.self, on: db) == 1)
        },
    ]

    static let keys = [
        Snippet("keys") { book in
            let db = book.db
            let key = Key<Category>(1)
            let hr = try await Category.find(key, on: db)
            try check(hr.id == book.hr.id && key.raw == 1 && !Key<Category>.unassigned.isAssigned)
            try await db.create([Airport.self])
            let berlin = try await Airport(id: Key("BER"), city: "Berlin").insert(on: db)
            try check(berlin.id.raw == "BER" && berlin.id.description == "BER")
            let depot = try JSONDecoder().decode(Depot.self, from: Data(#"{"name": "North", "isOpen": true, "settings": {}}"#.utf8))
            try check(!depot.id.isAssigned)
            let json = String(decoding: try JSONEncoder().encode([key, .unassigned]), as: UTF8.self)
            try check(json == "[1,null]")
        },
        Snippet("keys of several columns") { book in
            let db = book.db
            _ = try await Seat(row: 1, number: 7, details: SeatDetails(isAisle: true)).insert(on: db)
            let seat = try await Seat.find(Key(Seat.RawKey(row: 1, number: 7)), on: db)
            try check(seat.details.isAisle)
            try await db.create([Berth.self])
            _ = try await Berth(deck: .upper, number: 4).insert(on: db)
            let berth = try await Berth.find(Key(Berth.RawKey(deck: .upper, number: 4)), on: db)
            try check(berth.guest == nil)
        },
        Snippet("descriptions of tables") { book in
            let names = Contact.table.columns.map(\.name)
            let limit = Contact.table.column(named: "title")?.maxLength  // 100
            try check(limit == 100 && names.first == "id", "\(names)")
            let digits = Contact.table.column(named: "credit")?.digits  // Digits(10, 2)
            let isMoney = digits == Digits(10, 2)
            try check(isMoney)
            let times = Contact.table.columns.filter { $0.role == .createdAt || $0.role == .modifiedAt }
            try check(times.map(\.name) == ["created", "modified"])
            let isNumber = Contact.table.column(named: "version")?.type == .integer
            try check(isNumber)
            try check(Contact.options.plural == "Contacts" && Category.options.plural == "Categorys")
        },
    ]
}
