extension Database {
    /// Writes down that migrations have run, in a database whose tables are there already: by `create`, by Django, by hand.
    ///
    /// ```swift
    /// let report = try await db.baseline(migrations, to: "0001_albums")
    /// ```
    /// SQL: `INSERT INTO junction_migration (name, checksum, applied) VALUES (?, ?, ?)`
    ///
    /// The tables must be those that the migrations lead to: names, columns, types, keys, uniqueness. Their constraints and indexes get the
    /// names that Junction gives them, and are made where they are missing (on SQLite the indexes). What data steps do is not done.
    ///
    /// Throws ``MigrationError`` that lists all that is different; nothing was changed then.
    ///
    /// - Parameter name: the last one that is taken as having run. Nil: all.
    @discardableResult
    public func baseline(_ migrations: [Migration], to name: String? = nil) async throws -> MigrationReport {
        let migrator = try Migrator(migrations, allowsDataLoss: false)
        let report = try await transaction(.migrate) { tx in
            try await tx.change { execution in
                try MigrationHistory.open(execution)
                return try migrator.baseline(to: name, execution)
            }
        }
        context.forgetInspections()
        return report
    }
}

extension Migrator {
    fileprivate func baseline(to name: String?, _ execution: Execution) throws -> MigrationReport {
        var ran = try MigrationHistory.squash(migrations, execution).migrations(of: migrations), report = MigrationReport()
        let known = try SchemaState(after: ran)
        while case .apply(let migration)? = try next(ran, .reached(name)) {
            ran.append(migration)
            try MigrationHistory.add(migration, execution)
            report.applied.append(migration.name)
        }
        let dialect = execution.context.dialect, catalogue = try execution.link.catalogue()
        // What migrations made is as it is.
        let tables = try SchemaState(after: ran).tables.filter { !known.tables.contains($0) }
        var mistakes: [String] = []
        for table in tables {
            if let found = catalogue.tables.first(where: { $0.name == table.name }) {
                mistakes += table.differences(from: found, dialect)
            } else {
                mistakes.append("there is no table '\(table.name)'")
            }
        }
        if !mistakes.isEmpty {
            throw MigrationError(.doesNotFit, "the tables are not those that the migrations lead to: \(mistakes.joined(separator: "; "))")
        }
        for table in tables {
            for found in catalogue.tables where found.name == table.name {
                for statement in DDL.baseline(table, found, dialect) { try execution.execute(Statement(statement.sql(dialect))) }
            }
        }
        return report
    }
}

extension TableDefinition {
    /// What is not as it should be, so that rows could not be read, written or told apart.
    fileprivate func differences(from found: TableCatalogue, _ dialect: any Dialect) -> [String] {
        var differences: [String] = []
        func list(_ names: [String]) -> String { "'" + names.joined(separator: "', '") + "'" }
        for column in columns {
            guard let other = found.column(named: column.name) else {
                differences.append("'\(name)' has no column '\(column.name)'")
                continue
            }
            if !dialect.accepts(column.described(isReference: isReference(column.name)), other.type) {
                differences.append("'\(name).\(column.name)' has the type '\(other.type)', \(column.type.name) is expected")
            }
            if other.generation != nil { differences.append("'\(name).\(column.name)' is computed by the database") }
            if dialect.altersTables, !column.hasRoom(in: other) {
                differences.append("'\(name).\(column.name)' has other lengths or digits than is expected")
            }
            if other.isNullable != column.isOptional {
                differences.append(
                    "'\(name).\(column.name)' \(other.isNullable ? "may be NULL, and must not" : "must not be NULL, and may")")
            }
        }
        let primary = found.primaryKey?.columns ?? [], counted = found.primaryKey?.counting == nil ? [] : primary
        for column in found.columns
        where !column.isNullable && column.initial == nil && column.generation == nil && self.column(named: column.name) == nil {
            if counted.contains(column.name) { continue }
            differences.append("'\(name).\(column.name)' needs a value, and is not in the migrations")
        }
        // Links that have a number of their own, as Django gives them, are told by their pair all the same.
        let isPair = if case .junction(let pair) = key { found.uniques.contains { Set($0.columns) == Set(pair) } } else { false }
        if Set(primary) != Set(key.names), !isPair {
            differences.append("the primary key of '\(name)' is not \(list(key.names))")
        } else if case .counted(let column) = key, found.primaryKey?.counting == nil {
            differences.append("the database does not count '\(name).\(column)'")
        }
        for columns in unique where !found.uniques.contains(where: { Set($0.columns) == Set(columns) }) {
            differences.append("\(list(columns)) of '\(name)' are not unique together")
        }
        return differences
    }
}

extension ColumnDefinition {
    /// Whether a column of the database takes every value that this one may have.
    fileprivate func hasRoom(in other: CatalogueColumn) -> Bool {
        let isLongEnough = other.maxLength.map { other in maxLength.map { $0 <= other } ?? (type != .text) } ?? true
        return isLongEnough && (type != .decimal || other.digits == nil || other.digits == digits)
    }
}
