// snippet: first-example
import Foundation
import Junction
import JunctionSQLite

@Model
struct Contact {
    var id: Key<Contact>
    @MaxLength(100) var name: String
    @ManyToMany var departments: Many<Department>.Through<Membership>
}

@Model
struct Department {
    var id: Key<Department>
    @Unique @MaxLength(100) var name: String
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<Membership>
}

@Model
struct Membership {
    var id: Key<Membership>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @ForeignKey(onDelete: .cascade) var departmentID: Key<Department>
    var role: String?
    @DeletedAt var deleted: Date?          // links are soft-deleted, and vanish from every path
}

func firstExample(path: String) async throws -> [String] {
    let db = try await Database.sqlite(path: path)
    try await db.create([Contact.self, Department.self, Membership.self])

    let ann = try await Contact(name: "Ann").insert(on: db)
    let hr = try await Department(name: "HR").insert(on: db)
    let it = try await Department(name: "IT").insert(on: db)

    try await ann.departments.add(hr, it, on: db) { $0.role = "head" }      // one statement
    try await ann.departments.remove(it, on: db)                            // soft, and gone everywhere

    // A key that does not exist is a typed error that names it; nothing is written.
    do { try await ann.departments.add(keys: [Key(99)], on: db) } catch let error as RelationError { print(error) }

    let rows = try await Contact
        .filter { $0.departments.contains(anyOf: [hr, it]) }                // each contact once
        .with { $0.departments.withLink }                                   // typed: (Contact, [(Department, Membership)])
        .all(on: db)
    await db.close()
    return rows.map { contact, links in
        contact.name + ": " + links.map { department, link in "\(department.name) (\(link.role ?? "-"))" }.joined(separator: ", ")
    }
}
// end snippet
