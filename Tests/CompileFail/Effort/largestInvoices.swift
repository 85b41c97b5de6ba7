import Junction

/// The three largest invoices of each contact, with the running sum and the one before.
func largestInvoices(over limit: Int, on db: Database) async throws -> [(String, String, Int, Int?, Int?)] {
    let ranked =
        Invoice
        .filter { $0.amount > 10 }  // misspelt: amount -> amout; wrong: 10 -> "ten"
        .values { invoice in
            let place = Window(by: invoice.contactID, order: invoice.amount.descending, invoice.id)  // misspelt: amount -> amout
            let time = Window(by: invoice.contactID, order: invoice.created)  // misspelt: Window(by: -> Window(of:
            return (
                invoice.contact.user.username, invoice.number, place.rowNumber(),  // misspelt: rowNumber -> rowNum
                time.sum(invoice.amount),  // misspelt: amount -> amout; wrong: amount -> number
                time.lag(invoice.amount)  // misspelt: lag -> previous
            )
        }
    return
        try await ranked
        .filter(values: { _, _, place, sum, _ in place <= 3 && sum > limit })  // misspelt: values: -> value:; wrong: 3 -> "three"
        .all(on: db)
}
