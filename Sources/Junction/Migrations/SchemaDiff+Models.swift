extension Database {
    /// The steps that are missing: what the models want, and the migrations do not lead to. For a test, that nobody forgets a migration.
    ///
    /// ```swift
    /// let steps = try db.missingSteps(of: models, after: migrations)
    /// ```
    /// Nothing is sent. Throws ``SchemaError`` for models that do not fit together, and ``MigrationError`` for migrations that do not.
    public func missingSteps(of models: [any Model.Type], after migrations: [Migration]) throws -> [MigrationStep] {
        try SchemaDiff(of: models, after: migrations, on: [dialect]).steps
    }
}

extension SchemaDiff {
    /// The steps from the tables that migrations lead to, to those that models want.
    ///
    /// - Parameter dialects: the databases that the steps are for, one at least: conditions are written in the words of each.
    package init(
        of models: [any Model.Type], after migrations: [Migration], _ answers: Answers = Answers(), on dialects: [any Dialect]
    ) throws {
        let schema = try Schema(models)
        let definitions = try schema.definitions(on: dialects)
        var answers = answers
        for (table, definition) in zip(schema.tables, definitions) {
            for column in table.columns where !column.isNullable && !definition.isUnique(column.name) {
                // What a new row begins with is what an old one gets.
                guard let initial = column.initial else { continue }
                let place = Place(table.name, column.name)
                answers.fillings[place] = answers.fillings[place] ?? initial()
            }
        }
        let state = try SchemaState(after: migrations)
        try self.init(from: SchemaState(state.tables.map { $0.said(on: dialects) }), to: definitions, answers, on: dialects)
    }

    /// Whether each row needs a value of its own in a column.
    package func isUnique(_ place: Place) -> Bool {
        target.first { $0.name == place.table }?.isUnique(place.column) == true
    }
}

extension Migration {
    /// What makes the tables at once that migrations lead to.
    package static func tables(after migrations: [Migration]) throws -> [MigrationStep] {
        try SchemaState(after: migrations).tables.map { .createTable($0) }
    }
}

extension Schema {
    /// The tables for several databases.
    fileprivate func definitions(on dialects: [any Dialect]) throws -> [TableDefinition] {
        let versions = try dialects.map { dialect in
            try checkNames(dialect)
            return try definitions(dialect)
        }
        return tables.indices.map { place in
            var table = versions[0][place]
            table.checks = table.checks.indices.map { check in
                .combined(table.checks[check].name, zip(dialects, versions).map { ($0, $1[place].checks[check].condition) })
            }
            return table
        }
    }
}

extension TableDefinition {
    /// Whether a column alone tells rows apart.
    fileprivate func isUnique(_ column: String) -> Bool { (unique + [key.names]).contains([column]) }

    /// The same with its conditions in the words of these databases.
    fileprivate func said(on dialects: [any Dialect]) -> TableDefinition {
        var table = self
        table.checks = checks.map { check in .combined(check.name, dialects.map { ($0, check.condition(on: $0)) }) }
        return table
    }
}

extension CheckDefinition {
    /// A condition in the words of the first database, and in those of others where they are not the same.
    fileprivate static func combined(_ name: String, _ conditions: [(dialect: any Dialect, condition: String)]) -> CheckDefinition {
        var check = CheckDefinition.check(name, conditions[0].condition)
        for (dialect, condition) in conditions where condition != check.condition { check.others[dialect.name] = condition }
        return check
    }
}
