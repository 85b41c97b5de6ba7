import Foundation
import Junction
import Testing

// One table, seen by models that differ in what they take its column for.

@Model(table: "error_cell")
struct ErrorTextCell {
    var id: Key<ErrorTextCell>
    var content: String?
}

@Model(table: "error_cell")
struct ErrorWholeCell {
    var id: Key<ErrorWholeCell>
    var content: Int
}

@Model(table: "error_cell")
struct ErrorRealCell {
    var id: Key<ErrorRealCell>
    var content: Double
}

@Model(table: "error_cell")
struct ErrorDateCell {
    var id: Key<ErrorDateCell>
    var content: Date
}

@Model(table: "error_cell")
struct ErrorRequiredCell {
    var id: Key<ErrorRequiredCell>
    var content: String
}

@Model(table: "error_cell")
struct ErrorKindCell {
    enum Kind: String, ColumnValue { case work, home }

    var id: Key<ErrorKindCell>
    var content: Kind
}

@Model
struct ErrorSettingsCell {
    struct Settings: JSONColumnValue { var theme: String }

    var id: Key<ErrorSettingsCell>
    var content: Settings
}

/// A column that holds something else than its model says: model, column, what was expected and what was found, never what it holds.
@Suite struct RowErrorTests {
    @Test(arguments: TestDatabase.all)
    func textWhereSomethingElseIsExpected(_ database: TestDatabase) async throws {
        try await database.run([ErrorTextCell.self]) { db, _ in
            let id = try await ErrorTextCell(content: "secret").insert(on: db).id.raw ?? 0
            let calls: [(String, String, String, @Sendable () async throws -> Void)] = [
                ("ErrorWholeCell", "an integer", "text", { _ = try await ErrorWholeCell.find(Key(id), on: db) }),
                ("ErrorWholeCell", "an integer", "text", { _ = try await ErrorWholeCell.query.all(on: db) }),
                ("ErrorRealCell", "a real number", "text", { _ = try await ErrorRealCell.query.first(on: db) }),
                ("ErrorDateCell", "a date and time", "text", { _ = try await ErrorDateCell.query.one(on: db) }),
            ]
            for (model, expected, found, call) in calls {
                let error = try await refusal(of: RowError.self, by: call)
                #expect(error.model == model)
                #expect(error.column == "content")
                #expect(error.expected == expected)
                #expect(error.found == found)
                #expect(error.description == "\(model).content: expected \(expected), found \(found)")
            }
            // The connection goes on.
            #expect(try await ErrorTextCell.query.all(on: db).map(\.content) == ["secret"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func aRealNumberIsNoInteger(_ database: TestDatabase) async throws {
        try await database.run([ErrorRealCell.self]) { db, _ in
            for content in [1.5, 2.0] {
                let row = try await ErrorRealCell(content: content).insert(on: db)
                let error = try await refusal(of: RowError.self) { _ = try await ErrorWholeCell.find(Key(row.id.raw ?? 0), on: db) }
                #expect(error.description == "ErrorWholeCell.content: expected an integer, found a real number")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func anAbsentValueThatIsRequired(_ database: TestDatabase) async throws {
        try await database.run([ErrorTextCell.self]) { db, _ in
            _ = try await ErrorTextCell(content: nil).insert(on: db)
            let error = try await refusal(of: RowError.self) { _ = try await ErrorRequiredCell.query.all(on: db) }
            #expect(error.model == "ErrorRequiredCell")
            #expect(error.column == "content")
            #expect(error.description == "ErrorRequiredCell.content: expected text, found NULL")
        }
    }

    @Test(arguments: TestDatabase.all)
    func aRawValueThatItsTypeDoesNotHave(_ database: TestDatabase) async throws {
        try await database.run([ErrorRequiredCell.self]) { db, _ in
            _ = try await ErrorRequiredCell(content: "work").insert(on: db)
            #expect(try await ErrorKindCell.query.one(on: db).content == .work)
            _ = try await ErrorRequiredCell(content: "secret").insert(on: db)
            let error = try await refusal(of: RowError.self) { _ = try await ErrorKindCell.query.all(on: db) }
            #expect(error.description == "ErrorKindCell.content: expected a Kind, found a raw value that it does not have")
        }
    }

    @Test(arguments: TestDatabase.all)
    func textThatIsNoJSON(_ database: TestDatabase) async throws {
        try await database.run([ErrorSettingsCell.self]) { db, _ in
            let row = try await ErrorSettingsCell(content: .init(theme: "dark")).insert(on: db)
            #expect(row.content.theme == "dark")
            _ = try await ErrorPaletteCell(content: .init(colours: [1, 2])).insert(on: db)
            let error = try await refusal(of: RowError.self) { _ = try await ErrorSettingsCell.query.all(on: db) }
            #expect(error.description == "ErrorSettingsCell.content: expected JSON of a Settings, found other text")
        }
    }

    /// Beside a joined row and in a prefetch the model is the one whose column it is.
    @Test(arguments: TestDatabase.all)
    func theModelIsTheOneWhoseColumnItIs(_ database: TestDatabase) async throws {
        try await database.run([ErrorTextCell.self, ErrorCellOwner.self]) { db, _ in
            let cell = try await ErrorTextCell(content: "word").insert(on: db)
            _ = try await ErrorCellOwner(cellID: cell.id).insert(on: db)
            let joined = try await refusal(of: RowError.self) { _ = try await ErrorWrongOwner.query.with { $0.cell }.all(on: db) }
            #expect(joined.model == "ErrorWholeCell")
            #expect(joined.column == "content")
            let fetched = try await refusal(of: RowError.self) { _ = try await ErrorNumberedCell.query.with { $0.owners }.all(on: db) }
            #expect(fetched.model == "ErrorWrongChild")
            #expect(fetched.column == "note")
        }
    }
}

@Model(table: "error_settings_cell")
struct ErrorPaletteCell {
    struct Palette: JSONColumnValue { var colours: [Int] }

    var id: Key<ErrorPaletteCell>
    var content: Palette
}

@Model(table: "error_cell_owner")
struct ErrorCellOwner {
    var id: Key<ErrorCellOwner>
    var cellID: Key<ErrorTextCell>
    var note: String = "note"
}

/// The same two tables with the cell taken for a number.
@Model(table: "error_cell_owner")
struct ErrorWrongOwner {
    var id: Key<ErrorWrongOwner>
    var cellID: Key<ErrorWholeCell>
}

/// The same two tables with the owner's note taken for a number.
@Model(table: "error_cell")
struct ErrorNumberedCell {
    var id: Key<ErrorNumberedCell>
    @HasMany(\ErrorWrongChild.cellID) var owners: HasMany<ErrorWrongChild>
}

@Model(table: "error_cell_owner")
struct ErrorWrongChild {
    var id: Key<ErrorWrongChild>
    var cellID: Key<ErrorNumberedCell>
    var note: Int
}
