import Junction
import JunctionSQLite

/// Whether the same may be tried again.
func mayRepeat(_ error: DatabaseError) -> Bool {
    switch error.kind {
    case .serialisation, .deadlock, .busy, .lockTimeout: true
    default: false
    }
}

extension Snippet {
    static let errors = [
        Snippet("errors of the database") { book in
            let db = book.db
            do { _ = try await Tag(name: "vip").insert(on: db) } catch let error as DatabaseError where error.kind == .unique {
                print(error.model ?? "a table", error.columns)  // Tag ["name"]
            }
            let error = await failure { _ = try await Tag(name: "vip").insert(on: db) } as? DatabaseError
            try check(error?.model == "Tag" && error?.columns == ["name"] && error?.code == "2067")
            try check(error.map(mayRepeat) == false)
        },
        Snippet("errors of queries") { book in
            let db = book.db, ann = book.ann
            do { _ = try await Tag.find(Key(99), on: db) } catch let error as QueryError {
                if case .notFound(let model, let keys) = error.kind { print(model, keys) }  // Tag [99]
            }
            let missing = await failure { _ = try await Tag.find(Key(99), on: db) } as? QueryError
            try check(missing?.kind == .notFound(model: "Tag", keys: [.integer(99)]))
            _ = try await ann.update(on: db) { $0.title = "Chair" }
            let stale = await failure { _ = try await ann.update(on: db) { $0.title = "Head" } } as? QueryError
            try check(stale?.kind == .staleVersion(model: "Contact", keys: [ann.id.columnValue]))
        },
        Snippet("errors of relations") { book in
            let db = book.db, ann = book.ann
            do { try await ann.departments.add(keys: [Key(99)], on: db) } catch let error as RelationError {
                if error.kind == .missingTargets { print(error.relation, error.model, error.keys) }  // Contact.departments Category [99]
            }
            let error = await failure { try await ann.departments.add(keys: [Key(99)], on: db) } as? RelationError
            try check(error?.relation == "Contact.departments" && error?.model == "Category" && error?.keys == [.integer(99)])
        },
        Snippet("errors of values") { book in
            let db = book.db
            do { _ = try await Category(name: "Sales", code: "too long for it").insert(on: db) } catch let error as ValidationError {
                for failure in error.failures { print(failure.property, failure.reason) }  // code has 15 characters, 10 are allowed
            }
            let error = await failure { _ = try await Category(name: "Sales", code: "too long for it").insert(on: db) } as? ValidationError
            try check(error?.failures.first?.reason == "has 15 characters, 10 are allowed")
        },
        Snippet("errors of rows") { book in
            let db = book.db
            try await db.execute("UPDATE tag SET uses = 'many'")
            do { _ = try await Tag.query.all(on: db) } catch let error as RowError {
                print(error)  // Tag.uses: expected an integer, found text
            }
            let error = await failure { _ = try await Tag.query.all(on: db) } as? RowError
            try check(error?.description == "Tag.uses: expected an integer, found text")
        },
        Snippet("errors of the schema") { book in
            let db = book.db
            do { try await db.verify([Tag.self, Airport.self]) } catch let error as SchemaError {
                for mistake in error.mistakes { print(mistake) }  // Airport: there is no table 'airport'
            }
            let error = await failure { try await db.verify([Tag.self, Airport.self]) } as? SchemaError
            try check(error?.mistakes == ["Airport: there is no table 'airport'"])
        },
        Snippet("errors of the pool") { _ in
            let db = try await Database.sqlite(.memory)
            await db.close()
            do { _ = try await Tag.query.all(on: db) } catch PoolError.noConnection(let limit) {
                print("no connection became free within \(limit)")
            } catch PoolError.closed {
                print("the database was closed")
            }
        },
    ]

    private static func failure(_ work: () async throws -> Void) async -> (any Error)? {
        do { try await work() } catch { return error }
        return nil
    }
}
