/// Writes `Fields`: the columns, paths and relations of a model as a query sees them.
enum FieldsWriter {
    static func member(_ model: ModelDeclaration) -> String {
        let protocols =
            ["Junction.ModelFields"] + model.abstractModels.map { $0 + "Fields" }
            + (model.deletedAt == nil ? [] : ["Junction.SoftDeletableFields"])
        var lines = [
            "\(model.access)typealias Root = \(model.name)",
            "\(model.access)let _path: Junction.Path",
            "\(model.access)init(_path path: Junction.Path) { _path = path }",
        ]
        if model.hasCompositeKey {
            lines.append("\(model.access)var id: Junction.Expr<Junction.Key<\(model.name)>> { _path._column(\"\") }")
        }
        for column in model.columns {
            lines.append("\(column.access)var \(column.identifier): Junction.Expr<\(column.type)> { _path._column(\"\(column.column)\") }")
            if let path = path(column) {
                lines.append("\(column.access)var \(path.name): \(path.type) { .init(_path: _path._reference(\"\(column.column)\")) }")
            }
        }
        if let deletedAt = model.deletedAt {
            lines.append("\(model.access)var _deletedAt: Junction.Expr<\(deletedAt.type)> { _path._column(\"\(deletedAt.column)\") }")
        }
        for relation in model.relations {
            let start =
                relation.attribute("HasOne") == nil
                ? ".init(_path: _path, Root._\(relation.name))" : ".init(_path: _path._single(Root._\(relation.name)))"
            lines.append("\(relation.access)var \(relation.identifier): \(relation.type).InQuery { \(start) }")
        }
        return """
            \(model.access)struct Fields: \(protocols.joined(separator: ", ")) {
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            }
            """
    }

    /// How a foreign key is walked: `contactID` as `contact`.
    static func path(_ column: Property) -> (name: String, type: String)? {
        if let (model, property) = column.referenced {
            guard let name = Naming.path(of: column.name, dropping: property) else { return nil }
            return ("`\(name)`", column.isOptional ? "Junction.Maybe<\(model).Fields>" : "\(model).Reference")
        }
        guard column.name != "id", let model = column.keyedModel, let name = Naming.path(of: column.name) else { return nil }
        return ("`\(name)`", column.isOptional ? "Junction.Maybe<\(model).Fields>" : "\(model).Reference")
    }
}
