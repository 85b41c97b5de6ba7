import Junction
import JunctionSQLite

// A driver in miniature: whatever it is asked, the answer is the numbers 1, 2 and 3.

struct NumbersDriver: Driver {
    var dialect: any Dialect { .sqlite }
    var pool: PoolShape { .alike(2) }
    var runsInline: Bool { true }
    func open(writable: Bool) throws -> any Link { NumbersLink() }
}

final class NumbersLink: Link {
    private(set) var isInTransaction = false
    let isFailed = false, insertedRow = false
    let lastInsertedKey: Int64 = 0
    let interrupt: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void = { done in done() }

    func run<R>(_ statement: Statement, _ values: [Value], _ body: (inout Rows) throws -> R) throws -> R {
        let state = UnsafeMutablePointer<Int64>.allocate(capacity: 1)
        defer { state.deallocate() }
        state.initialize(to: 0)
        var rows = Rows(state: OpaquePointer(state), table: Self.table)
        do { return try body(&rows) } catch is StepFailure {
            throw DatabaseError(.other, message: "the numbers have come to an end", sql: statement.sql)
        }
    }

    func execute(_ statement: Statement, _ values: [Value]) throws -> Int { 0 }

    func control(_ command: TransactionCommand) throws {
        switch command {
        case .begin: isInTransaction = true
        case .commit, .rollback: isInTransaction = false
        case .savepoint, .release, .rollbackTo: break
        }
    }

    func inspect(_ table: String) throws -> TableInspection? {
        let id = TableInspection.Column(name: "id", type: "integer", isNullable: false)
        let link = TableInspection.Reference(table: "contact_tags", column: "tag_id", onDelete: .cascade)
        return TableInspection(columns: [id], references: [link], uniqueKeys: [["id"]])
    }

    func checkedKeys(of table: String) throws -> [(column: String, table: String)] { [] }
    func canRefuseRemoval(from table: String) throws -> Bool { true }

    func catalogue() throws -> Catalogue {
        let id = CatalogueColumn(name: "id", type: "integer", content: .integer)
        return Catalogue(database: "Numbers", tables: [TableCatalogue(name: "tag", columns: [id])])
    }

    func close() {}

    /// Made once and never changed, so that it may be shared.
    nonisolated(unsafe) private static let table: UnsafePointer<RowTable> = {
        let table = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
        table.initialize(
            to: RowTable(
                next: { state in
                    guard let number = UnsafeMutablePointer<Int64>(state) else { return -1 }
                    number.pointee += 1
                    return number.pointee > 3 ? RowTable.end : RowTable.row
                },
                isNull: { _, _ in false },
                integer: { state, _, found in
                    guard let number = UnsafeMutablePointer<Int64>(state) else { return RowTable.null }
                    found.pointee = number.pointee
                    return RowTable.found
                },
                bool: { _, _, _ in RowTable.mismatch }, moment: { _, _, _ in RowTable.mismatch }, day: { _, _, _ in RowTable.mismatch },
                real: { _, _, _ in RowTable.mismatch }, text: { _, _, _, _ in RowTable.mismatch },
                bytes: { _, _, _, _ in RowTable.mismatch }, uuid: { _, _, _ in RowTable.mismatch },
                decimal: { _, _, _ in RowTable.mismatch },
                kind: { _, _, found in
                    found.pointee = Int64(ColumnType.integer.rawValue)
                    return RowTable.found
                },
                name: { _, _ in nil }))
        return UnsafePointer(table)
    }()
}

extension Snippet {
    static let drivers = [
        Snippet("a driver") { _ in
            let db = try await Database(NumbersDriver(), DatabaseConfiguration(connections: 2))
            try check(try await Phone.query.count(on: db) == 1)
            do { _ = try await Song.query.all(on: db) } catch let error as RowError {
                try check(error.description == "Song.name: expected text, found an integer", error.description)
            }
            await db.close()
        },
        Snippet("a connection") { _ in
            let link = try NumbersDriver().open(writable: true)
            var numbers: [Int] = []
            try link.control(.begin(.read, nil))
            try link.run(Statement("SELECT number FROM numbers", .read), []) { rows in
                try rows.forEach { row in
                    if !row.isNull(at: 0) { numbers.append(try row.value(Int.self, at: 0)) }
                }
            }
            let statements = Array(repeating: Statement("SELECT number FROM numbers", .read), count: 2)
            var counts = [0, 0]
            try link.run(count: 2) { number in
                (statements[number], [])
            } rows: { number, rows in
                try rows.forEach { _ in counts[number] += 1 }
            }
            try check(counts == [3, 3])
            _ = try link.execute(Statement("DELETE FROM numbers"), [])
            try link.control(.commit)
            try check(numbers == [1, 2, 3])
            let columns = try link.inspect("tag")?.columns.map(\.name)  // ["id"]
            try check(columns == ["id"])
            let tables = try link.catalogue().tables.map(\.name)  // ["tag"]
            try check(tables == ["tag"])
            do { _ = try link.copy(Statement("COPY"), columns: []) { _ in false } } catch let error as QueryError {
                try check(error.kind == .unsupported(what: "bulk format", database: "this database"))
            }
            link.close()
        },
        Snippet("what dialects say") { book in
            let dialect = book.db.dialect
            let call = dialect.standardCall(.lower, ["t0.name"])  // lower(t0.name)
            try check(call == "lower(t0.name)")
            let second = ListColumn.value(1, of: 2)  // value1
            try check(second == "value1" && ListColumn.value(0, of: 1) == "value")
        },
    ]

    static let database: [Snippet] = opening + transactions + errors + drivers + servers + catalogues + migrating + commands
}
