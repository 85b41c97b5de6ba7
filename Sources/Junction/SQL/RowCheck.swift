/// A question about rows that is asked before tables are changed.
struct RowCheck: Sendable {
    /// A statement with one number.
    let sql: String
    /// Whether these rows would be lost; else they are in the way.
    var isLoss = false
    /// What the rows are: `'title' of 'album' has 3 values`.
    let message: @Sendable (_ count: String) -> String
}

extension RowCheck {
    /// What would be lost or is in the way of a stretch of steps.
    static func all(of stretch: Stretch, _ dialect: any Dialect) throws(MigrationError) -> [RowCheck] {
        var checks = stretch.dropped.map { table in
            RowCheck(sql: count(table.name, nil, dialect), isLoss: true) { "the table '\(table.name)' has \($0) rows" }
        }
        for (old, new, sources) in stretch.kept {
            let used = Set(sources.values.compactMap(\.column))
            // The numbers that the database gave mean nothing but to what refers to them.
            func isReferred(_ column: String) -> Bool {
                stretch.before.tables.contains { $0.foreignKeys.contains { $0.table == old.name && $0.references.contains(column) } }
            }
            for column in old.columns where !used.contains(column.name) && (old.key != .counted(column.name) || isReferred(column.name)) {
                let condition: Fragment = "\(name: column.name) IS NOT NULL"
                checks.append(
                    RowCheck(sql: count(old.name, condition, dialect), isLoss: true) {
                        "the column '\(column.name)' of '\(old.name)' has values in \($0) rows"
                    })
            }
            for column in new.columns { checks += try Self.checks(column, sources[column.name], old, new, dialect) }
        }
        return checks
    }

    /// Columns that no migration knows, and that a new table would be without: a loss where they have values.
    static func unknown(_ columns: [String], of table: String, _ dialect: any Dialect) -> [RowCheck] {
        columns.map { column in
            RowCheck(sql: count(table, "\(name: column) IS NOT NULL", dialect), isLoss: true) {
                "the column '\(column)' of '\(table)', which no migration knows, has values in \($0) rows"
            }
        }
    }

    /// What a column wants of the rows that are there.
    private static func checks(
        _ column: ColumnDefinition, _ source: Stretch.Source?, _ old: TableDefinition, _ new: TableDefinition, _ dialect: any Dialect
    ) throws(MigrationError) -> [RowCheck] {
        guard let source else { return [] }
        let title = "'\(column.name)' of '\(new.name)'"
        guard let name = source.column, let origin = old.column(named: name) else {
            if column.isOptional || source.filling != nil { return [] }
            return [
                RowCheck(sql: count(old.name, nil, dialect)) {
                    "\(title) is required, and there are \($0) rows; say what they get by 'filling:', or by 'restoring:' where a step is taken back"
                }
            ]
        }
        var checks: [RowCheck] = []
        let value = Fragment.name(name)
        let conversion = origin.type == column.type ? nil : try DDL.conversion(of: value, origin, column, dialect)
        // As it will be.
        let converted = conversion?.value ?? value.sql(dialect)
        if origin.isOptional, !column.isOptional, source.filling == nil {
            checks.append(
                RowCheck(sql: count(old.name, "\(value) IS NULL", dialect)) {
                    "\(title) is required, and NULL in \($0) rows; say what they get by 'filling:', or by 'restoring:' where a step is taken back"
                })
        }
        if let limit = column.maxLength, origin.type != .text || origin.maxLength.map({ $0 > limit }) ?? true {
            let length = dialect.call(.length, [converted], .text)
            checks.append(
                RowCheck(sql: count(old.name, Fragment(verbatim: "\(length) > \(limit)"), dialect)) {
                    "\(title) is to have \(limit) characters at most, and has more in \($0) rows; shorten them in a data step before"
                })
        }
        if let digits = column.digits, origin.digits != digits {
            let rounded = dialect.call(.rounded, [converted, String(digits.places)], .decimal)
            let size = dialect.call(.absolute, [converted], .decimal),
                bound = "1" + String(repeating: "0", count: max(digits.total - digits.places, 0))
            checks.append(
                RowCheck(sql: count(old.name, Fragment(verbatim: "\(rounded) <> \(converted) OR \(size) >= \(bound)"), dialect)) {
                    "\(title) is to have \(digits.total) digits, \(digits.places) of them after the point, and has more in \($0) rows; change them in a data step before"
                })
        }
        if let refused = conversion?.refused {
            checks.append(
                RowCheck(sql: count(old.name, Fragment(verbatim: refused), dialect)) {
                    "\(title) cannot be turned into \(column.type.name) in \($0) rows; change them in a data step before"
                })
        }
        return checks
    }

    private static func count(_ table: String, _ condition: Fragment?, _ dialect: any Dialect) -> String {
        let rows: Fragment = "SELECT count(*) FROM \(name: table)"
        return (condition.map { "\(rows) WHERE \($0)" } ?? rows).sql(dialect)
    }
}
