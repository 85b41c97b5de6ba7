import Junction

// Relations as they should not be written, and some that look like mistakes and are none: invalid_models_tests.

@Model
struct DraftPerson {
    var id: Key<DraftPerson>
    var name: String

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct DraftGroup {
    var id: Key<DraftGroup>
    var name: String
    @ManyToMany var members: Many<DraftPerson>
}

@Model
struct DraftClub {
    var id: Key<DraftClub>
    @ManyToMany var members: Many<DraftPerson>.Through<DraftEntry>
}

/// As it should be: a key to each end.
@Model
struct DraftEntry {
    var id: Key<DraftEntry>
    @ForeignKey(onDelete: .cascade) var clubID: Key<DraftClub>
    @ForeignKey(onDelete: .cascade) var personID: Key<DraftPerson>
}

/// Two keys of the junction lead to the model that declares the relation.
@Model
struct DraftTeam {
    var id: Key<DraftTeam>
    @ManyToMany var members: Many<DraftPerson>.Through<DraftTransfer>
}

@Model
struct DraftTransfer {
    var id: Key<DraftTransfer>
    var oldTeamID: Key<DraftTeam>
    var newTeamID: Key<DraftTeam>
    var personID: Key<DraftPerson>
}

/// Through a model that has nothing to do with it.
@Model
struct DraftBand {
    var id: Key<DraftBand>
    @ManyToMany var members: Many<DraftPerson>.Through<DraftEntry>
}

/// Through a model that lacks the key to the other end.
@Model
struct DraftChoir {
    var id: Key<DraftChoir>
    @ManyToMany var members: Many<DraftPerson>.Through<DraftRehearsal>
}

@Model
struct DraftRehearsal {
    var id: Key<DraftRehearsal>
    var choirID: Key<DraftChoir>
}

/// Three keys to the model itself.
@Model
struct DraftFriend {
    var id: Key<DraftFriend>
    var name: String
    @ManyToMany var friends: Many<DraftFriend>.Through<DraftFriendship>
}

@Model
struct DraftFriendship {
    var id: Key<DraftFriendship>
    var firstID: Key<DraftFriend>
    var secondID: Key<DraftFriend>
    var witnessID: Key<DraftFriend>
}

/// The two keys are named in the wrong order.
@Model
struct DraftParty {
    var id: Key<DraftParty>
    @ManyToMany(from: \.guestID, to: \.partyID) var guests: Many<DraftPerson>.Through<DraftInvitation>
}

/// One of the two is no key, the other is no property at all.
@Model
struct DraftFeast {
    var id: Key<DraftFeast>
    @ManyToMany(from: \.menu, to: \.guestID) var guests: Many<DraftPerson>.Through<DraftInvitation>
    @ManyToMany(from: \.feastID, to: \.nobodyID) var hosts: Many<DraftPerson>.Through<DraftInvitation>
}

@Model
struct DraftInvitation {
    var id: Key<DraftInvitation>
    var partyID: Key<DraftParty>
    var feastID: Key<DraftFeast>
    var guestID: Key<DraftPerson>
    var menu: String
}

/// A key of two columns.
@Model
struct DraftSquare {
    @PrimaryKey var file: String
    @PrimaryKey var rank: Int
    @Inverse(\DraftPiece.squares) var pieces: Many<DraftPiece>
}

@Model
struct DraftPiece {
    var id: Key<DraftPiece>
    var name: String
    @ManyToMany var squares: Many<DraftSquare>
}

/// Two relations to one model without a name for the other end.
@Model
struct DraftPlay {
    var id: Key<DraftPlay>
    var title: String
    @ManyToMany var actors: Many<DraftPerson>
    @ManyToMany var critics: Many<DraftPerson>
}

/// Two relations with itself, and one that goes both ways and names its other end all the same.
@Model
struct DraftNode {
    var id: Key<DraftNode>
    var name: String
    @ManyToMany var first: Many<DraftNode>
    @ManyToMany var second: Many<DraftNode>
    @ManyToMany(symmetrical: true) var near: Many<DraftNode>
    @Inverse(\DraftNode.near) var nearTo: Many<DraftNode>

    static let options = Options<Self>(ordering: { [$0.name] })
}
