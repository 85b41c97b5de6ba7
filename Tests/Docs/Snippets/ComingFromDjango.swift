import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/from-django.md: a page of notes about Django's ManyToManyField, in Swift.

enum ComingFromDjango {
    // snippet: django-modules
    @Model
    struct DatabaseModule {
        var id: Key<DatabaseModule>
        @MaxLength(10) var code: String
        @MaxLength(100) var description: String

        static let options = Options<Self>(
            name: "Database Module Type", plural: "Database Module Types",
            label: { $0.code + " " + $0.description })                      // __str__
    }

    @Model
    struct DatabaseConfig {
        var id: Key<DatabaseConfig>
        @MaxLength(100) var description: String
        @MaxLength(100) var databaseName: String
        @ManyToMany var modules: Many<DatabaseModule>                       // Junction makes the table of the links

        static let options = Options<Self>(
            name: "Database Configuration", plural: "Database Configurations",
            label: { $0.databaseName + " " + $0.description },
            ordering: { [$0.databaseName] })
    }
    // end snippet

    static func adding(
        _ db: Database, _ config: DatabaseConfig, _ crm: DatabaseModule, _ rest: [DatabaseModule], _ spare: DatabaseModule
    ) async throws -> [String] {
        var said = ""
        func print(_ error: RelationError) { said = error.description }
        // snippet: django-add
        try await config.modules.add(crm, on: db)                                           // config.modules.add(module)
        try await config.modules.add(rest, on: db)                                          // config.modules.add(*modules)
        let changes = try await config.modules.add(keys: [crm.id, rest[0].id], on: db)      // by primary key; both are linked already
        do { try await config.modules.add(keys: [spare.id, Key(99)], on: db) } catch let error as RelationError { print(error) }
        // DatabaseConfig.modules: there is no DatabaseModule with the key 99; insert it first. Nothing was written.
        // end snippet
        let isWritten = try await config.modules.contains(spare, on: db)
        return ["existing \(changes.existing.count), added \(changes.added.count)", said, "written: \(isWritten)"]
    }

    @Model
    struct User {
        var id: Key<User>
        @Unique @MaxLength(150) var username: String
    }

    // snippet: django-through
    @Model
    struct Contact {
        var id: Key<Contact>
        @ForeignKey(onDelete: .cascade) var userID: Key<User>
        @ForeignKey(onDelete: .setNull) var managerID: Key<Contact>?
        @MaxLength(100) var title: String?
        @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    }

    @Model
    struct Category {
        var id: Key<Category>
        @Unique @MaxLength(100) var name: String
        @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>       // related_name
    }

    @AbstractModel                                                          // class Meta: abstract = True
    protocol ContactCategory: TimeStamped, SoftDeletable where Fields: ContactCategoryFields {
        var contactID: Key<Contact> { get set }
        var categoryID: Key<Category> { get set }
    }

    @Model(inheriting: ContactCategory.self)
    struct ContactDepartment: ContactCategory {
        var id: Key<ContactDepartment>
        @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
        @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
        @ForeignKey(onDelete: .setNull) var deletedByID: Key<User>?
        @CreatedAt var created: Date
        @ModifiedAt var modified: Date
        @DeletedAt var deleted: Date?                                       // soft deletion

        static let options = Options<Self>(
            name: "Contact department", plural: "Contact departments",
            label: { $0.contact.user.username + " " + $0.category.name },
            ordering: { [$0.contact.user.username, $0.category.name] },
            unique: { [[$0.contactID, $0.categoryID]] })
    }
    // end snippet

    static func deletedLinks(_ db: Database, _ ann: Contact, _ hr: Category, _ sales: Category) async throws -> [String] {
        let link = try await ann.departments.links.filter { $0.categoryID == hr.id }.one(on: db)
        // snippet: django-soft
        try await ann.departments.remove(hr, on: db)                                                        // `deleted` is set
        let among = try await Contact.filter { $0.departments.contains(anyOf: [hr, sales]) }.all(on: db)    // department__in: []
        let others = try await Contact.filter { !$0.departments.contains(hr) }.all(on: db)                  // exclude(): [ann]
        let counted = try await Contact.query.annotate { $0.departments.count }.all(on: db)                 // [(ann, 1)]: IT is left
        let once = try await ann.departments.links.onlyDeleted.all(on: db)                                  // the link to HR
        try await ann.departments.add(hr, on: db)                                                           // the same row, live again
        // end snippet
        let again = try await ann.departments.links.filter { $0.categoryID == hr.id }.one(on: db)
        return ["\(among.count) \(others.count) \(counted.map(\.1)) \(once.count) \(again.id == link.id && !again.isDeleted)"]
    }

    static func manager(_ db: Database, _ ann: Contact, _ it: Category, _ sales: Category, _ me: User) async throws -> [String] {
        // snippet: django-set
        let links = try await ContactDepartment.query.categories(of: ann).all(on: db)       // ContactDepartment.objects.categories(ann)
        let changes = try await ann.departments.set([it, sales], on: db)                    // update_categories
        try await ann.departments.remove(it, on: db) { $0.deletedByID = me.id }             // and who did it
        // end snippet
        let ended = try await ann.departments.links.onlyDeleted.filter { $0.deletedByID == me.id }.count(on: db)
        return [
            "\(links.count) links; added \(changes.added.count), kept \(changes.existing.count), removed \(changes.removed.count); \(ended) by me"
        ]
    }

    static func absent(_ db: Database) async throws -> [Int] {
        // snippet: django-exclude
        let asInSQL = Contact.filter { !($0.title == "Chief") }                             // not those without a title
        let asInDjango = Contact.filter { $0.title.isDistinct(from: "Chief") }              // exclude(title="Chief")
        let overAPath = Contact.filter { $0.manager.title.isDistinct(from: "Chief") }       // exclude(manager__title="Chief")
        // end snippet
        return try await [asInSQL.count(on: db), asInDjango.count(on: db), overAPath.count(on: db)]
    }
}

// What the snippet below calls by these names.
private typealias ContactCategory = ComingFromDjango.ContactCategory
extension Query where Root: ContactCategory { fileprivate typealias Contact = ComingFromDjango.Contact }

// snippet: django-manager
extension Query where Root: ContactCategory {                               // the manager of every model that inherits
    func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
}
// end snippet

/// Runs all of them; what they found.
func comingFromDjango() async throws -> [String] {
    typealias M = ComingFromDjango
    let db = try await Database.sqlite(.memory)
    try await db.create([
        M.DatabaseModule.self, M.DatabaseConfig.self, M.User.self, M.Contact.self, M.Category.self, M.ContactDepartment.self,
    ])
    let config = try await M.DatabaseConfig(description: "Live", databaseName: "live").insert(on: db)
    var modules: [M.DatabaseModule] = []
    for code in ["crm", "mail", "stock", "spare"] {
        modules.append(try await M.DatabaseModule(code: code, description: code).insert(on: db))
    }
    var found = try await M.adding(db, config, modules[0], [modules[1], modules[2]], modules[3])

    let user = try await M.User(username: "ann").insert(on: db)
    let ann = try await M.Contact(userID: user.id).insert(on: db)
    let hr = try await M.Category(name: "HR").insert(on: db), it = try await M.Category(name: "IT").insert(on: db)
    let sales = try await M.Category(name: "Sales").insert(on: db)
    try await ann.departments.add(hr, it, on: db)
    found += try await M.deletedLinks(db, ann, hr, sales)
    found += try await M.manager(db, ann, it, sales, user)
    let boss = try await M.Contact(userID: user.id, title: "Chief").insert(on: db)
    _ = try await M.Contact(userID: user.id, managerID: boss.id, title: "Clerk").insert(on: db)
    found.append("\(try await M.absent(db))")
    await db.close()
    return found
}
