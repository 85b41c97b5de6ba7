import Foundation

/// What is checked before a statement is sent: every failing property is reported at once.
enum Validation {
    /// - Parameter replacing: columns that get another value, such as the key of an owner.
    static func check<M: Model>(_ model: M, replacing: [String: Value] = [:]) throws {
        let columns = M.table.columns
        let values = zip(columns, model.values).map { replacing[$0.name] ?? $1 }
        try check(values, of: columns, in: M.table)
    }

    static func check(_ rows: NewRows) throws {
        let table = rows.table, columns = table.columns
        var values: [Value] = []
        for number in 0..<rows.count {
            values.removeAll(keepingCapacity: true)
            rows.append(number, &values)
            try check(values, of: columns, in: table)
        }
    }

    /// What fills a link.
    static func check(_ assignments: [Assignment], of junction: LinkTable) throws {
        try check(assignments, in: junction.table) { place in
            junction.isFillable[place] ? nil : "belongs to the link itself and cannot be filled"
        }
    }

    static func check(_ assignments: [Assignment], in table: Table) throws {
        try check(assignments, in: table) { place in
            switch table.columns[place].role {
            case .version: "counts changes and is set by Junction"
            case .deletedAt: "is set by delete and restore"
            default: nil
            }
        }
    }

    /// - Parameter refusal: why the column at a place of the table cannot be assigned to, if it cannot.
    private static func check(_ assignments: [Assignment], in table: Table, _ refusal: (Int) -> String?) throws {
        var columns: [Column] = [], values: [Value] = [], failures: [ValidationError.Failure] = []
        func fail(_ property: String, _ reason: String) {
            // A link of two directions is filled twice.
            if !failures.contains(where: { $0.property == property }) { failures.append(.init(property: property, reason: reason)) }
        }
        for assignment in assignments {
            guard let place = table.place(of: assignment.column) else {
                fail(assignment.column, "is no column of the row itself and cannot be assigned")
                continue
            }
            if let reason = refusal(place) { fail(table.columns[place].property, reason) }
            guard case .bind(let value) = assignment.value, !value.isAlwaysValid || table.columns[place].range != nil else { continue }
            columns.append(table.columns[place])
            values.append(value)
        }
        if !failures.isEmpty { throw ValidationError(model: table.modelName, failures: failures) }
        if !columns.isEmpty { try check(values, of: columns, in: table) }
    }

    static func check(_ values: [Value], of columns: [Column], in table: Table) throws {
        var failures: [ValidationError.Failure] = []
        for place in values.indices {
            let value = values[place]
            if value.isAlwaysValid, columns[place].range == nil { continue }
            // The database counts keys, Junction sets times.
            let role = columns[place].role
            if role == .createdAt || role == .modifiedAt || role == .version { continue }
            if role == .primaryKey, case .invalid(.unassignedKey) = value, table.keysAreCounted || table.generateKey?() != nil {
                continue
            }
            let column = columns[place]
            // A key of several columns fails once, and so does what fills both directions of a link.
            if let reason = reason(value, column), !failures.contains(where: { $0.property == column.property }) {
                failures.append(.init(property: column.property, reason: reason))
            }
        }
        if !failures.isEmpty { throw ValidationError(model: table.modelName, failures: failures) }
    }

    private static func reason(_ value: Value, _ column: Column) -> String? {
        switch value {
        case .invalid(.unassignedKey(let model)):
            return column.role == .primaryKey ? "has no value" : "is the key of a \(model) that was never inserted"
        case .invalid(let problem): return "is \(problem)"
        case .text(let text):
            if text.utf8.contains(0) { return "is \(ValueProblem.nulInText)" }
            if let limit = column.maxLength, text.utf8.count > limit, text.unicodeScalars.count > limit {
                return "has \(text.unicodeScalars.count) characters, \(limit) are allowed"
            }
        case .decimal(let decimal):
            if let digits = column.digits, let reason = reason(decimal, digits) { return reason }
        default: break
        }
        if let range = column.range, !range.contains(value) { return "is outside the allowed range" }
        return nil
    }

    private static func reason(_ decimal: Decimal, _ digits: Digits) -> String? {
        var value = decimal, rounded = Decimal()
        NSDecimalRound(&rounded, &value, digits.places, .plain)
        if rounded != decimal { return "has more than \(digits.places) digits after the point" }
        let limit = pow(Decimal(10), digits.total - digits.places)
        return decimal.magnitude >= limit ? "has more than \(digits.total - digits.places) digits before the point" : nil
    }
}

extension Value {
    /// Whether nothing can be wrong with it but its range.
    fileprivate var isAlwaysValid: Bool {
        switch self {
        case .null, .bool, .integer, .real, .moment, .day, .uuid, .bytes: true
        default: false
        }
    }
}
