import Junction

/// Contacts of exactly these departments who lead one of them, and have enough to do and to call.
func exactDepartments(_ departments: [Category], _ role: String, _ tags: [Key<Tag>]) -> Query<Contact, Contact> {
    Contact.filter {
        $0.departments.contains(exactly: departments)  // misspelt: departments. -> department.
            && $0.departments.any(linked: { department, link in
                department.isOpen && link.role == role && link.position < 3  // misspelt: role == -> rol ==; wrong: 3 -> "three"
            })
            && $0.departments.count(linked: { $1.role != nil && !$0.parentID.isNil() }) >= 2  // misspelt: role -> rol; wrong: 2 -> "2"
            && $0.tags.contains(anyOf: tags) && $0.phones.count { $0.kind == "work" } > 1  // misspelt: kind -> knd; wrong: "work" -> 1
            && $0.invoices.sum { $0.amount } > 1000  // misspelt: amount -> amout; wrong: 1000 -> "much"
    }
}
