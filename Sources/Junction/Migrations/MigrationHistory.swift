import Foundation

/// Which migrations a database has run, in a table of its own.
struct MigrationHistory: Sendable {
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

    /// Waits until nobody else migrates, and makes the table where it is missing.
    static func open(_ execution: Execution) throws -> MigrationHistory {
        let dialect = execution.context.dialect
        if let lock = dialect.migrationLock { _ = try execution.run(Statement(lock, .write), []) { try $0.forEach { _ in } } }
        if try execution.link.inspect(table.name) == nil {
            for statement in DDL.create(table, dialect) { try execution.execute(Statement(statement.sql(dialect))) }
        }
        return try MigrationHistory(execution)
    }

    mutating func add(_ migration: Migration, _ execution: Execution) throws {
        let columns = ["name", "checksum", "applied"], parameters = (1...3).map { Fragment(parameter: $0) }
        let sql: Fragment = "INSERT INTO \(name: Self.table.name) (\(names: columns)) VALUES (\(parameters, separator: ", "))"
        try execution.execute(
            Statement(sql.sql(execution.context.dialect)), [.text(migration.name), .text(migration.checksum), execution.now])
        self = try MigrationHistory(execution)
    }

    mutating func remove(_ name: String, _ execution: Execution) throws {
        let sql: Fragment = "DELETE FROM \(name: Self.table.name) WHERE \(name: "name") = \(Fragment(parameter: 1))"
        try execution.execute(Statement(sql.sql(execution.context.dialect)), [.text(name)])
        entries.removeAll { $0.name == name }
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
        if !unknown.isEmpty {
            throw MigrationError(
                .unknown, "the database has run \(unknown.joined(separator: ", ")), which this program does not have; use a newer one")
        }
        return found
    }

    /// What was put together into one migration has run: it stands for them from now on.
    mutating func squash(_ list: [Migration], _ execution: Execution) throws {
        for migration in list where !migration.replaced.isEmpty && !has(migration.name) {
            let ran = migration.replaced.filter(has)
            if ran.isEmpty { continue }
            if ran.count < migration.replaced.count {
                throw MigrationError(
                    .unknown,
                    "the database has run some of the migrations that it replaces; run the others first, with the program before it",
                    in: migration.name)
            }
            for name in ran { try remove(name, execution) }
            try add(migration, execution)
        }
    }
}
