import Foundation
import Junction

@Model(inheriting: ContactCategory.self)
struct ContactDepartment: ContactCategory {
    var id: Key<ContactDepartment>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    @ForeignKey(onDelete: .setNull) var deletedByID: Key<User>?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        name: "Contact department", plural: "Contact departments",
        label: { Self.pairLabel($0) },
        ordering: { [$0.contact.user.username, $0.category.name] },
        unique: { [[$0.contactID, $0.categoryID]] })
}
