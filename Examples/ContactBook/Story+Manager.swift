import Foundation
import Junction

extension Story {
    /// The four operations of the notes, and the manager on another model.
    func manager(_ cast: Cast) async throws {
        let (cleo, boss, hr, it, sales) = (cast.cleo, cast.boss, cast.hr, cast.it, cast.sales)
        let departments = ContactDepartment.query
        tell.chapter("The manager: written once for every model that inherits ContactCategory")

        let created = try await tell.step("Create", "departments.create(cleo, in: hr, on: db)") {
            try await departments.create(cleo, in: hr, on: db)
        }
        try await tell.refusal("A pair is unique, so it is not created twice", "departments.create(cleo, in: hr, on: db)") {
            try await departments.create(cleo, in: hr, on: db)
        }
        let found = try await tell.step("Get or create: it is there", "departments.getOrCreate(cleo, in: hr, on: db)") {
            try await departments.getOrCreate(cleo, in: hr, on: db)
        }
        try tell.check(found.id == created.id && found.modified == created.modified, "the same link, untouched")
        try await tell.step("Get or create: it is new", "departments.getOrCreate(cleo, in: it, on: db)") {
            try await departments.getOrCreate(cleo, in: it, on: db)
        }
        try await tell.step(
            "Update to a list: what is not in it is deleted, by the boss",
            "departments.updateCategories(of: cleo, to: [it, sales], by: boss, on: db)", expecting: ["1"]
        ) {
            try await departments.updateCategories(of: cleo, to: [it, sales], by: boss, on: db)
        }
        try await tell.step(
            "The categories of a contact", "departments.categories(of: cleo).labels(on: db).map { $0.label }",
            expecting: ["cleo IT", "cleo Sales"]
        ) {
            try await departments.categories(of: cleo).labels(on: db).map { $0.label }
        }
        try await tell.step(
            "Who deleted what: an optional path gives an optional user",
            "departments.onlyDeleted.categories(of: cleo).with { $0.category }.with { $0.deletedBy }.all(on: db)", expecting: ["HR by boss"]
        ) {
            let rows = try await departments.onlyDeleted.categories(of: cleo).with { $0.category }.with { $0.deletedBy }.all(on: db)
            return rows.map { _, category, user in category.name + " by " + (user?.username ?? "nobody") }
        }
        let restored = try await tell.step(
            "Get or create: it was deleted, so it is restored", "departments.getOrCreate(cleo, in: hr, on: db)"
        ) {
            try await departments.getOrCreate(cleo, in: hr, on: db)
        }
        try tell.check(restored.id == created.id && restored.created == created.created && !restored.isDeleted, "the first link again")
        try await anotherModel(cleo, [hr, sales], boss)
    }

    /// Interests are another table; the manager is the same.
    private func anotherModel(_ cleo: Contact, _ chosen: [Category], _ boss: User) async throws {
        try await tell.step(
            "The same manager on another model", "ContactInterest.query.updateCategories(of: cleo, to: [hr, sales], by: boss, on: db)",
            expecting: ["0"]
        ) {
            try await ContactInterest.query.updateCategories(of: cleo, to: chosen, by: boss, on: db)
        }
        try await tell.step("Its rows, over the relation", "cleo.interests.all(on: db)", expecting: ["HR", "Sales"]) {
            try await cleo.interests.all(on: db)
        }
    }
}
