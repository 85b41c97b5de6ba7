import Foundation
import Junction

// What the programs query.

@Model
struct User {
    var id: Key<User>
    var username: String
    var age: Int
    var isActive: Bool
}

@Model
struct Category {
    var id: Key<Category>
    var name: String
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
}

@Model
struct ContactDepartment {
    var id: Key<ContactDepartment>
    var contactID: Key<Contact>
    var categoryID: Key<Category>
    var role: String?
}

@Model
struct Contact {
    var id: Key<Contact>
    var userID: Key<User>
    var managerID: Key<Contact>?
    var title: String
    var visits: Int
    var rating: Double
    var born: Date?
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @HasMany(\Contact.managerID) var staff: HasMany<Contact>
}
