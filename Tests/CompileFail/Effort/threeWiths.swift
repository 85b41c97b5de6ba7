import Junction

func threeWiths() -> Query<Contact, (Contact, User, [(Category, ContactDepartment)], [Contact])> {
    Contact
        .with { $0.user }
        .with { $0.departments.withLink.filter { $0.name != "IT" }.order { $0.name } }
        .with { $0.staff.filter { $0.visits > 3 }.order { [$0.title.descending, $0.id] } }
}
