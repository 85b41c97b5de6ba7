import Junction

/// An abstract model: a contact in a category. It builds on two abstract models of Junction's own and has no table.
@AbstractModel
protocol ContactCategory: TimeStamped, SoftDeletable where Fields: ContactCategoryFields {
    var contactID: Key<Contact> { get set }
    var categoryID: Key<Category> { get set }
    /// Who deleted the link last; it stays when the link is restored.
    var deletedByID: Key<User>? { get set }
    init(contactID: Key<Contact>, categoryID: Key<Category>)
}

extension ContactCategory {
    /// The label of every model that inherits: the user's name and the category's.
    static func pairLabel(_ link: Fields) -> Expr<String> { link.contact.user.username + " " + link.category.name }
}
