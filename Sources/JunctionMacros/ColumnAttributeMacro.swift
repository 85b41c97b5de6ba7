import SwiftSyntax
import SwiftSyntaxMacros

/// `@MaxLength`, `@ForeignKey` and the like: `@Model` reads them; they write nothing themselves.
struct ColumnAttributeMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        let isStored = declaration.as(VariableDeclSyntax.self)?.bindings.contains { !$0.isComputed } == true
        if !isStored { context.report(.notAProperty(node.attributeName.trimmedDescription), at: node) }
        return []
    }
}
