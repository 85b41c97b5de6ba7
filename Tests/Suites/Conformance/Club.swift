import Junction
import JunctionTesting

// m2m_through: clubs with members, guests and officers, each through a model of its own.

@Model
struct ClubPerson {
    var id: Key<ClubPerson>
    var name: String
    @Inverse(\Club.members) var clubs: Many<Club>.Through<ClubMembership>
    @Inverse(\Club.guests) var visited: Many<Club>.Through<ClubVisit>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct Club {
    var id: Key<Club>
    var name: String
    @ManyToMany var members: Many<ClubPerson>.Through<ClubMembership>
    @ManyToMany var guests: Many<ClubPerson>.Through<ClubVisit>
    @ManyToMany var officers: Many<ClubPerson>.Through<ClubOffice>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct ClubMembership {
    var id: Key<ClubMembership>
    @ForeignKey(onDelete: .cascade) var personID: Key<ClubPerson>
    @ForeignKey(onDelete: .cascade) var clubID: Key<Club>
    var year: Int = 2000
    var reason: String?

    static let options = Options<Self>(ordering: { [$0.year, $0.id] })
}

/// With a column that is not called like its property.
@Model
struct ClubVisit {
    var id: Key<ClubVisit>
    @Column("the_guest") @ForeignKey(onDelete: .cascade) var personID: Key<ClubPerson>
    @ForeignKey(onDelete: .cascade) var clubID: Key<Club>
    var reason: String?
}

/// With a column that every call must fill.
@Model
struct ClubOffice {
    var id: Key<ClubOffice>
    @ForeignKey(onDelete: .cascade) var personID: Key<ClubPerson>
    @ForeignKey(onDelete: .cascade) var clubID: Key<Club>
    var rank: Int
}

/// Three people and two clubs, not linked yet.
struct ClubScene: Sendable {
    static let models: [any Model.Type] = [ClubPerson.self, Club.self, ClubMembership.self, ClubVisit.self, ClubOffice.self]

    let ann: ClubPerson
    let bob: ClubPerson
    let cid: ClubPerson
    let rock: Club
    let roll: Club

    init(on db: Database) async throws {
        ann = try await ClubPerson(name: "Ann").insert(on: db)
        bob = try await ClubPerson(name: "Bob").insert(on: db)
        cid = try await ClubPerson(name: "Cid").insert(on: db)
        rock = try await Club(name: "Rock").insert(on: db)
        roll = try await Club(name: "Roll").insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (ClubScene, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let scene = try await ClubScene(on: db)
            _ = recorder.take()
            try await body(scene, db, recorder)
        }
    }

    /// Rock has Ann (since 2006) and Bob (since 2004, who was asked to), Roll has Bob (since 2008).
    static func runLinked(_ database: TestDatabase, _ body: (ClubScene, Database) async throws -> Void) async throws {
        try await run(database) { scene, db, _ in
            try await scene.rock.members.add(scene.ann, on: db) { $0.year = 2006 }
            try await scene.rock.members.add(scene.bob, on: db) {
                $0.year = 2004
                $0.reason = "was asked to"
            }
            try await scene.roll.members.add(scene.bob, on: db) { $0.year = 2008 }
            try await body(scene, db)
        }
    }
}
