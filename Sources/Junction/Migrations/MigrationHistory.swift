import Foundation

/// Which migrations a database has run, in a table of its own.
struct MigrationHistory: Sendable, Equatable {
    struct Entry: Sendable, Hashable {
        let name: String
        let checksum: String
        let applied: Date
    }

    /// In the order in which they ran.
    private(set) var entries: [Entry] = []

    static let table = TableDefinition(
        "junction_migration",
        columns: [
            .column("number", .integer), .column("name", .text, maxLength: 200), .column("checksum", .text, maxLength: 16),
            .column("applied", .moment),
        ], key: .counted("number"), unique: [["name"]])

    /// Reads what has run; nothing where there is no table.
    init(_ execution: Execution) throws {
        if try execution.link.inspect(Self.table.name) == nil { return }
        let sql: Fragment = "SELECT name, checksum, applied FROM \(name: Self.table.name) ORDER BY number"
        entries = try execution.run(Statement(sql.sql(execution.context.dialect), .read), []) { rows in
            var entries: [Entry] = []
            try rows.forEach { row in
                entries.append(
                    Entry(
                        name: try row.value(String.self, at: 0), checksum: try row.value(String.self, at: 1),
                        applied: try row.value(Date.self, at: 2)))
            }
            return entries
        }
    }

    // MARK: Changes

    /// Waits until nobody else migrates, and makes the table where it is missing.
    static func open(_ execution: Execution) throws {
        let dialect = execution.context.dialect
        if let lock = dialect.migrationLock { _ = try execution.run(Statement(lock, .write), []) { try $0.forEach { _ in } } }
        if try execution.link.inspect(table.name) != nil { return }
        for statement in DDL.create(table, dialect) { try execution.execute(Statement(statement.sql(dialect))) }
    }

    static func add(_ migration: Migration, _ execution: Execution) throws {
        let columns = ["name", "checksum", "applied"], parameters = (1...3).map { Fragment(parameter: $0) }
        let sql: Fragment = "INSERT INTO \(name: table.name) (\(names: columns)) VALUES (\(parameters, separator: ", "))"
        try execution.execute(
            Statement(sql.sql(execution.context.dialect)), [.text(migration.name), .text(migration.checksum), execution.now])
    }

    static func remove(_ name: String, _ execution: Execution) throws {
        let sql: Fragment = "DELETE FROM \(name: table.name) WHERE \(name: "name") = \(Fragment(parameter: 1))"
        try execution.execute(Statement(sql.sql(execution.context.dialect)), [.text(name)])
    }

    /// Writes down which migrations stand for others that have run; what is there then.
    static func squash(_ list: [Migration], _ execution: Execution) throws -> MigrationHistory {
        let history = try MigrationHistory(execution)
        for (migration, place) in history.standIns(in: list) {
            for name in migration.replaced where name != place { try remove(name, execution) }
            // What ran after it stays after it.
            let dialect = execution.context.dialect, parameters = (1...3).map { Fragment(parameter: $0) }
            let sql: Fragment =
                "UPDATE \(name: table.name) SET \(name: "name") = \(parameters[0]), \(name: "checksum") = \(parameters[1]) WHERE \(name: "name") = \(parameters[2])"
            try execution.execute(Statement(sql.sql(dialect)), [.text(migration.name), .text(migration.checksum), .text(place)])
        }
        return history.squashed(list)
    }

    func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

    // MARK: Against the list

    /// The migrations that have run, in that order. Throws where one is not what it was, or is not in the list.
    func migrations(of list: [Migration]) throws(MigrationError) -> [Migration] {
        var found: [Migration] = [], unknown: [String] = []
        for entry in entries {
            guard let migration = list.first(where: { $0.name == entry.name }) else {
                unknown.append(entry.name)
                continue
            }
            if migration.checksum != entry.checksum {
                throw MigrationError(
                    .changed, "its steps are not those that ran; put them back, and write what is to change into a migration of its own",
                    in: migration.name)
            }
            found.append(migration)
        }
        if let part = list.first(where: { $0.replaced.contains(where: unknown.contains) }) {
            throw MigrationError(
                .unknown, "the database has run some of the migrations that it replaces; run the others first, with the program before it",
                in: part.name)
        }
        if !unknown.isEmpty {
            throw MigrationError(
                .unknown, "the database has run \(unknown.joined(separator: ", ")), which this program does not have; use a newer one")
        }
        return found
    }

    /// The migrations that were put together of others, all of which have run, and in whose place they stand: the last one's, but before
    /// what comes after them in the list and ran between.
    private func standIns(in list: [Migration]) -> [(migration: Migration, place: String)] {
        list.enumerated().filter { !has($1.name) && !$1.replaced.isEmpty && $1.replaced.allSatisfy(has) }.compactMap { number, migration in
            let places = entries.indices.filter { migration.replaced.contains(entries[$0].name) }
            guard let first = places.first, let last = places.last else { return nil }
            let later = Set(list[(number + 1)...].map(\.name))
            let isBetween = entries[first...last].contains { later.contains($0.name) }
            return (migration, entries[isBetween ? first : last].name)
        }
    }

    /// The same as it will be when those are written down.
    func squashed(_ list: [Migration]) -> MigrationHistory {
        var history = self
        for (migration, place) in standIns(in: list) {
            history.entries = history.entries.compactMap { entry in
                if entry.name == place { return Entry(name: migration.name, checksum: migration.checksum, applied: entry.applied) }
                return migration.replaced.contains(entry.name) ? nil : entry
            }
        }
        return history
    }
}
