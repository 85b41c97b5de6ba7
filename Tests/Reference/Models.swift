import Foundation
import Junction

// What the code in documentation comments speaks of: a contact book.

@Model
struct User {
    var id: Key<User>
    @Unique @MaxLength(100) var username: String
    var isActive: Bool = true
    @HasOne(\Contact.userID) var contact: One<Contact>
}

@Model
struct Contact {
    var id: Key<Contact>
    @ForeignKey(onDelete: .cascade) @Unique var userID: Key<User>
    @ForeignKey(onDelete: .setNull) var managerID: Key<Contact>?
    @MaxLength(100) var title: String?
    @Digits(10, 2) var credit: Decimal = 0
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @Version var version: Int
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @ManyToMany var tags: Many<Tag>
    @ManyToMany(symmetrical: true) var friends: Many<Contact>
    @ManyToMany(from: \.followerID, to: \.followedID) var follows: Many<Contact>.Through<Following>
    @ManyToMany(symmetrical: true) var relatives: Many<Contact>.Through<Kinship>
    @HasMany(\Phone.contactID) var phones: HasMany<Phone>
    @HasMany(\Contact.managerID) var staff: HasMany<Contact>

    static let options = Options<Self>(name: "Contact", plural: "Contacts", label: { $0.user.username }, ordering: { [$0.user.username] })
}

@Model
struct Category {
    var id: Key<Category>
    @Unique @MaxLength(100) var name: String
    @Unique @MaxLength(10) var code: String?
    var isOpen: Bool = true
    @ForeignKey(onDelete: .cascade) var parentID: Key<Category>?
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
    @HasMany(\Category.parentID) var children: HasMany<Category>
}

@AbstractModel
protocol ContactCategory: SoftDeletable where Fields: ContactCategoryFields {
    var contactID: Key<Contact> { get set }
    var categoryID: Key<Category> { get set }
}

@Model(inheriting: ContactCategory.self)
struct ContactDepartment: ContactCategory {
    var id: Key<ContactDepartment>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    var role: String?
    var addedBy: Key<User>?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?
}

/// A link of a model with itself.
@Model
struct Following {
    var id: Key<Following>
    @ForeignKey(onDelete: .cascade) var followerID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var followedID: Key<Contact>
}

/// A link of a model with itself that leads both ways, and is called something else each way.
@Model
struct Kinship {
    var id: Key<Kinship>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var relativeID: Key<Contact>
    var role: String?
}

@Model
struct Tag {
    var id: Key<Tag>
    @Unique @MaxLength(50) var name: String
    var color: String?
    var uses: Int = 0
    @DeletedAt var deleted: Date?
}

@Model
struct Phone {
    var id: Key<Phone>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>?
    @Unique @MaxLength(30) var number: String
    var kind: String = "work"
}

/// Songs in an order: a relation whose links have places.
@Model
struct Playlist {
    var id: Key<Playlist>
    var name: String
    @ManyToMany(orderedBy: \.position) var songs: Many<Song>.Through<PlaylistSong>
}

@Model
struct Song {
    var id: Key<Song>
    var name: String
    var seconds: Double = 0
}

@Model
struct PlaylistSong {
    var id: Key<PlaylistSong>
    @ForeignKey(onDelete: .cascade) var playlistID: Key<Playlist>
    @ForeignKey(onDelete: .cascade) var songID: Key<Song>
    var position: Int
}

/// A key of two columns, and a column of JSON.
@Model
struct Seat {
    @PrimaryKey var row: Int
    @PrimaryKey var number: Int
    var details: SeatDetails
}

struct SeatDetails: JSONColumnValue, Equatable {
    var isAisle: Bool
    var side: String?
}
