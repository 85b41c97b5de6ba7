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

    /// The description of the relation; nil where the key path has no root.
    private static func relation(_ property: Property, _ attribute: Property.Attribute) -> String? {
        let start = "\(property.type)."
        switch attribute.name {
        case "ManyToMany":
            func argument(_ label: String) -> String { attribute.arguments.first { $0.label == label }?.value ?? "nil" }
            let names = ["table", "from", "to"].map { "\($0): \(argument($0))" }.joined(separator: ", ")
            return start + "_relation(\"\(property.name)\", \"\(Naming.snakeCase(property.name))\", of: Self.self, \(names))"
        default:
            guard let path = attribute.arguments.first?.value, path.hasPrefix("\\"), let dot = path.lastIndex(of: "."),
                dot > path.index(after: path.startIndex)
            else { return nil }
            let root = path[path.index(after: path.startIndex)..<dot], member = path[path.index(after: dot)...]
            return attribute.name == "Inverse"
                ? start + "_inverse(\"\(property.name)\", of: Self.self) { \(root)._relation(of: \(path)) }"
                : start + "_relation(\"\(property.name)\", of: Self.self, key: \"\(member)\")"
        }
    }
}
