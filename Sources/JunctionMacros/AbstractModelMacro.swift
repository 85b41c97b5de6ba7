import SwiftSyntax
import SwiftSyntaxMacros

/// `@AbstractModel`: the `Fields` protocol of an abstract model.
struct AbstractModelMacro: PeerMacro {
    /// Protocols that are no abstract models.
    private static let others: Set<String> = [
        "Model", "Junction.Model", "Sendable", "Hashable", "Equatable", "Comparable", "Codable", "Encodable", "Decodable", "Identifiable",
        "CustomStringConvertible",
    ]

    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let proto = declaration.as(ProtocolDeclSyntax.self) else {
            let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name.text ?? "Model"
            context.report(.notAProtocol(name), at: node)
            return []
        }
        let access = proto.modifiers.accessPrefix
        let named = (node.arguments?.as(LabeledExprListSyntax.self) ?? []).map {
            $0.expression.trimmedDescription.replacing(".self", with: "")
        }
        let written = (proto.inheritanceClause?.inheritedTypes ?? []).map { $0.type.trimmedDescription }.filter { !others.contains($0) }
        let parents = (named.isEmpty ? written : named).map { $0 + "Fields" }
        var lines: [String] = []
        for member in proto.memberBlock.members {
            guard let variable = member.decl.as(VariableDeclSyntax.self), let binding = variable.bindings.first,
                let property = Property(variable, binding), property.name != "id"
            else { continue }
            lines.append("    var \(property.identifier): Junction.Expr<\(property.type)> { get }")
            if let path = FieldsWriter.path(property) { lines.append("    var \(path.name): \(path.type) { get }") }
        }
        return [
            DeclSyntax(
                stringLiteral: """
                    \(access)nonisolated protocol \(proto.name.text)Fields: \((["Junction.ModelFields"] + parents).joined(separator: ", ")) {
                    \(lines.joined(separator: "\n"))
                    }
                    """)
        ]
    }
}
