import Foundation
import Junction

import JunctionTesting
import Testing

@Model
struct User {
    var id: Key<User>
    @Unique @MaxLength(150) var username: String
    var isActive: Bool = true
    @HasOne(\Contact.userID) var contact: One<Contact>
}

@AbstractModel
protocol ContactCategory: TimeStamped, SoftDeletable where Fields: ContactCategoryFields {
    var contactID: Key<Contact> { get set }
    var categoryID: Key<Category> { get set }
    init(contactID: Key<Contact>, categoryID: Key<Category>)
}
extension Query where Root: ContactCategory {
    func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
}
@Model(inheriting: ContactCategory.self)
struct ContactDepartment: ContactCategory {
    var id: Key<ContactDepartment>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    var role: String?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        name: "Contact department", plural: "Contact departments",
        label: { $0.contact.user.username + " " + $0.category.name },
        ordering: { [$0.contact.user.username, $0.category.name] },
        unique: { [[$0.contactID, $0.categoryID]] })
}
@Model
struct Contact: Hashable, Codable {
    var id: Key<Contact>
    @Unique @ForeignKey(onDelete: .cascade) var userID: Key<User>
    @ForeignKey(onDelete: .setNull) var managerID: Key<Contact>?
    var title: String?
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @ManyToMany var tags: Many<Tag>
    @HasMany(\Phone.contactID) var phones: HasMany<Phone>
}
@Model
struct Category {
    var id: Key<Category>
    var name: String
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
}
@Model struct Tag {
    var id: Key<Tag>
    var name: String
    @DeletedAt var deleted: Date?
}
@Model struct Phone {
    var id: Key<Phone>
    var contactID: Key<Contact>
    var number: String
    var tagID: Key<Tag>
}

@Test func smoke() async throws {
    let recorder = StatementRecorder()
    let db = try await TestDatabase.all[0].open(.init(observers: [recorder]))
    try await db.create([User.self, Contact.self, Category.self, ContactDepartment.self, Tag.self, Phone.self])
    for sql in recorder.takeSQL() { print(sql) }
    let ann = try await User(username: "ann").insert(on: db)
    let contact = try await Contact(userID: ann.id).insert(on: db)
    let hr = try await Category(name: "HR").insert(on: db), it = try await Category(name: "IT").insert(on: db)
    print(try await contact.departments.add(hr, it, on: db))
    print(try await contact.departments.remove(hr, on: db))
    print(try await contact.departments.add(hr, it, on: db) { $0.role = "head" })
    print(try await contact.departments.set([it], on: db))
    do { try await contact.departments.add(keys: [Key(99), hr.id], on: db) } catch { print(error) }
    let tag = try await Tag(name: "vip").insert(on: db)
    print(try await contact.tags.add(tag, on: db))
    print(try await Contact.filter { $0.departments.any { $0.name == "IT" } }.all(on: db))
    print(try await Contact.filter { $0.departments.contains(anyOf: [hr]) || $0.tags.contains(tag) }.count(on: db))
    for (c, u, d, t) in try await Contact.with({ $0.user }).with({ $0.departments.withLink.order { $0.name } }).with({ $0.tags }).all(on: db) {
        print(c.id, u.username, d.map { $0.0.name + ($0.1.role ?? "") }, t.map(\.name))
    }
    print(try await ContactDepartment.query.categories(of: contact).labels(on: db))
    print(try await Contact.query.values { ($0.user.username, $0.departments.count, $0.manager.title, $0.manager.user.username) }.all(on: db))
    print(try await Contact.find(contact.id, on: db))
    _ = try await Phone(contactID: contact.id, number: "1", tagID: tag.id).insert(on: db)
    print(try await Phone.query.with { $0.tag }.with { $0.contact }.order { [$0.tag.name.descending, $0.contact.user.username] }.all(on: db))
    try await tag.delete(on: db)
    print(try await contact.tags.all(on: db).count, try await Phone.query.with { $0.tag }.all(on: db))
    try await contact.delete(on: db)
    for sql in recorder.takeSQL() { print(sql) }
    await db.close()
}
