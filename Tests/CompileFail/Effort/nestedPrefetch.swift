import Junction

typealias ContactRow = (Contact, [(Category, ContactDepartment, [(Contact, User)])], [(Invoice, Project?)], [Phone])

/// A page about contacts: their departments with the links and the colleagues there, their last invoices, their phones.
func nestedPrefetch(on db: Database) async throws -> [ContactRow] {
    try await Contact
        .filter { $0.visits > 3 }  // wrong: 3 -> "three"
        .with {
            $0.departments.withLink
                .filter(linked: { $0.isOpen && $1.role != "guest" })  // misspelt: role -> rol; wrong: "guest" -> 0
                .order(linked: { $1.position })  // misspelt: position -> place
                .with { $0.contacts.with { $0.user }.order { $0.title }.limit(5) }  // misspelt: user -> usr; wrong: 5 -> "5"
        }
        .with {
            $0.invoices.filter { !$0.isPaid }
                .order { [$0.created.descending, $0.id] }  // misspelt: descending -> desc
                .limit(10)  // wrong: 10 -> "10"
                .with { $0.project }  // misspelt: project -> projekt
        }
        .with { $0.phones.order { $0.kind } }  // misspelt: phones -> phone
        .order { [$0.user.username, $0.id] }  // misspelt: username -> usrname
        .all(on: db)
}
