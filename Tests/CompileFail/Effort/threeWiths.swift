import Junction

func threeWiths() -> Query<Contact, (Contact, User, [(Category, ContactDepartment)], [Contact])> {
    Contact
        .with { $0.user }  // misspelt: user -> usr
        .with { $0.departments.withLink.filter { $0.name != "IT" }.order { $0.name } }  // misspelt: withLink -> withLnk; wrong: "IT" -> 7
        .with { $0.staff.filter { $0.visits > 3 }.order { [$0.title.descending, $0.id] } }  // misspelt: title -> titel; wrong: 3 -> "three"
}
