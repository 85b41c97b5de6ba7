import Foundation
import Junction

// What the programs query: contacts and their departments, what they work on, and what they owe.

@Model
struct User {
    var id: Key<User>
    @Unique var username: String
    var age: Int
    var isActive: Bool
    @HasOne(\Contact.userID) var contact: One<Contact>
}

@Model
struct Category {
    var id: Key<Category>
    @Unique var name: String
    var isOpen: Bool = true
    var parentID: Key<Category>?
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
    @HasMany(\Category.parentID) var children: HasMany<Category>
}

@Model
struct ContactDepartment {
    var id: Key<ContactDepartment>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    var role: String?
    var position: Int = 0
    @CreatedAt var created: Date
    @DeletedAt var deleted: Date?
}

@Model
struct Contact {
    var id: Key<Contact>
    @Unique var userID: Key<User>
    var managerID: Key<Contact>?
    var title: String
    var visits: Int
    var rating: Double
    var born: Date?
    var note: String?
    @CreatedAt var created: Date
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @ManyToMany var tags: Many<Tag>
    @HasMany(\Contact.managerID) var staff: HasMany<Contact>
    @HasMany(\Phone.contactID) var phones: HasMany<Phone>
    @HasMany(\Invoice.contactID) var invoices: HasMany<Invoice>
}

@Model
struct Phone {
    var id: Key<Phone>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    var kind: String
    var number: String
}

@Model
struct Tag {
    var id: Key<Tag>
    @Unique var name: String
    var uses: Int
    @Inverse(\Contact.tags) var contacts: Many<Contact>
}

@Model
struct Invoice {
    var id: Key<Invoice>
    var contactID: Key<Contact>
    var projectID: Key<Project>?
    @Unique var number: String
    var amount: Int
    @Digits(12, 2) var tax: Decimal
    var isPaid: Bool = false
    var reminders: Int = 0
    var due: CalendarDate
    @CreatedAt var created: Date
}

@Model
struct Project {
    var id: Key<Project>
    var leadID: Key<Contact>
    var name: String
    var budget: Int?
    var settings: JSON<[String: String]>
    @HasMany(\Invoice.projectID) var invoices: HasMany<Invoice>
}
