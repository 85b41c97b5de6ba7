import Foundation
import Junction

@Model(table: "contact")
struct Contact {
    var id: Key<Contact>
    var username: String
    var email: String
    var created: Date
    var modified: Date
    /// Over links that are soft-deleted.
    @ManyToMany var categories: Many<Category>.Through<SoftLink>
    /// Over the same links, whatever their column `deleted_at` says.
    @ManyToMany var plainCategories: Many<Category>.Through<Link>
}

@Model(table: "category")
struct Category {
    var id: Key<Category>
    var name: String
}

/// A row of the junction table whose `deleted_at` is a column like any other.
@Model(table: "contact_category")
struct Link {
    var id: Key<Link>
    @ForeignKey(onDelete: .restrict) var contactID: Key<Contact>
    @ForeignKey(onDelete: .restrict) var categoryID: Key<Category>
    var created: Date
    var deletedAt: Date?

    static let options = Options<Self>(unique: { [[$0.contactID, $0.categoryID]] })
}

/// The same row as a link that is soft-deleted.
@Model(table: "contact_category")
struct SoftLink {
    var id: Key<SoftLink>
    @ForeignKey(onDelete: .restrict) var contactID: Key<Contact>
    @ForeignKey(onDelete: .restrict) var categoryID: Key<Category>
    @CreatedAt var created: Date
    @DeletedAt var deletedAt: Date?

    static let options = Options<Self>(unique: { [[$0.contactID, $0.categoryID]] })
}
