import SwiftSyntax
import SwiftSyntaxMacros

/// `@ManyToMany`, `@Inverse`, `@HasMany`, `@HasOne`: the handle that a relation property gives, and the relation's description beside it.
struct RelationMacro: AccessorMacro, PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingAccessorsOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [AccessorDeclSyntax] {
        guard let property = property(declaration) else { return [] }
        return ["get { .init(_owner: id.columnValue, Self._\(raw: property.name)) }"]
    }

    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let attribute = Property.Attribute(node)
        guard let property = property(declaration) else {
            context.report(.notARelation(attribute.name), at: node)
            return []
        }
        if let mistake = mistake(property, attribute) {
            context.report(mistake, at: node)
            return []
        }
        guard let relation = relation(property, attribute) else {
            context.report(.noKeyPath(attribute.name), at: node)
            return []
        }
        return ["\(raw: property.access)static let _\(raw: property.name) = \(raw: relation)"]
    }

    private static func property(_ declaration: some DeclSyntaxProtocol) -> Property? {
        guard let variable = declaration.as(VariableDeclSyntax.self), let binding = variable.bindings.first else { return nil }
        return Property(variable, binding)
    }

    /// Arguments that speak of a junction model where there is none, or of a table where there is a model.
    private static func mistake(_ property: Property, _ attribute: Property.Attribute) -> Mistake? {
        guard attribute.name == "ManyToMany", property.isRelationType else { return nil }
        let hasModel = property.type.contains(".Through<")
        for (label, value) in attribute.arguments {
            guard let label else { continue }
            if !hasModel, value.hasPrefix("\\.") { return .needsJunctionModel(label, property.type) }
            if hasModel, label == "table" { return .tableOfJunctionModel(property.name) }
        }
        return nil
    }

    /// The description of the relation; nil where the key path has no root.
    private static func relation(_ property: Property, _ attribute: Property.Attribute) -> String? {
        let start = "\(property.type)."
        switch attribute.name {
        case "ManyToMany":
            var arguments = ["\"\(property.name)\"", "\"\(Naming.snakeCase(property.name))\""]
            for (label, value) in attribute.arguments {
                guard let label else { continue }
                // A property of the junction model is named, since the macro does not see that model.
                arguments.append("\(label): " + (value.hasPrefix("\\.") ? "\"\(value.dropFirst(2))\"" : value))
            }
            return start + "_relation(of: Self.self, .init(\(arguments.joined(separator: ", "))))"
        default:
            guard let path = attribute.arguments.first?.value, let (root, member) = Property.keyPath(path) else { return nil }
            return attribute.name == "Inverse"
                ? start + "_inverse(\"\(property.name)\", of: Self.self) { \(root)._relation(of: \(path)) }"
                : start + "_relation(\"\(property.name)\", of: Self.self, key: \"\(member)\")"
        }
    }
}
