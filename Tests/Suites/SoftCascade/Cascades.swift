import Foundation
import Junction

// A team whose seats and their notes go with it when it is soft-deleted, and come back with it; players stay.

@Model
struct Team {
    var id: Key<Team>
    var name: String
    @ManyToMany var players: Many<Player>.Through<Seating>
    @ManyToMany var fans: Many<Player>
    @HasMany(\Remark.teamID) var remarks: HasMany<Remark>
    @DeletedAt var deleted: Date?
}

@Model
struct Player {
    var id: Key<Player>
    var name: String
    @Inverse(\Team.players) var teams: Many<Team>.Through<Seating>
}

@Model
struct Seating {
    var id: Key<Seating>
    @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var teamID: Key<Team>
    @ForeignKey(onDelete: .cascade) var playerID: Key<Player>
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?
}

@Model
struct Remark {
    var id: Key<Remark>
    @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var teamID: Key<Team>?
    /// Remarks on remarks, in circles if somebody likes.
    @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var onID: Key<Remark>?
    var text: String
    @Version var version: Int
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.text] })
}

enum Cascades {
    static let models: [any Model.Type] = [Team.self, Player.self, Seating.self, Remark.self]
}
