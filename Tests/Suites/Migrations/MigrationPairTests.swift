import Junction
import JunctionTesting
import Testing

/// Made, migrated, taken back, migrated again: the tables are those that would be made afresh, and the rows are there.
@Suite struct MigrationPairTests {
    static let rows = 10_000

    @Test(arguments: TestDatabase.all, VersionPair.all)
    func roundTrip(_ database: TestDatabase, _ pair: VersionPair) async throws {
        try await database.run { db, _ in
            let first = Migration("0001_first", try SchemaDiff(of: pair.from, after: [], on: [db.dialect]).steps)
            let difference = try SchemaDiff(of: pair.to, after: [first], pair.answers, on: [db.dialect])
            #expect(difference.missing.isEmpty, "\(difference.missing)")
            let migrations = [first, Migration("0002_second", difference.steps)]
            let left = try db.missingSteps(of: pair.to, after: migrations)
            #expect(left.isEmpty, "\(left)")
            try await db.migrate(migrations, to: "0001_first")
            let before = try SchemaState(after: [first]), keeper = RowKeeper(db: db)
            try await keeper.fill(before.tables, rows: Self.rows)
            let old = try await SchemaText.lines(of: db)
            let made = try await lines(database, pair.from)
            #expect(old == made)
            let kept = try kept(pair, before, SchemaState(after: migrations))
            let rows = try await values(keeper, kept, \.old)
            for _ in 1...2 {
                let report = try await db.migrate(migrations, allowDataLoss: true)
                #expect(report.applied == ["0002_second"])
                let new = try await SchemaText.lines(of: db), fresh = try await lines(database, pair.to)
                #expect(new == fresh, "\(new.symmetricDifference(fresh))")
                let migrated = try await values(keeper, kept, \.new)
                #expect(migrated == rows)
                let undone = try await db.rollBack(migrations, allowDataLoss: true)
                #expect(undone.rolledBack == ["0002_second"])
                let back = try await SchemaText.lines(of: db)
                #expect(back == old, "\(back.symmetricDifference(old))")
                let restored = try await values(keeper, kept, \.old)
                #expect(restored == rows)
            }
        }
    }

    @Test(arguments: TestDatabase.all, VersionPair.chains.indices)
    func chain(_ database: TestDatabase, _ number: Int) async throws {
        try await database.run { db, _ in
            var migrations: [Migration] = []
            let chain = VersionPair.chains[number]
            for (step, pair) in chain.enumerated() {
                let steps = try SchemaDiff(of: pair.to, after: migrations, pair.answers, on: [db.dialect]).steps
                migrations.append(Migration("000\(step + 1)", steps))
            }
            var texts: [Set<String>] = [try await SchemaText.lines(of: db)]
            let keeper = RowKeeper(db: db)
            for (number, migration) in migrations.enumerated() {
                try await db.migrate(migrations, to: migration.name, allowDataLoss: true)
                if number == 0 { try await keeper.fill(SchemaState(after: [migration]).tables, rows: Self.rows) }
                texts.append(try await SchemaText.lines(of: db))
                let fresh = try await lines(database, chain[number].to)
                #expect(texts[number + 1] == fresh, "\(texts[number + 1].symmetricDifference(fresh))")
            }
            for (number, migration) in migrations.enumerated().reversed() where number > 0 {
                let report = try await db.migrate(migrations, to: migrations[number - 1].name, allowDataLoss: true)
                #expect(report.rolledBack == [migration.name])
                let back = try await SchemaText.lines(of: db)
                #expect(back == texts[number])
            }
            let report = try await db.migrate(migrations, allowDataLoss: true)
            #expect(report.applied == migrations.dropFirst().map(\.name))
            let end = try await SchemaText.lines(of: db)
            #expect(end == texts[migrations.count])
        }
    }

    /// What a database has that was made from the models at once.
    private func lines(_ database: TestDatabase, _ models: [any Model.Type]) async throws -> Set<String> {
        var lines: Set<String> = []
        try await database.run(models) { db, _ in lines = try await SchemaText.lines(of: db) }
        return lines
    }

    private struct Kept {
        let old: (table: String, columns: [String], order: [String])
        let new: (table: String, columns: [String], order: [String])
    }

    /// The columns that are there before and after, with the names that they have.
    private func kept(_ pair: VersionPair, _ before: SchemaState, _ after: SchemaState) throws -> [Kept] {
        before.tables.compactMap { old in
            let renamed = pair.answers.renames.first { $0.column == nil && $0.table == old.name }?.new ?? old.name
            guard let new = after.table(named: renamed) else { return nil }
            func name(_ column: String) -> String {
                pair.answers.renames.first { $0.column == column && $0.table == renamed }?.new ?? column
            }
            let columns = old.columns.map(\.name).filter { new.column(named: name($0)) != nil && !pair.changedTypes.contains($0) }
            let order = old.key.names.allSatisfy { new.column(named: name($0)) != nil } ? old.key.names : columns
            return Kept(old: (old.name, columns, order), new: (new.name, columns.map(name), order.map(name)))
        }
    }

    private func values(
        _ keeper: RowKeeper, _ kept: [Kept], _ side: KeyPath<Kept, (table: String, columns: [String], order: [String])>
    ) async throws -> [[String]] {
        var values: [[String]] = []
        for table in kept {
            let side = table[keyPath: side]
            values.append(try await keeper.values(of: side.table, side.columns, orderedBy: side.order))
        }
        return values
    }
}
