/// Writes the description of a model's table.
enum TableWriter {
    static func member(_ model: ModelDeclaration) -> String {
        let columns = model.columns.map { "        " + column($0) }
        let relations = model.relations.map { "Self._\($0.name)" }
        return """
            \(model.access)static let table = Junction.Table(
                Self.self, "\(model.table)", words: "\(Naming.words(model.name.trimmingCharacters("`")))",
                [
            \(columns.joined(separator: ",\n"))
                ], relations: { [\(relations.joined(separator: ", "))] })
            """
    }

    private static func column(_ property: Property) -> String {
        var arguments = ["\"\(property.column)\"", "\"\(property.name)\"", "\(property.type).self"]
        if property.type.hasSuffix("?") { arguments[2] = "(\(property.type)).self" }
        if property.name == "id" || property.attribute("PrimaryKey") != nil { arguments.append("role: .primaryKey") }
        for (attribute, role) in [
            ("CreatedAt", "createdAt"), ("ModifiedAt", "modifiedAt"), ("DeletedAt", "deletedAt"), ("Version", "version"),
        ]
        where property.attribute(attribute) != nil {
            arguments.append("role: .\(role)")
        }
        func value(_ attribute: String) -> String? { property.attribute(attribute)?.arguments.first?.value }
        if let length = value("MaxLength") { arguments.append("maxLength: \(length)") }
        if let digits = property.attribute("Digits") {
            arguments.append("digits: .init(\(digits.arguments.map(\.value).joined(separator: ", ")))")
        }
        if property.attribute("Unique") != nil { arguments.append("isUnique: true") }
        if property.attribute("Indexed") != nil { arguments.append("isIndexed: true") }
        if let key = property.attribute("ForeignKey") {
            if let (model, name) = property.referenced { arguments.append("references: .init({ \(model).table }, \"\(name)\")") }
            arguments += key.arguments.filter { $0.label != "to" }.map { "\($0.label ?? "onDelete"): \($0.value)" }
        }
        if let range = value("Check") { arguments.append("range: .init(\(range))") }
        if let initial = property.initialValue { arguments.append("initial: { \(initial) }") }
        return "Junction.ColumnProperty(\(arguments.joined(separator: ", ")))"
    }
}
