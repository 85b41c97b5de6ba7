import Junction

/// Whose reports somebody reads: by what they are, by whom they lead, by where they work.
func overThreeHops(_ project: Project, _ departments: [Category]) -> Query<Contact, Contact> {
    Contact.filter {
        $0.user.isActive  // misspelt: isActive -> isActiv
            // misspelt: title -> ttl; wrong: "Chief" -> 1
            && ($0.departments.any { $0.contacts.any { $0.staff.any { $0.title == "Chief" } } }
                // misspelt: contacts -> contact; wrong: 3 -> "3"
                || $0.staff.any { $0.departments.any { $0.isOpen && $0.contacts.count > 3 } }
                || $0.invoices.any { $0.project.name == project.name && $0.contact.manager.user.age >= 40 }  // misspelt: manager -> manger
                || $0.manager.departments.contains(anyOf: departments)  // misspelt: contains -> contain
                || $0.id == project.leadID)  // misspelt: leadID -> leaderID; wrong: project.leadID -> project.name
    }
}
