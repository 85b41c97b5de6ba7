extension Database {
    /// The steps that are missing: what the models want, and the migrations do not lead to. For a test, that nobody forgets a migration.
    ///
    /// ```swift
    /// let steps = try db.missingSteps(of: models, after: migrations)
    /// ```
    /// Nothing is sent. Throws ``SchemaError`` for models that do not fit together, and ``MigrationError`` for migrations that do not.
    public func missingSteps(of models: [any Model.Type], after migrations: [Migration]) throws -> [MigrationStep] {
        try difference(of: models, after: migrations, SchemaDiff.Answers()).steps
    }

    /// The same with answers to what the models do not say.
    package func difference(
        of models: [any Model.Type], after migrations: [Migration], _ answers: SchemaDiff.Answers
    ) throws -> SchemaDiff {
        let schema = try Schema(models)
        try schema.checkNames(dialect)
        let definitions = try schema.definitions(dialect)
        var answers = answers
        for table in schema.tables {
            for column in table.columns {
                // What a new row begins with is what an old one gets.
                guard let initial = column.initial else { continue }
                let place = SchemaDiff.Place(table.name, column.name)
                answers.fillings[place] = answers.fillings[place] ?? initial()
            }
        }
        let state = try SchemaState(after: migrations)
        return try SchemaDiff(from: SchemaState(state.tables.map { $0.said(on: dialect) }), to: definitions, answers)
    }
}

extension TableDefinition {
    /// The same with its conditions in the words of one database.
    fileprivate func said(on dialect: any Dialect) -> TableDefinition {
        var table = self
        table.checks = checks.map { .check($0.name, $0.condition(on: dialect)) }
        return table
    }
}
