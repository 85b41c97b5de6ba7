import Junction

@Model
struct User {
    var id: Key<User>
    @Unique @MaxLength(150) var username: String
    @HasOne(\Contact.userID) var contact: One<Contact>
}

@Model
struct Contact {
    var id: Key<Contact>
    @Unique @ForeignKey(onDelete: .cascade) var userID: Key<User>
    @MaxLength(100) var name: String
    @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
    @ManyToMany var interests: Many<Category>.Through<ContactInterest>

    static let options = Options<Self>(label: { $0.user.username })
}
