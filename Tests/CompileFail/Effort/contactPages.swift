import Junction

struct ContactPage: Sendable {
    let contact: Contact
    let departments: [Category]
    let openInvoices: Int
}

/// A page of a list, as a server answers it.
func contactPages(after cursor: PageCursor?, on db: Database) async throws -> Page<ContactPage> {
    try await Contact
        .filter { $0.user.isActive && $0.rating >= 2.5 }  // misspelt: rating -> ratng; wrong: 2.5 -> "high"
        .order { [$0.created.descending, $0.title] }  // misspelt: title -> titel
        .with { $0.departments.order { $0.name } }  // misspelt: departments -> department
        .annotate { $0.invoices.count { $0.reminders > 2 && !$0.isPaid } }  // misspelt: invoices -> bills; wrong: 2 -> "two"
        .into(ContactPage.init)
        .page(20, after: cursor, on: db)  // misspelt: page -> pages; wrong: 20 -> "20"
}
