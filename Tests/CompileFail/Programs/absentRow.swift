// expect-count: 2
import Junction

func managers(on db: Database) async throws -> [String] {
    let rows = try await Contact.with { $0.manager }.all(on: db)
    return rows.map { contact, manager in
        manager.title  // expect: must be unwrapped to refer to member 'title'
    }
}

func titles(on db: Database) async throws {
    for title in try await Contact.query.values({ $0.manager.title }).all(on: db) {
        print(title.count)  // expect: must be unwrapped to refer to member 'count'
    }
}
