import Junction

/// The latest link of each contact, held until the transaction ends.
func latestLinks(_ department: Category, on db: Database) async throws -> Int {
    try await db.transaction { tx in
        let links =
            try await ContactDepartment
            // misspelt: age -> ag; wrong: department.id -> department.name
            .filter { $0.categoryID == department.id && $0.contact.user.age > 18 }
            .order { $0.created.descending }  // misspelt: created -> creatd
            .distinct(on: { [$0.contactID] })  // misspelt: contactID -> contact_id
            .limit(100)  // wrong: 100 -> "100"
            .lock(.forUpdate, .skipLocked)  // misspelt: skipLocked -> skip; wrong: .forUpdate -> true
            .all(on: tx)
        return links.count
    }
}
