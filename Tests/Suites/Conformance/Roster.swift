import Junction
import JunctionTesting

// m2m_through_regress: groups with people and users, each through a model of its own; cars and drivers that are linked by their names;
// events whose links get their keys from an abstract model.

@Model
struct RosterPerson {
    var id: Key<RosterPerson>
    var name: String
    @Inverse(\RosterGroup.members) var groups: Many<RosterGroup>.Through<RosterMembership>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct RosterUser {
    var id: Key<RosterUser>
    var username: String
    @Inverse(\RosterGroup.users) var groups: Many<RosterGroup>.Through<RosterUserMembership>

    static let options = Options<Self>(ordering: { [$0.username] })
}

@Model
struct RosterGroup: Codable, Hashable {
    var id: Key<RosterGroup>
    var name: String
    @ManyToMany var members: Many<RosterPerson>.Through<RosterMembership>
    @ManyToMany var users: Many<RosterUser>.Through<RosterUserMembership>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct RosterMembership: Codable, Hashable {
    var id: Key<RosterMembership>
    @ForeignKey(onDelete: .cascade) var personID: Key<RosterPerson>
    @ForeignKey(onDelete: .cascade) var groupID: Key<RosterGroup>
    var price: Int = 100
}

/// With a key column of another name.
@Model
struct RosterUserMembership {
    @Column("membership_number") var id: Key<RosterUserMembership>
    @ForeignKey(onDelete: .cascade) var userID: Key<RosterUser>
    @ForeignKey(onDelete: .cascade) var groupID: Key<RosterGroup>
    var price: Int = 100
}

/// Two groups, three people and a user: Rock has Ann (50) and Bob, Roll has Bob; the user Zoe is in Rock.
struct Roster: Sendable {
    static let models: [any Model.Type] = [
        RosterPerson.self, RosterUser.self, RosterGroup.self, RosterMembership.self, RosterUserMembership.self,
    ]

    let ann: RosterPerson
    let bob: RosterPerson
    let cid: RosterPerson
    let zoe: RosterUser
    let rock: RosterGroup
    let roll: RosterGroup

    init(on db: Database) async throws {
        ann = try await RosterPerson(name: "Ann").insert(on: db)
        bob = try await RosterPerson(name: "Bob").insert(on: db)
        cid = try await RosterPerson(name: "Cid").insert(on: db)
        zoe = try await RosterUser(username: "zoe").insert(on: db)
        rock = try await RosterGroup(name: "Rock").insert(on: db)
        roll = try await RosterGroup(name: "Roll").insert(on: db)
        try await rock.members.add(ann, on: db) { $0.price = 50 }
        try await bob.groups.add(rock, roll, on: db)
        try await rock.users.add(zoe, on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (Roster, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let roster = try await Roster(on: db)
            _ = recorder.take()
            try await body(roster, db, recorder)
        }
    }
}

// MARK: Links by other unique columns, which may be absent

@Model
struct MotorCar {
    var id: Key<MotorCar>
    @Unique var make: String?
    @ManyToMany var drivers: Many<MotorDriver>.Through<MotorTrip>

    static let options = Options<Self>(ordering: { [$0.make] })
}

@Model
struct MotorDriver {
    var id: Key<MotorDriver>
    @Unique var name: String?
    @Inverse(\MotorCar.drivers) var cars: Many<MotorCar>.Through<MotorTrip>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct MotorTrip {
    var id: Key<MotorTrip>
    @ForeignKey(to: \MotorCar.make, onDelete: .cascade) var carMake: String
    @ForeignKey(to: \MotorDriver.name, onDelete: .cascade) var driverName: String
}

// MARK: Links with inherited keys

@AbstractModel
protocol EventLink: Model where Fields: EventLinkFields {
    var eventID: Key<SportEvent> { get set }
    var competitorID: Key<Competitor> { get set }
}

@Model
struct SportEvent {
    var id: Key<SportEvent>
    var name: String
    @ManyToMany var competitors: Many<Competitor>.Through<EventEntry>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct Competitor {
    var id: Key<Competitor>
    var name: String
    @Inverse(\SportEvent.competitors) var events: Many<SportEvent>.Through<EventEntry>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model(inheriting: EventLink.self)
struct EventEntry: EventLink {
    var id: Key<EventEntry>
    @ForeignKey(onDelete: .cascade) var eventID: Key<SportEvent>
    @ForeignKey(onDelete: .cascade) var competitorID: Key<Competitor>
    var heat: Int = 1
}

/// The same tables as other models see them: with fewer columns, and a relation of their own.
@Model(table: "sport_event")
struct EventView {
    var id: Key<EventView>
    var name: String
    @ManyToMany var entrants: Many<Competitor>.Through<EntryView>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model(table: "event_entry")
struct EntryView {
    var id: Key<EntryView>
    @ForeignKey(onDelete: .cascade) var eventID: Key<EventView>
    @ForeignKey(onDelete: .cascade) var competitorID: Key<Competitor>
}
