extension Database {
    /// Makes the tables of these models and of their relations, in an order in which each finds what it refers to.
    ///
    /// ```swift
    /// try await db.create([User.self, Contact.self, Category.self, ContactDepartment.self, Following.self, Tag.self, Phone.self])
    /// ```
    /// SQL: `CREATE TABLE contact (id integer NOT NULL …)`, `CREATE INDEX contact__manager_id__index ON contact (manager_id)`
    ///
    /// One statement for each table and each index, all in one transaction.
    ///
    /// Throws ``SchemaError`` with every mistake in the definitions before a statement is sent, and ``DatabaseError`` for a table that is
    /// there, unless it is told to leave those alone.
    ///
    /// - Parameter ifNotExists: leaves tables and indexes alone that are there, whatever their columns; see ``verify(_:)``.
    public func create(_ models: [any Model.Type], ifNotExists: Bool = false) async throws {
        let schema = try Schema(models)
        try schema.checkNames(dialect)
        context.learn(schema.tables)
        let dialect = dialect, context = context
        try await atomically { execution in
            for reference in schema.unlisted where try execution.link.inspect(reference.table.name) == nil {
                throw SchemaError(
                    "\(reference.from) refers to \(reference.table.modelName), which is neither in the list nor in the database")
            }
            let definitions = try schema.definitions(dialect)
            var added: [Fragment] = [], later = Set(definitions.map(\.name))
            for table in definitions {
                later.remove(table.name)
                let left = DDL.addForeignKeys(of: table, later: later, dialect)
                // A table that is there has them.
                if try left.isEmpty || !ifNotExists || execution.link.inspect(table.name) == nil { added += left }
                for statement in DDL.create(table, later: later, ifNotExists: ifNotExists, dialect) {
                    try execution.execute(Statement(statement.sql(dialect)))
                }
            }
            for statement in added { try execution.execute(Statement(statement.sql(dialect))) }
        }
        context.learn(schema.tables)
    }

    /// Compares the models with the database: every missing or mistyped table and column is one line of a ``SchemaError``.
    ///
    /// ```swift
    /// try await db.verify([User.self, Contact.self, Category.self, ContactDepartment.self])
    /// ```
    /// It asks the catalogue of the database, by a few statements for each table that no observer sees, and changes nothing.
    public func verify(_ models: [any Model.Type]) async throws {
        let schema = try Schema(models)
        context.learn(schema.tables)
        let dialect = dialect
        let mistakes = try await read { execution in
            try schema.tables.flatMap { table in
                guard let inspection = try execution.link.inspect(table.name) else {
                    return ["\(table.modelName): there is no table '\(table.name)'"]
                }
                return schema.compare(table, inspection, dialect)
            }
        }
        if !mistakes.isEmpty { throw SchemaError(mistakes: mistakes) }
    }
}
