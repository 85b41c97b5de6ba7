/// Writes the initialisers that people call.
enum InitialiserWriter {
    static func members(_ model: ModelDeclaration) -> [String] {
        let required = model.columns.filter { $0.defaultValue == nil }
        // Where nothing has a default both are the same.
        let both = required.count == model.columns.count ? [(required, false)] : [(model.columns, true), (required, false)]
        return
            both
            .filter { columns, _ in !model.initialisers.contains(columns.map(\.name)) }
            .map { columns, withDefaults in initialiser(model, columns, withDefaults: withDefaults) }
    }

    private static func initialiser(_ model: ModelDeclaration, _ columns: [Property], withDefaults: Bool) -> String {
        let parameters = columns.map { column in
            "\(column.identifier): \(column.type)" + (withDefaults ? column.defaultValue.map { " = " + $0 } ?? "" : "")
        }
        let body = model.columns.compactMap { column in
            if columns.contains(where: { $0.name == column.name }) { return "    self.\(column.identifier) = \(column.identifier)" }
            // A stored property with an initial value has it already.
            return column.initialValue == nil ? column.defaultValue.map { "    self.\(column.identifier) = \($0)" } : nil
        }
        return """
            \(model.access)init(\(parameters.joined(separator: ", "))) {
            \(body.joined(separator: "\n"))
            }
            """
    }
}
