/// Writes how a model is read from a row, and how its values are bound: by position, in the order of the columns.
enum RowWriter {
    static func members(_ model: ModelDeclaration) -> [String] {
        var before = 0, wide = ""
        // Assigned at once, after all that may throw: a structure in the making would be copied when it is whole.
        let reads = model.columns.enumerated().map { number, column in
            let place = "offset" + (before == 0 ? "" : " + \(before)") + wide
            if column.mayBeWide { wide += " + \(column.isOptional ? "(\(column.type))" : column.type)._width" } else { before += 1 }
            return "    let value\(number): \(column.type) = try row.value(at: \(place))"
        }
        let assigns = model.columns.enumerated().map { "    self.\($1.identifier) = value\($0)" }
        let appends = model.columns.map {
            $0.mayBeWide ? "    self.\($0.identifier)._append(to: &values)" : "    values.append(self.\($0.identifier).columnValue)"
        }
        var members = [
            """
            \(model.access)init(row: borrowing Junction.Row, at offset: Int32) throws {
            \((reads + assigns).joined(separator: "\n"))
            }
            """,
            """
            \(model.access)func _appendValues(to values: inout [Junction.Value]) {
            \(appends.joined(separator: "\n"))
            }
            """,
            relations(model),
        ]
        if let deletedAt = model.deletedAt {
            members.append("\(model.access)var _deletedAt: \(deletedAt.type) { self.\(deletedAt.identifier) }")
        }
        return members
    }

    private static func relations(_ model: ModelDeclaration) -> String {
        if model.relations.isEmpty {
            return "\(model.access)static func _relation(of property: PartialKeyPath<\(model.name)>) -> Junction.Relation? { nil }"
        }
        let cases = model.relations.map { "    case \\\(model.name).\($0.identifier): return Self._\($0.name)" }
        return """
            \(model.access)static func _relation(of property: PartialKeyPath<\(model.name)>) -> Junction.Relation? {
                switch property {
            \(cases.joined(separator: "\n"))
                default: return nil
                }
            }
            """
    }
}
