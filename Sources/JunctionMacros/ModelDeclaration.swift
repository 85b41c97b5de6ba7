import SwiftSyntax
import SwiftSyntaxMacros

/// A model as it is written, checked: what the writers of its parts need.
struct ModelDeclaration {
    let name: String
    let access: String
    let table: String
    let rawKey: String
    let abstractModels: [String]
    let columns: [Property]
    let relations: [Property]
    /// The argument labels of the initialisers that are written by hand.
    let initialisers: Set<[String]>

    /// The properties of a composite key; none where there is an `id`.
    var primaryKey: [Property] { columns.filter { $0.attribute("PrimaryKey") != nil } }
    var hasCompositeKey: Bool { !primaryKey.isEmpty }

    var deletedAt: Property? { columns.first { $0.attribute("DeletedAt") != nil } }

    /// Nil when a mistake was reported.
    init?(_ attribute: AttributeSyntax, _ declaration: some DeclGroupSyntax, in context: some MacroExpansionContext) {
        guard let structure = Self.structure(declaration, in: context) else { return nil }
        name = structure.name.text
        access = structure.modifiers.accessPrefix
        let arguments = attribute.arguments?.as(LabeledExprListSyntax.self).map(Array.init) ?? []
        func argument(_ label: String) -> String? { arguments.first { $0.label?.text == label }?.expression.trimmedDescription }
        table = argument("table")?.stringLiteral ?? Naming.snakeCase(name.trimmingCharacters("`"))
        rawKey = argument("key").map { $0.replacing(".self", with: "") } ?? "Int64"
        let first = arguments.firstIndex { $0.label?.text == "inheriting" } ?? arguments.endIndex
        abstractModels = arguments[first...].map { $0.expression.trimmedDescription.replacing(".self", with: "") }
        initialisers = Set(
            structure.memberBlock.members.compactMap { $0.decl.as(InitializerDeclSyntax.self) }
                .map { $0.signature.parameterClause.parameters.map { $0.firstName.text.trimmingCharacters("`") } })

        var columns: [Property] = [], relations: [Property] = [], isValid = true
        func fail(_ mistake: Mistake, _ node: some SyntaxProtocol) {
            context.report(mistake, at: node)
            isValid = false
        }
        if let given = argument("table"), given.stringLiteral == nil { fail(.nameIsNoLiteral("table"), attribute) }
        for (variable, binding) in Property.all(in: structure.memberBlock.members) {
            guard let property = Property(variable, binding) else {
                fail(.noType(binding.pattern.trimmedDescription), binding)
                continue
            }
            if property.isRelation {
                if let other = property.attributes.first(where: { Property.columnAttributes.contains($0.name) }) {
                    fail(.columnAttributeOnRelation(other.name, property.name), other.node)
                }
                relations.append(property)
                continue
            }
            if property.isRelationType { fail(.relationWithoutAttribute(property.name, property.type), binding) }
            if let name = property.attribute("Column"), name.arguments.first?.value.stringLiteral == nil {
                fail(.nameIsNoLiteral("column"), name.node)
            }
            if property.cannotBeStored { fail(.noColumnType(property.name, property.type), binding) }
            if variable.bindingSpecifier.text == "let" { fail(.constant(property.name), variable.bindingSpecifier) }
            if variable.modifiers.contains(where: { $0.name.text == "lazy" }) { fail(.lazy(property.name), binding) }
            if property.attribute("DeletedAt") != nil, !property.isOptional { fail(.requiredDeletedAt(property.name), binding) }
            if let twin = columns.first(where: { $0.column == property.column }) {
                fail(.duplicateColumn(property.column, twin.name, property.name), binding)
            }
            columns.append(property)
        }
        let keys = columns.filter { $0.attribute("PrimaryKey") != nil }
        if let first = keys.first {
            if keys.count == 1 { fail(.onlyOnePrimaryKey(first.name, name, first.type), first.node) }
            if columns.contains(where: { $0.name == "id" }) { fail(.twoPrimaryKeys(name), first.node) }
            for key in keys where key.isOptional { fail(.optionalPrimaryKey(key.name), key.node) }
        } else if let id = columns.first(where: { $0.name == "id" }) {
            if id.keyedModel != name, id.keyedModel != "Self" { fail(.wrongID(name), id.node) }
        } else {
            fail(.noID(name), structure.name)
        }
        var names = Set((columns + relations).map(\.name))
        for key in columns {
            if let version = key.attribute("Version"), !["Int", "Int64", "Int32"].contains(key.type) {
                fail(.versionIsNoInteger(key.name), version.node)
            }
            if let path = FieldsWriter.path(key)?.name.trimmingCharacters("`"), !names.insert(path).inserted {
                fail(.pathTaken(path, key.name), key.node)
            }
        }
        guard isValid else { return nil }
        self.columns = columns
        self.relations = relations
    }

    private static func structure(_ declaration: some DeclGroupSyntax, in context: some MacroExpansionContext) -> StructDeclSyntax? {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name.text ?? "Model"
            context.report(.notAStruct(name, is: declaration.introducer.text), at: declaration.introducer)
            return nil
        }
        if let generics = structure.genericParameterClause {
            context.report(.generic(structure.name.text), at: generics)
            return nil
        }
        for attribute in structure.attributes.compactMap({ $0.as(AttributeSyntax.self) })
        where attribute.attributeName.trimmedDescription == "MainActor" {
            context.report(.mainActor(structure.name.text), at: attribute)
            return nil
        }
        return structure
    }
}
