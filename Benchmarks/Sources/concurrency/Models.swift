import Foundation
import Junction

@Model(table: "contact")
struct Contact {
    var id: Key<Contact>
    var username: String
    var email: String
    @ManyToMany var categories: Many<Category>.Through<Link>
}

@Model(table: "category")
struct Category {
    var id: Key<Category>
    var name: String
}

@Model(table: "contact_category")
struct Link {
    var id: Key<Link>
    @ForeignKey(onDelete: .restrict) var contactID: Key<Contact>
    @ForeignKey(onDelete: .restrict) var categoryID: Key<Category>
    @CreatedAt var created: Date
    @DeletedAt var deletedAt: Date?

    static let options = Options<Self>(unique: { [[$0.contactID, $0.categoryID]] })
}
