import Junction

/// A line of a list for each invoice: a short text, a band, what a reminder would cost, the project and its tone.
func invoiceLines(_ today: CalendarDate) -> Query<Invoice, (String, String, Int, Int, String, String?)> {
    Invoice.query.values {
        (
            $0.number.prefix(4).uppercased,  // misspelt: uppercased -> uppercase; wrong: 4 -> "4"
            Case.when($0.isPaid, "paid").when($0.due < today, "late").else("open"),  // misspelt: due -> duo; wrong: "late" -> 3
            $0.created.startOfMonth.year,  // misspelt: startOfMonth -> firstOfMonth
            $0.amount + $0.reminders * 5,  // misspelt: reminders -> remindrs; wrong: 5 -> "five"
            $0.project.name.replacing("_", with: " ") ?? "none",  // misspelt: replacing -> replace; wrong: "none" -> 0
            $0.project.settings.json["tone"].text  // misspelt: json -> jsn
        )
    }
}
