import Junction

/// Reminds of what is late, but not those who lead a department.
func raiseOverdue(_ today: CalendarDate, _ fee: Int, on db: Database) async throws -> Int {
    try await Invoice
        .filter {
            !$0.isPaid && $0.due < today && $0.contact.user.isActive  // misspelt: due -> dueDate; wrong: today -> fee
                && $0.contact.departments.none(linked: { $1.role == "head" || $0.name == "HR" })  // misspelt: role -> rol; wrong: "HR" -> 5
                && ($0.project.budget ?? 0) < $0.amount * 10  // misspelt: budget -> budgt
        }
        .update(on: db) { new, old in
            new.reminders = old.reminders + 1  // misspelt: new.reminders -> new.remindrs; wrong: 1 -> "1"
            new.amount = old.amount + fee  // misspelt: old.amount -> old.amout; wrong: fee -> today
            new.number = old.number + "-R"  // misspelt: number + -> nmber +; wrong: old.number + "-R" -> old.reminders
            new.isPaid = false  // misspelt: isPaid -> paid; wrong: false -> 0
        }
}
