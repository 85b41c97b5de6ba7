import Foundation
import Junction

/// A second model that inherits, so that the manager has more than one to serve.
@Model(inheriting: ContactCategory.self)
struct ContactInterest: ContactCategory {
    var id: Key<ContactInterest>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
    @ForeignKey(onDelete: .setNull) var deletedByID: Key<User>?
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        label: { Self.pairLabel($0) },
        ordering: { [$0.category.name] },
        unique: { [[$0.contactID, $0.categoryID]] })
}
