import Junction

/// Those who owe something and did not pay in time, with their last invoice.
func lateContacts(_ day: CalendarDate) -> Query<Contact, (String, String?, Int)> {
    // misspelt: reminders -> remindrs; wrong: 3 -> "three"
    let reminded = Invoice.filter { $0.reminders >= 3 && !$0.isPaid }.values { $0.contactID }
    return
        Contact
        .filter { contact in
            contact.id.in(reminded)  // misspelt: id.in -> id.isIn
                // misspelt: exists -> exist; wrong: contact.id -> contact.title
                && Invoice.filter { $0.contactID == contact.id && $0.due < day }.exists
                && Project.filter { $0.leadID == contact.id }.isEmpty  // misspelt: leadID -> leaderID
        }
        .order { $0.title }  // misspelt: title -> titel
        .values { contact in
            // misspelt: contactID -> contact_id
            let invoices = Invoice.filter { $0.contactID == contact.id }.order { $0.created.descending }
            return (contact.title, invoices.values { $0.number }.scalar(), invoices.count)
        }
}
