import Junction

extension Story {
    /// Orders and labels that reach across relations.
    func orders(_ cast: Cast) async throws {
        tell.chapter("Orders and labels across relations")
        try await cast.bob.departments.add(cast.hr, cast.it, on: db)

        let links = try await tell.step(
            "A model's own order: by contact.user.username, then by category.name", "ContactDepartment.all(on: db)"
        ) {
            try await ContactDepartment.all(on: db)
        }
        try await tell.step(
            "The same rows as people read them", "ContactDepartment.query.labels(on: db).map { $0.label }",
            expecting: ["ann IT", "ann Sales", "bob HR", "bob IT"]
        ) {
            try await ContactDepartment.query.labels(on: db).map { $0.label }
        }
        try await tell.step(
            "An order of the query's own",
            "ContactDepartment.order { [$0.category.name.descending, $0.contact.user.username] }.labels(on: db).map { $0.label }",
            expecting: ["ann Sales", "ann IT", "bob IT", "bob HR"]
        ) {
            try await ContactDepartment.order { [$0.category.name.descending, $0.contact.user.username] }.labels(on: db).map { $0.label }
        }
        try await tell.step(
            "Contacts by the name of their user, backwards", "Contact.order { $0.user.username.descending }.all(on: db)",
            expecting: ["Cleo Carter", "Bob Baker", "Ann Archer"]
        ) {
            try await Contact.order { $0.user.username.descending }.all(on: db)
        }
        try await tell.step("The label of one row", "links[0].label(on: db)", expecting: ["ann IT"]) {
            try await links[0].label(on: db)
        }
        try await tell.step(
            "Names for people", "ContactDepartment.options.name, ContactDepartment.options.plural",
            expecting: ["Contact department", "Contact departments"]
        ) {
            [ContactDepartment.options.name, ContactDepartment.options.plural]
        }
    }
}
