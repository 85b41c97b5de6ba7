import Foundation
import Junction

extension Story {
    /// A relation through a model that is soft-deletable: a deleted link is deleted on every path.
    func departments(_ cast: Cast) async throws {
        let (boss, ann, hr, it, sales) = (cast.boss, cast.ann, cast.hr, cast.it, cast.sales)
        tell.chapter("Departments of a contact: through a model of its own, with soft deletion")
        try await tell.step("Ann joins two departments", "ann.departments.add(hr, it, on: db)") {
            try await ann.departments.add(hr, it, on: db)
        }
        try await tell.step("The links are rows of a model", "ann.departments.links.all(on: db)") {
            try await ann.departments.links.all(on: db)
        }
        try await tell.step(
            "Remove: the link stays as a deleted row, and says who did it",
            "ann.departments.remove(hr, on: db) { $0.deletedByID = boss.id }", expecting: ["removed \(hr.id)"]
        ) {
            try await ann.departments.remove(hr, on: db) { $0.deletedByID = boss.id }
        }
        try await gone(cast)
        try await back(cast)
        try await tell.step(
            "Set: IT keeps its link, Sales is new, HR goes", "ann.departments.set([it, sales], on: db)",
            expecting: ["added \(sales.id); existing \(it.id); removed \(hr.id)"]
        ) {
            try await ann.departments.set([it, sales], on: db)
        }
    }

    /// Django's filter still finds a contact over a soft-deleted link. This one does not, and neither does any other path.
    private func gone(_ cast: Cast) async throws {
        let (ann, hr) = (cast.ann, cast.hr)
        try await tell.step("Gone from the relation", "ann.departments.all(on: db)", expecting: ["IT"]) {
            try await ann.departments.all(on: db)
        }
        try await tell.step("… from its count", "ann.departments.count(on: db)", expecting: ["1"]) {
            try await ann.departments.count(on: db)
        }
        try await tell.step(
            "… from a filter by departments", "Contact.filter { $0.departments.contains(anyOf: [hr]) }.all(on: db)", expecting: ["(none)"]
        ) {
            try await Contact.filter { $0.departments.contains(anyOf: [hr]) }.all(on: db)
        }
        try await tell.step(
            "… and from the filter's count", "Contact.filter { $0.departments.contains(anyOf: [hr]) }.count(on: db)", expecting: ["0"]
        ) {
            try await Contact.filter { $0.departments.contains(anyOf: [hr]) }.count(on: db)
        }
        try await tell.step(
            "… from a prefetch: two statements, and its rows are in the type",
            "Contact.filter { $0.id == ann.id }.with { $0.user }.with { $0.departments }.all(on: db)", expecting: ["ann: IT"]
        ) {
            let rows = try await Contact.filter { $0.id == ann.id }.with { $0.user }.with { $0.departments }.all(on: db)
            return rows.map { _, user, departments in user.username + ": " + departments.map(\.name).joined(separator: ", ") }
        }
        try await tell.step("… from the links", "ann.departments.links.all(on: db)") {
            try await ann.departments.links.all(on: db)
        }
        try await tell.step("… from the other end", "hr.contacts.all(on: db)", expecting: ["(none)"]) {
            try await hr.contacts.all(on: db)
        }
        try await tell.step(
            "Whoever wants to see it says so, on that hop alone",
            "Contact.filter { $0.departments.includingDeletedLinks.contains(hr) }.all(on: db)", expecting: ["Ann Archer"]
        ) {
            try await Contact.filter { $0.departments.includingDeletedLinks.contains(hr) }.all(on: db)
        }
    }

    /// Linked again, the same row comes back.
    private func back(_ cast: Cast) async throws {
        let (ann, hr, it) = (cast.ann, cast.hr, cast.it)
        let deleted = try await tell.step("The deleted link", "ann.departments.links.onlyDeleted.one(on: db)") {
            try await ann.departments.links.onlyDeleted.one(on: db)
        }
        try await tell.step("Add it again: it is restored", "ann.departments.add(hr, on: db)", expecting: ["restored \(hr.id)"]) {
            try await ann.departments.add(hr, on: db)
        }
        let restored = try await tell.step("The same link, alive", "ContactDepartment.find(deleted.id, on: db)") {
            try await ContactDepartment.find(deleted.id, on: db)
        }
        try tell.check(restored.id == deleted.id && restored.created == deleted.created, "the same id, created at the same time")
        try tell.check(!restored.isDeleted && restored.modified > deleted.modified, "not deleted, and modified just now")
        try await tell.step(
            "A contact in both departments comes once: no duplicates",
            "Contact.filter { $0.departments.contains(anyOf: [hr, it]) }.all(on: db)", expecting: ["Ann Archer"]
        ) {
            try await Contact.filter { $0.departments.contains(anyOf: [hr, it]) }.all(on: db)
        }
    }
}
