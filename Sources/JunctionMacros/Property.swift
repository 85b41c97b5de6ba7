import SwiftSyntax

/// A property of a model as it is written: a column or a relation.
struct Property {
    /// As it is written, with back-ticks around a reserved word.
    let identifier: String
    let type: String
    let initialValue: String?
    let attributes: [Attribute]
    let access: String
    let node: PatternBindingSyntax

    struct Attribute {
        let name: String
        let arguments: [(label: String?, value: String)]
        let node: AttributeSyntax
    }

    static let relationAttributes: Set<String> = ["ManyToMany", "Inverse", "HasMany", "HasOne"]

    /// What is said of a column, and means nothing for a relation.
    static let columnAttributes: Set<String> = [
        "Column", "MaxLength", "Digits", "Unique", "Indexed", "ForeignKey", "PrimaryKey", "CreatedAt", "ModifiedAt", "DeletedAt", "Version",
    ]

    /// The name without back-ticks.
    var name: String { identifier.trimmingCharacters("`") }
    var isRelation: Bool { attributes.contains { Self.relationAttributes.contains($0.name) } }
    var isOptional: Bool { type.hasSuffix("?") || type.hasPrefix("Optional<") }

    func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

    var column: String { attribute("Column")?.arguments.first?.value.stringLiteral ?? Naming.snakeCase(name) }

    /// The type without its `?`.
    private var wrapped: String {
        type.hasSuffix("?") ? String(type.dropLast()) : type.hasPrefix("Optional<") ? String(type.dropFirst(9).dropLast()) : type
    }

    /// The model that a key refers to: `Contact` for `Key<Contact>` and `Key<Contact>?`.
    var keyedModel: String? {
        let inner = wrapped
        for prefix in ["Key<", "Junction.Key<"] where inner.hasPrefix(prefix) && inner.hasSuffix(">") {
            return String(inner.dropFirst(prefix.count).dropLast())
        }
        return nil
    }

    /// Whether it may take several columns: it has none of the types that are known to take one. A name may stand for a composite key.
    var mayBeWide: Bool { name != "id" && !Self.narrowTypes.contains(wrapped) }

    private static let narrowTypes: Set<String> = [
        "Int", "Int64", "Int32", "Int16", "Int8", "UInt", "UInt64", "UInt32", "UInt16", "UInt8", "Double", "Bool", "Decimal", "String",
        "UUID", "URL", "Date", "CalendarDate", "Data", "[UInt8]",
    ]

    /// The model and the unique property that a foreign key refers to instead of a primary key.
    var referenced: (model: String, property: String)? {
        guard let path = attribute("ForeignKey")?.arguments.first(where: { $0.label == "to" })?.value else { return nil }
        return Self.keyPath(path).map { (model: $0.root, property: $0.member) }
    }

    /// `\Category.code` as its model and property; nil for a path without a model.
    static func keyPath(_ path: String) -> (root: String, member: String)? {
        guard path.hasPrefix("\\"), let dot = path.lastIndex(of: "."), dot > path.index(after: path.startIndex) else { return nil }
        return (String(path[path.index(after: path.startIndex)..<dot]), String(path[path.index(after: dot)...]))
    }

    /// What the initialiser gives where the caller says nothing; nil for what must be said.
    var defaultValue: String? {
        if let initialValue { return initialValue }
        if name == "id" { return ".unassigned" }
        if attribute("Version") != nil { return "0" }
        if attribute("CreatedAt") != nil || attribute("ModifiedAt") != nil { return ".init(timeIntervalSince1970: 0)" }
        return isOptional ? "nil" : nil
    }

    /// Types that are known not to be columns from the way they are written.
    var cannotBeStored: Bool {
        type.hasPrefix("(") || type.hasPrefix("any ") || type.hasPrefix("some ") || type == "Any" || type == "AnyObject"
            || type.contains("->")
            || type.hasPrefix("Set<") || type.hasPrefix("[") && !type.hasPrefix("[UInt8]") || type.hasPrefix("Dictionary<")
            || type.hasPrefix("Array<") && !type.hasPrefix("Array<UInt8>")
    }

    var isRelationType: Bool { ["Many<", "HasMany<", "One<"].contains { type.hasPrefix($0) || type.hasPrefix("Junction." + $0) } }
}

extension Property {
    /// The stored properties and relations of a declaration, in the order in which they are written.
    static func all(in members: MemberBlockItemListSyntax) -> [(variable: VariableDeclSyntax, binding: PatternBindingSyntax)] {
        members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
            .filter { !$0.modifiers.contains { ["static", "class"].contains($0.name.text) } }
            .flatMap { variable in variable.bindings.map { (variable, $0) } }
            .filter { !$0.1.isComputed }
    }

    init?(_ variable: VariableDeclSyntax, _ binding: PatternBindingSyntax) {
        guard let identifier = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text else { return nil }
        // In `var a, b: Int` the type stands behind the last name.
        let bindings = Array(variable.bindings)
        let start = bindings.firstIndex { $0.id == binding.id } ?? 0
        guard let type = bindings[start...].lazy.compactMap(\.typeAnnotation).first?.type.trimmedDescription else { return nil }
        self.identifier = identifier
        self.type = type
        initialValue = binding.initializer?.value.trimmedDescription
        attributes = variable.attributes.compactMap { $0.as(AttributeSyntax.self) }.map(Attribute.init)
        access = variable.modifiers.accessPrefix
        node = binding
    }
}

extension Property.Attribute {
    init(_ node: AttributeSyntax) {
        name = node.attributeName.trimmedDescription.replacing("Junction.", with: "")
        arguments = (node.arguments?.as(LabeledExprListSyntax.self) ?? []).map { ($0.label?.text, $0.expression.trimmedDescription) }
        self.node = node
    }
}

extension PatternBindingSyntax {
    /// Whether it has a getter; observers make no computed property.
    var isComputed: Bool {
        switch accessorBlock?.accessors {
        case .getter: true
        case .accessors(let accessors): accessors.contains { !["willSet", "didSet"].contains($0.accessorSpecifier.text) }
        case nil: false
        }
    }
}

extension DeclModifierListSyntax {
    /// `public `, `package ` or nothing: what generated members of the declaration are to be.
    var accessPrefix: String {
        for modifier in self where ["public", "package"].contains(modifier.name.text) { return modifier.name.text + " " }
        return ""
    }
}

extension String {
    func trimmingCharacters(_ character: Character) -> String { filter { $0 != character } }

    /// What stands between the quotes of a plain string literal.
    var stringLiteral: String? {
        hasPrefix("\"") && hasSuffix("\"") && count > 1 && !contains("\\(") && !hasPrefix("\"\"\"") ? String(dropFirst().dropLast()) : nil
    }
}
