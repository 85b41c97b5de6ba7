import Foundation
import Junction

// The same with tables that refer to each other.

enum RelatedVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var artistID: Key<Artist>
        @MaxLength(60) var title: String
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @MaxLength(60) var name: String
    }
    static let models: [any Model.Type] = [Artist.self, Track.self, Tag.self]
}

enum UnrelatedVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
    }
    @Model struct Track {
        var id: Key<Track>
        @MaxLength(60) var title: String
    }
    @Model struct Tag {
        var id: Key<Tag>
        @MaxLength(60) var name: String
    }
    static let models: [any Model.Type] = [Artist.self, Track.self, Tag.self]
}

enum OneFewerVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var artistID: Key<Artist>
        @MaxLength(60) var title: String
    }
    static let models: [any Model.Type] = [Artist.self, Track.self]
}

enum OtherRulesVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .setNull) var artistID: Key<Artist>?
        @MaxLength(60) var title: String
        var nextID: Key<Track>?
        @ManyToMany var tags: Many<Tag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @MaxLength(60) var name: String
    }
    static let models: [any Model.Type] = [Artist.self, Track.self, Tag.self]
}

/// The automatic junction became a model of the same table.
enum WithJunctionModelVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var artistID: Key<Artist>
        @MaxLength(60) var title: String
        @ManyToMany var tags: Many<Tag>.Through<TrackTag>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @MaxLength(60) var name: String
    }
    @Model(table: "track_tags") struct TrackTag {
        var id: Key<TrackTag>
        @ForeignKey(onDelete: .cascade) var trackID: Key<Track>
        @ForeignKey(onDelete: .cascade) var tagID: Key<Tag>
        var weight: Int = 1
        var addedBy: String?
    }
    static let models: [any Model.Type] = [Artist.self, Track.self, Tag.self, TrackTag.self]
}

/// And then it became soft-deletable, and got another table.
enum WithSoftJunctionModelVersion {
    @Model struct Artist {
        var id: Key<Artist>
        @Unique @MaxLength(60) var name: String
        @DeletedAt var deletedAt: Date?
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var artistID: Key<Artist>
        @MaxLength(60) var title: String
        @ManyToMany var tags: Many<Tag>.Through<Tagging>
    }
    @Model struct Tag {
        var id: Key<Tag>
        @MaxLength(60) var name: String
    }
    @Model struct Tagging {
        var id: Key<Tagging>
        @ForeignKey(onDelete: .cascade) var trackID: Key<Track>
        @ForeignKey(onDelete: .cascade) var tagID: Key<Tag>
        var weight: Int = 1
        var addedBy: String?
        @DeletedAt var deletedAt: Date?
    }
    static let models: [any Model.Type] = [Artist.self, Track.self, Tag.self, Tagging.self]
}

/// Names that others refer by.
enum RelatedRenamedVersion {
    @Model struct Band {
        var id: Key<Band>
        @Unique @MaxLength(60) var title: String
    }
    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var bandID: Key<Band>
        @MaxLength(60) var title: String
        @ManyToMany var tags: Many<Label>
    }
    @Model struct Label {
        var id: Key<Label>
        @MaxLength(60) var name: String
    }
    static let models: [any Model.Type] = [Band.self, Track.self, Label.self]
}

/// A foreign key to a unique property instead of the primary key.
enum ByCodeVersion {
    @Model struct Shelf {
        var id: Key<Shelf>
        @Unique @MaxLength(20) var code: String
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(to: \Shelf.code) var shelfCode: String
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

enum ByCodeRenamedVersion {
    @Model struct Shelf {
        var id: Key<Shelf>
        @Unique @MaxLength(20) var sign: String
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(to: \Shelf.sign) var shelfSign: String
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

/// The same by the key, which has another name.
enum ByKeyVersion {
    @Model struct Shelf {
        @Column("number") var id: Key<Shelf>
        @MaxLength(20) var code: String
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(onDelete: .cascade) var shelfID: Key<Shelf>
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

/// The same by a number.
enum ByNumberVersion {
    @Model struct Shelf {
        var id: Key<Shelf>
        @Unique var code: Int
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(to: \Shelf.code) var shelfCode: Int
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

/// By a counted key, and by one that is a text.
enum ByCountedKeyVersion {
    @Model struct Shelf {
        var id: Key<Shelf>
        var name: String
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(onDelete: .cascade) var shelfID: Key<Shelf>
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

enum ByTextKeyVersion {
    @Model(key: String.self) struct Shelf {
        var id: Key<Shelf>
        var name: String
    }
    @Model struct Item {
        var id: Key<Item>
        @ForeignKey(onDelete: .cascade) var shelfID: Key<Shelf>
    }
    static let models: [any Model.Type] = [Shelf.self, Item.self]
}

/// Without what referred to them, and what it referred to.
enum ShelfOnlyVersion {
    @Model struct Shelf {
        var id: Key<Shelf>
        @MaxLength(20) var code: String
    }
    static let models: [any Model.Type] = [Shelf.self]
}

/// Two tables that refer to each other, keys that the client makes, and a key of several columns.
enum CircleVersion {
    @Model struct Team {
        var id: Key<Team>
        var leadID: Key<Player>?
        var name: String
    }
    @Model struct Player {
        var id: Key<Player>
        var teamID: Key<Team>?
        var name: String
    }
    @Model(key: UUID.self) struct Ticket {
        var id: Key<Ticket>
        var note: String
        var payload: Data?
    }
    static let models: [any Model.Type] = [Team.self, Player.self, Ticket.self]
}

enum NoCircleVersion {
    @Model struct Player {
        var id: Key<Player>
        var name: String
    }
    static let models: [any Model.Type] = [Player.self]
}
