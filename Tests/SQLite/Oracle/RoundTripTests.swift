import Foundation
import Junction
import Testing

@testable import Oracle

/// Django reads what Junction left behind, and finds each value as it would have written it.
@Suite("Round trip to Django", .enabled(if: DjangoCheck.isWanted, "JUNCTION_WITHOUT_DJANGO=1 is set"))
struct RoundTripTests {
    /// An operation that left every stored value as it was needs no look of its own: `untouched` is that file.
    @Test(arguments: OperationCase.all)
    func afterOperation(_ operation: OperationCase) async throws {
        let problem = try await operation.perform(on: OracleFile.self) { outcome -> String? in
            if outcome.after.differences(from: outcome.before).isEmpty { return nil }
            let copy = try #require(outcome.copy as? OracleFileCopy)
            return try await DjangoCheck.problem(in: copy.file)
        }
        if let problem { Issue.record("\(operation.id): \(problem)") }
    }

    @Test func untouched() async throws {
        try await OracleFile.useFile { copy in
            try await copy.open { db in _ = try await Contact.count(on: db) }
            if let problem = try await DjangoCheck.problem(in: copy.file, isWhole: true) { Issue.record("\(problem)") }
        }
    }

    /// The check finds what only a row's own validation knows, and what only the file shows.
    @Test(arguments: [
        ("UPDATE contacts_user SET username = '' WHERE id = 3", "full_clean"),
        ("UPDATE contacts_tag SET deleted_at = '2024-01-01T10:00:00Z' WHERE id = 3", "not_as_django_writes_it"),
    ])
    func whatDjangoWouldNotWrite(_ change: String, _ kind: String) async throws {
        try await OracleFile.useFile { copy in
            let count = try await copy.open { db in try await db.execute(SQL(stringLiteral: change)) }
            #expect(count == 1)
            let problem = try await DjangoCheck.problem(in: copy.file)
            #expect(problem?.contains("\"\(kind)\": 1") == true, "\(problem ?? "nothing")")
        }
    }

    /// A row in each table, with every column filled.
    @Test func rowsOfEveryModel() async throws {
        try await check { db in
            let user = try await User(username: "zoë.new", email: "zoe@example.org", isActive: false).insert(on: db)
            let category = try await Category(name: "Fleet 🚚", parentID: Category.key(1)).insert(on: db)
            let contact = try await Contact(
                userID: user.id, managerID: Contact.key(1), title: "O'Neill", credit: Decimal(string: "-1234.5"),
                birthday: CalendarDate(year: 2000, month: 2, day: 29), externalID: UUID()
            ).insert(on: db)
            _ = try await Tag(name: "new-tag", color: "red", deletedAt: Date(timeIntervalSince1970: 1_700_000_000)).insert(on: db)
            _ = try await Phone(contactID: contact.id, number: "+49 1", kind: "home", isPrimary: true).insert(on: db)
            _ = try await ContactDepartment(contactID: contact.id, categoryID: category.id, role: "head", position: 1).insert(on: db)
            let module = try await DatabaseModule(code: "NEW", description: "New").insert(on: db)
            let settings = DatabaseSettings(pool: 3, tags: ["ü", "/"], nested: .init(on: true))
            let config = try await DatabaseConfig(description: "New", databaseName: "new_01", settings: settings).insert(on: db)
            try await config.modules.add(module, on: db)
            try await contact.tags.add(keys: Tag.keys(1, 2), on: db)
        }
    }

    /// The same with every column empty that may be.
    @Test func rowsWithoutValues() async throws {
        try await check { db in
            let user = try await User(username: "empty").insert(on: db)
            let contact = try await Contact(userID: user.id).insert(on: db)
            _ = try await Category(name: "Empty").insert(on: db)
            _ = try await Tag(name: "empty").insert(on: db)
            _ = try await Phone(contactID: contact.id, number: "+49 2").insert(on: db)
            _ = try await ContactDepartment(contactID: contact.id, categoryID: Category.key(1)).insert(on: db)
            _ = try await DatabaseConfig(description: "Empty", databaseName: "empty_01").insert(on: db)
        }
    }

    private func check(_ change: (Database) async throws -> Void) async throws {
        try await OracleFile.useFile { copy in
            try await copy.open { db in try await change(db) }
            if let problem = try await DjangoCheck.problem(in: copy.file) { Issue.record("\(problem)") }
        }
    }
}
