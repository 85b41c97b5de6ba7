import Junction
import JunctionTesting
import Testing

/// The row that fulfils a condition through a relation: it is linked whether it was there or not.
@Suite struct GetOrCreateTests {
    @Test(arguments: TestDatabase.allWithPoolers)
    func throughARelation(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db), hr = try await Department(name: "HR").insert(on: db)
            _ = recorder.take()
            let found = try await ann.departments.getOrCreate(where: { $0.name == "HR" }, on: db) { Department(name: "HR") }
            #expect(found.row.id == hr.id && !found.isNew)
            #expect(recorder.take().count == 2)
            let again = try await ann.departments.getOrCreate(where: { $0.name == "HR" }, on: db) { Department(name: "HR") }
            #expect(again.row.id == hr.id && !again.isNew)
            let made = try await ann.departments.getOrCreate(where: { $0.name == "IT" }, on: db) { Department(name: "IT") }
            #expect(made.isNew)
            #expect(try await ann.departments.order { $0.name }.all(on: db).map(\.name) == ["HR", "IT"])
            #expect(try await Department.count(on: db) == 2)

            let several = try await refusal(of: QueryError.self) {
                try await ann.departments.getOrCreate(where: { $0.name != "x" }, on: db) { Department(name: "x") }
            }
            #expect(several.kind == .moreThanOne(model: "Department"))
            let ghost = OfficeContact(id: Key(99), userID: Key(1))
            let missing = try await refusal(of: RelationError.self) {
                try await ghost.departments.getOrCreate(where: { $0.name == "new" }, on: db) { Department(name: "new") }
            }
            #expect(missing.kind == .missingOwner)
            #expect(try await Department.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func hasMany(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), bob = try await Office.contact("bob", on: db)
            let first = try await ann.extensions.getOrCreate(where: { $0.number == "1" }, on: db) { Extension(number: "1") }
            #expect(first.isNew && first.row.contactID == ann.id)
            #expect(try await !ann.extensions.getOrCreate(where: { $0.number == "1" }, on: db) { Extension(number: "1") }.isNew)
            let other = try await bob.extensions.getOrCreate(where: { $0.number == "1" }, on: db) { Extension(number: "1") }
            #expect(other.isNew && other.row.contactID == bob.id)
        }
    }

    /// On the rows of a relation it would insert a row that is not among them.
    @Test(arguments: TestDatabase.allWithPoolers)
    func onTheRowsOfARelation(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db)
            _ = recorder.take()
            let many = try await refusal(of: QueryError.self) {
                try await ann.departments.filter { $0.name == "HR" }.getOrCreate(on: db) { Department(name: "HR") }
            }
            #expect("\(many)".contains("OfficeContact.departments"))
            try await refusal(of: QueryError.self) {
                try await ann.extensions.filter { $0.number == "1" }.getOrCreate(on: db) { Extension(number: "1") }
            }
            #expect(recorder.take().isEmpty)
        }
    }
}
