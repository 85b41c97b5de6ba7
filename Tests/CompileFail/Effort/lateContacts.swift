import Junction

/// Those who owe something and did not pay in time, with their last invoice.
func lateContacts(_ day: CalendarDate) -> Query<Contact, (String, String?, Int)> {
    let reminded =
        Invoice
        .filter { $0.reminders >= 3 && !$0.isPaid }  // misspelt: reminders -> remindrs; wrong: 3 -> "three"
        .values { $0.contactID }  // misspelt: contactID -> contact_id
    return
        Contact
        .filter { contact in
            contact.id.in(reminded)  // misspelt: id.in -> id.isIn
                && Invoice.filter { $0.contactID == contact.id && $0.due < day }.exists  // misspelt: exists -> exist; wrong: .id -> .title
                && Project.filter { $0.leadID == contact.id }.isEmpty  // misspelt: leadID -> leaderID
        }
        .order { $0.title }  // misspelt: title -> titel
        .values { contact in
            let invoices =
                Invoice
                .filter { $0.contactID == contact.id }  // misspelt: contactID -> contact_id
                .order { $0.created.descending }  // misspelt: descending -> desc
            return (contact.title, invoices.values { $0.number }.scalar(), invoices.count)  // misspelt: number -> nmber
        }
}
