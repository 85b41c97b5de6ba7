import Junction

/// The number of a contact, as a form sends it.
func keepPhone(_ number: String, of contact: Contact, on db: Database) async throws -> Bool {
    let (_, isNew) =
        try await Phone
        // misspelt: kind -> knd; wrong: "work" -> 1
        .filter { $0.contactID == contact.id && $0.kind == "work" && $0.contact.user.isActive }
        .updateOrCreate(on: db) { new, old in  // misspelt: updateOrCreate -> createOrUpdate
            new.number = number  // misspelt: new.number -> new.phone; wrong: = number -> = 7
            new.kind = old.kind.lowercased  // misspelt: lowercased -> lowercase
        } create: {
            Phone(contactID: contact.id, kind: "work", number: number)  // misspelt: kind: -> knd:; wrong: contact.id -> contact
        }
    return isNew
}
