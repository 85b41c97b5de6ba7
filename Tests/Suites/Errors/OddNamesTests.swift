import Foundation
import Junction
import Testing

// Any name works: reserved words of SQL and of Swift, and names with signs in them.

@Model(table: "order")
struct ErrorReserved: Equatable {
    var id: Key<ErrorReserved>
    var order: Int
    var group: String
    var `default`: Bool
    @Indexed var path: String
    @Unique @Check(0...100) var count: Int
    var filter: String = "f"
    var select: Int?
    var `where`: String?
    @ManyToMany var values: Many<ErrorQuoted>
    @HasMany(\ErrorTable.selectID) var from: HasMany<ErrorTable>

    static let options = Options<Self>(
        label: { $0.group + " " + $0.path }, ordering: { [$0.order.descending, $0.default] }, unique: { [[$0.group, $0.order]] },
        checks: { ["where": $0.order >= 0] })
}

@Model(table: "table")
struct ErrorTable {
    var id: Key<ErrorTable>
    @ForeignKey(onDelete: .cascade) var selectID: Key<ErrorReserved>
    @Column("from") var source: String
}

/// Names that would break out of their quotes if they were pasted.
@Model(table: "a \"table\"; DROP TABLE order; --")
struct ErrorQuoted: Equatable {
    var id: Key<ErrorQuoted>
    @Column("col\"umn'; --") var column: String
    @Column("é 日本 %_*") var sign: String?
}

@Suite struct OddNamesTests {
    private static let models: [any Model.Type] = [ErrorReserved.self, ErrorTable.self, ErrorQuoted.self]
    private let row = ErrorReserved(order: 1, group: "g", default: true, path: "p", count: 3, select: nil, where: "w")

    @Test(arguments: TestDatabase.all)
    func rowsComeAndGo(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            try await db.verify(Self.models)
            var stored = try await row.insert(on: db)
            #expect(stored.where == "w")
            stored = try await stored.update(on: db) {
                $0.order = 2
                $0.default = false
                $0.path = "q"
                $0.select = 7
                $0.where = nil
            }
            #expect(try await ErrorReserved.find(stored.id, on: db) == stored)
            #expect(stored.order == 2 && !stored.default && stored.path == "q" && stored.select == 7 && stored.where == nil)
            #expect(try await stored.label(on: db) == "g q")
            try await ErrorReserved.query.update(on: db) { new, old in
                new.order = old.order + old.count
                new.group = old.group + old.path
            }
            #expect(try await ErrorReserved.query.one(on: db).order == 5)
            try await stored.delete(on: db)
            #expect(try await ErrorReserved.count(on: db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func queriesNameThem(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let one = try await row.insert(on: db)
            let two = try await ErrorReserved(order: 2, group: "h", default: false, path: "p", count: 4, select: 1).insert(on: db)
            let found = ErrorReserved.filter { $0.order == 1 && $0.group == "g" && $0.default && $0.path == "p" }
                .filter { $0.count > 0 && $0.filter == "f" && $0.select == nil && $0.where == "w" }
            #expect(try await found.all(on: db) == [one])
            #expect(try await ErrorReserved.query.all(on: db) == [two, one])
            #expect(try await ErrorReserved.order { [$0.group, $0.default, $0.select] }.all(on: db) == [one, two])
            let values = try await ErrorReserved.query.values { ($0.order, $0.default, $0.select, $0.where) }.all(on: db)
            #expect(values.map(\.0) == [2, 1])
            #expect(values.map(\.3) == [nil, "w"])
        }
    }

    @Test(arguments: TestDatabase.all)
    func relationsNameThem(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let owner = try await row.insert(on: db)
            let quoted = try await ErrorQuoted(column: "x", sign: "%").insert(on: db)
            let changes = try await owner.values.add(quoted, on: db)
            #expect(changes.added == [quoted.id])
            let child = try await owner.from.create(ErrorTable(selectID: .unassigned, source: "here"), on: db)
            #expect(child.selectID == owner.id)
            let query = ErrorReserved.filter { $0.values.any { $0.column == "x" && $0.sign == "%" } && $0.from.count == 1 }
            let rows = try await query.with { $0.values }.with { $0.from }.all(on: db)
            #expect(rows.map(\.0) == [owner])
            #expect(rows.map(\.1) == [[quoted]])
            #expect(rows.first?.2.map(\.source) == ["here"])
            let back = try await ErrorTable.filter { $0.select.order == 1 && $0.source == "here" }.with { $0.select }.all(on: db)
            #expect(back.map(\.1) == [owner])
            try await owner.values.set([], on: db)
            #expect(try await owner.values.isEmpty(on: db))
        }
    }

    /// The constraints have names too, and an error finds its way back.
    @Test(arguments: TestDatabase.all)
    func constraintsNameThem(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            _ = try await row.insert(on: db)
            let same = ErrorReserved(order: 9, group: "x", default: true, path: "p", count: 3)
            let unique = try await refusal(of: DatabaseError.self) { _ = try await same.insert(on: db) }
            #expect(unique.model == "ErrorReserved")
            #expect(unique.table == "order")
            #expect(unique.columns == ["count"])
            let pair = ErrorReserved(order: 1, group: "g", default: true, path: "p", count: 4)
            let together = try await refusal(of: DatabaseError.self) { _ = try await pair.insert(on: db) }
            #expect(together.columns == ["group", "order"])
            let negative = ErrorReserved(order: -1, group: "n", default: true, path: "p", count: 5)
            let check = try await refusal(of: DatabaseError.self) { _ = try await negative.insert(on: db) }
            #expect(check.constraint == "order__where__check")
            #expect(check.model == "ErrorReserved")
        }
    }
}
