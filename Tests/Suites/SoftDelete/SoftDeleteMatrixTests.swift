import Junction
import Testing

@Suite struct SoftDeleteMatrixTests {
    /// Each path against each deletion: the database says what the plain values say.
    @Test(arguments: TestDatabase.all, Library.Deletion.allCases)
    func matrix(_ database: TestDatabase, _ deletion: Library.Deletion) async throws {
        try await database.run(Library.models) { db, _ in
            try await Shelf.fill(db, deletion)
            for cell in try await redCells(db, deletion) { Issue.record("\(cell)") }
        }
    }

    /// Seeing deleted rows takes a word, on that hop alone.
    @Test(arguments: TestDatabase.all)
    func overrides(_ database: TestDatabase) async throws {
        try await database.run(Library.models) { db, _ in
            try await Shelf.fill(db, .link)
            #expect(try await Authorship.onlyDeleted.count(on: db) == 2)
            #expect(try await Authorship.includingDeleted.count(on: db) == 5)
            #expect(try await names(Author.filter { !$0.books.onlyDeletedLinks.isEmpty }, db) == "A C")
            let rows = try await Author.with { $0.books.includingDeletedLinks }.all(on: db)
            #expect(rows.map { text($1.map(\.title)) } == ["X Y", "X Z", "Y"])
        }
        try await database.run(Library.models) { db, _ in
            try await Shelf.fill(db, .target)
            let links = try await Authorship.query.with { $0.book.includingDeleted }.all(on: db)
            #expect(links.map(\.1.title) == ["X", "Y", "Y", "X", "Z"])
            #expect(try await names(Author.filter { $0.books.includingDeleted.any { $0.title == "Y" } }, db) == "A C")
            #expect(try await names(Author.filter { !$0.books.onlyDeleted.isEmpty }, db) == "A C")
        }
    }
}

/// Leaves out one place of the planner where a scope is rendered: at least one cell must turn red for each.
@Suite struct ScopeMutationTests {
    @Test(arguments: ScopeRule.Place.allCases)
    func aMissingScopeIsFound(_ place: ScopeRule.Place) async throws {
        var red: [String] = []
        for deletion in Library.Deletion.allCases {
            try await TestDatabase.all[0].run(Library.models) { db, _ in
                try await Shelf.fill(db, deletion)
                red += try await ScopeRule.$omitted.withValue(place) { try await redCells(db, deletion) }
            }
        }
        print("without the scope at '\(place.rawValue)': \(red.count) red cells, such as \(red.first ?? "none")")
        #expect(!red.isEmpty, "nothing noticed that the scope at '\(place.rawValue)' is missing")
    }
}

/// The cells of one column whose answers are wrong.
private func redCells(_ db: Database, _ deletion: Library.Deletion) async throws -> [String] {
    let shelf = Shelf(deletion)
    var red: [String] = []
    for row in MatrixRow.all {
        let expected = row.expected(shelf), answer: String
        do { answer = try await row.answer(db) } catch { answer = "\(error)" }
        if answer != expected { red.append("\(row.name), deleted \(deletion): '\(answer)', expected '\(expected)'") }
    }
    return red
}
