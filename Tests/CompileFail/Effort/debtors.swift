import Junction

/// Who owes most, by person and year.
func debtors(over limit: Int, on db: Database) async throws -> [(String, Int, Int, Int?, Int?)] {
    try await Invoice
        .filter { !$0.isPaid && $0.contact.rating < 2.5 }  // misspelt: rating -> ratng; wrong: 2.5 -> "low"
        .group { ($0.contact.user.username, $0.created.year) }  // misspelt: username -> usrname
        .having { $0.amount.sum() > limit && $0.id.count() >= 2 }  // misspelt: sum() -> total(); wrong: 2 -> "two"
        .values { ($0.id.count(), $0.amount.sum(), $0.amount.max(where: $0.reminders > 0)) }  // misspelt: reminders -> remindrs
        .order { [$0.amount.sum().descending, $0.contact.user.username] }  // misspelt: descending -> desc
        .limit(20)  // wrong: 20 -> "20"
        .all(on: db)
}
