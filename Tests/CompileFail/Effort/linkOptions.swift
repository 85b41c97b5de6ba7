import Junction

/// What a junction model says about itself.
func linkOptions() -> Options<ContactDepartment> {
    Options(
        name: "Contact department",  // wrong: "Contact department" -> 7
        label: { $0.contact.user.username + " " + $0.category.name },  // misspelt: username -> usrname; wrong: " " -> 5
        ordering: { [$0.category.name, $0.contact.user.age.descending, $0.id] },  // misspelt: category -> categry
        unique: { [[$0.contactID, $0.categoryID]] },  // misspelt: contactID -> contact_id
        checks: { ["position": $0.position >= 0 && $0.role != ""] },  // misspelt: $0.position -> $0.place; wrong: >= 0 -> >= "none"
        limits: { _ in [] })
}
