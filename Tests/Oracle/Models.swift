import Foundation
import Junction

// The oracle's models over the tables that Django made: names, lengths, uniqueness and ON DELETE as the Django application has them.

@Model(table: "contacts_user")
struct User {
    var id: Key<User>
    @Unique @MaxLength(150) var username: String
    @MaxLength(254) var email: String?
    var isActive: Bool = true
    @HasOne(\Contact.userID) var contact: One<Contact>
}

@Model(table: "contacts_category")
struct Category {
    var id: Key<Category>
    @Unique @MaxLength(100) var name: String
    @ForeignKey(onDelete: .setNull) var parentID: Key<Category>?
    @HasMany(\Category.parentID) var children: HasMany<Category>
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
}

@Model(table: "contacts_tag")
struct Tag {
    var id: Key<Tag>
    @Unique @MaxLength(60) var name: String
    @MaxLength(20) var color: String?
    @DeletedAt var deletedAt: Date?
    @Inverse(\Contact.tags) var contacts: Many<Contact>
}

@Model(table: "contacts_contact", inheriting: TimeStamped.self)
struct Contact: TimeStamped {
    var id: Key<Contact>
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @Unique @ForeignKey(onDelete: .cascade) var userID: Key<User>
    @ForeignKey(onDelete: .setNull) var managerID: Key<Contact>?
    @MaxLength(200) var title: String?
    @Digits(10, 2) var credit: Decimal?
    var birthday: CalendarDate?
    @Unique var externalID: UUID?
    @ManyToMany(table: "contacts_contact_tags", from: "contact_id", to: "tag_id") var tags: Many<Tag>
    @ManyToMany(table: "contacts_contact_friends", from: "from_contact_id", to: "to_contact_id", symmetrical: true)
    var friends: Many<Contact>
    @ManyToMany(table: "contacts_contact_follows", from: "from_contact_id", to: "to_contact_id") var follows: Many<Contact>
    @Inverse(\Contact.follows) var followers: Many<Contact>
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @HasMany(\Phone.contactID) var phones: HasMany<Phone>
    @HasMany(\Contact.managerID) var reports: HasMany<Contact>
}

@AbstractModel
protocol ContactCategory: TimeStamped, SoftDeletable where Fields: ContactCategoryFields {
    var contactID: Key<Contact> { get set }
    var categoryID: Key<Category> { get set }
    init(contactID: Key<Contact>, categoryID: Key<Category>)
}

@Model(table: "contacts_contactdepartment", inheriting: ContactCategory.self)
struct ContactDepartment: ContactCategory {
    var id: Key<ContactDepartment>
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    @MaxLength(40) var role: String?
    var position: Int?
    @DeletedAt var deletedAt: Date?

    static let options = Options<Self>(
        name: "Contact department", plural: "Contact departments",
        label: { $0.contact.user.username + " " + $0.category.name },
        ordering: { [$0.contact.user.username, $0.category.name] },
        unique: { [[$0.contactID, $0.categoryID]] })
}

@Model(table: "contacts_phone")
struct Phone {
    var id: Key<Phone>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @Unique @MaxLength(40) var number: String
    @MaxLength(20) var kind: String?
    var isPrimary: Bool = false
}

@Model(table: "contacts_databasemodule")
struct DatabaseModule {
    var id: Key<DatabaseModule>
    @MaxLength(10) var code: String
    @MaxLength(100) var description: String
    @Inverse(\DatabaseConfig.modules) var configs: Many<DatabaseConfig>

    static let options = Options<Self>(name: "Database Module Type", plural: "Database Module Types")
}

@Model(table: "contacts_databaseconfig")
struct DatabaseConfig {
    var id: Key<DatabaseConfig>
    @MaxLength(100) var description: String
    @MaxLength(100) var databaseName: String
    var settings: DatabaseSettings = DatabaseSettings()
    @ManyToMany(table: "contacts_databaseconfig_modules", from: "databaseconfig_id", to: "databasemodule_id")
    var modules: Many<DatabaseModule>

    static let options = Options<Self>(
        name: "Database Configuration", plural: "Database Configurations", ordering: { [$0.databaseName] })
}

/// What the oracle keeps as JSON: an empty object, or all of this.
struct DatabaseSettings: JSONColumnValue, Equatable {
    struct Nested: Codable, Equatable, Sendable {
        var on: Bool
    }

    var pool: Int?
    var tags: [String]?
    var nested: Nested?
}

enum OracleModels {
    static let all: [any Model.Type] = [
        User.self, Category.self, Tag.self, Contact.self, ContactDepartment.self, Phone.self, DatabaseModule.self, DatabaseConfig.self,
    ]
}

extension Model where RawKey == Int64 {
    /// The key with a number of the oracle's files.
    static func key(_ number: Int64) -> Key<Self> { Key(number) }
    static func keys(_ numbers: Int64...) -> [Key<Self>] { numbers.map { Key($0) } }
    static func keys(in numbers: ClosedRange<Int64>) -> [Key<Self>] { numbers.map { Key($0) } }
}
