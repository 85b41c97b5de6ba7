import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Model`: what a struct needs to be a model.
struct ModelMacro: MemberMacro, ExtensionMacro {
    /// What is written is laid out as it is written: to do that again for each model took half the time.
    static var formatMode: FormatMode { .disabled }

    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        guard let model = ModelDeclaration(node, declaration, in: context) else { return [] }
        let members =
            KeyWriter.members(model) + [
                "\(model.access)typealias Reference = \(model.deletedAt == nil ? "Fields" : "Junction.MaybeDeleted<Fields>")"
            ]
            + InitialiserWriter.members(model) + RowWriter.members(model) + [TableWriter.member(model), FieldsWriter.member(model)]
        return members.map { DeclSyntax(stringLiteral: $0) }
    }

    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax, providingExtensionsOf type: some TypeSyntaxProtocol,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        guard let structure = declaration.as(StructDeclSyntax.self) else { return [] }
        let isSoftDeletable = structure.memberBlock.members.contains {
            $0.decl.as(VariableDeclSyntax.self)?.attributes.contains {
                $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription == "DeletedAt"
            } == true
        }
        // What the struct conforms to already is not said twice.
        let wanted = protocols.map(\.trimmedDescription).filter {
            $0.hasSuffix("Model") || $0.hasSuffix("SoftDeletable") && isSoftDeletable
        }
        if wanted.isEmpty { return [] }
        return [try ExtensionDeclSyntax("extension \(type.trimmed): \(raw: wanted.map { "nonisolated " + $0 }.joined(separator: ", ")) {}")]
    }
}
