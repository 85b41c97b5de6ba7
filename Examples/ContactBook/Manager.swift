import Junction

// The manager. It is type-checked here, once, and serves every model that inherits `ContactCategory`.

extension Query where Root: ContactCategory {
    /// The links of one contact.
    func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
}

extension Query where Root: ContactCategory, Output == Root {
    /// Links a contact to a category. Throws ``DatabaseError`` when the pair has a link already, be it a deleted one.
    @discardableResult
    func create(_ contact: Contact, in category: Category, on session: some Session) async throws -> Root {
        try await Root(contactID: contact.id, categoryID: category.id).insert(on: session)
    }

    /// The link of the pair: the one that is there, restored if it was deleted, or a new one.
    @discardableResult
    func getOrCreate(_ contact: Contact, in category: Category, on session: some Session) async throws -> Root {
        try await session.transaction { tx -> Root in
            let pair = includingDeleted.categories(of: contact).filter { $0.categoryID == category.id }
            let (link, _) = try await pair.getOrCreate(on: tx) { Root(contactID: contact.id, categoryID: category.id) }
            return try await link.isDeleted ? link.restore(on: tx) : link
        }
    }

    /// Ends with exactly these categories; the other links are deleted, and who did it is kept in them. Returns how many were.
    @discardableResult
    func updateCategories(
        of contact: Contact, to chosen: [Category], by user: User, on session: some Session
    ) async throws -> Int {
        try await session.transaction { tx -> Int in
            for category in chosen { try await getOrCreate(contact, in: category, on: tx) }
            let others = categories(of: contact).filter { $0.categoryID.notIn(chosen.map(\.id)) }
            return try await others.delete(on: tx) { $0.deletedByID = user.id }
        }
    }
}
