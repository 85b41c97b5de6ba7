/// A name of a database as words in lower case, and the names that are made of them in Swift.
struct Words: Hashable {
    private(set) var all: [String]

    init(_ all: [String]) { self.all = all }

    /// Splits at everything that is neither a letter nor a digit, and at capitals: `contact_id` and `contactId` are the same words.
    init(of name: String) {
        all = Self.pieces(of: name).flatMap { Self.split($0) }.map { $0.lowercased() }
    }

    private static func pieces(of name: String) -> [String] {
        name.split { !($0.isLetter || $0.isASCII && $0.isNumber) }.map(String.init)
    }

    /// Splits at capitals; a run of capitals is one word. It is what `@Model` does to find the column of a property.
    private static func split(_ name: String) -> [String] {
        let characters = Array(name)
        var words: [String] = [], word = ""
        for (i, character) in characters.enumerated() {
            let startsWord =
                character.isUppercase && i > 0
                && (!characters[i - 1].isUppercase || i + 1 < characters.count && characters[i + 1].isLowercase)
            if startsWord, !word.isEmpty {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }

    /// The column that `@Model` gives a property of this name: `contactID` -> `contact_id`.
    static func snakeCase(_ name: String) -> String { split(name).map { $0.lowercased() }.joined(separator: "_") }

    /// `contactDepartment`
    var property: String {
        guard let first = all.first else { return "column" }
        let name = first + all.dropFirst().map(Self.capitalised).joined()
        return name.first?.isLetter == true ? name : "column" + name
    }

    /// `ContactDepartment`
    var type: String {
        let name = all.map(Self.capitalised).joined()
        return name.first?.isLetter == true ? name : "Table" + name
    }

    private static func capitalised(_ word: String) -> String {
        ["id", "url", "uuid"].contains(word) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
    }

    /// The same with the last word in the singular, or in the plural.
    var singular: Words { Words(all.dropLast() + all.suffix(1).map(Self.singular)) }
    var plural: Words { Words(all.dropLast() + all.suffix(1).map { Self.plural(Self.singular($0)) }) }

    /// What is left behind these words; nil where it does not begin with them, or nothing is left.
    func dropping(_ start: Words) -> Words? {
        guard all.count > start.all.count, Words(Array(all.prefix(start.all.count))).singular == start.singular else { return nil }
        return Words(Array(all.dropFirst(start.all.count)))
    }

    // MARK: English

    private static let irregular = [
        "person": "people", "child": "children", "man": "men", "woman": "women", "status": "statuses", "bus": "buses", "news": "news",
        "series": "series", "data": "data", "metadata": "metadata", "info": "info", "movie": "movies", "cookie": "cookies",
        "alias": "aliases", "analysis": "analyses", "address": "addresses", "business": "businesses",
    ]

    private static func singular(_ word: String) -> String {
        if irregular[word] != nil { return word }
        if let found = irregular.first(where: { $0.value == word }) { return found.key }
        if word.count > 3, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        if ["sses", "xes", "ches", "shes", "zzes"].contains(where: { word.hasSuffix($0) }) { return String(word.dropLast(2)) }
        let isPlural = word.count > 2 && word.hasSuffix("s") && !["ss", "us", "is"].contains { word.hasSuffix($0) }
        return isPlural ? String(word.dropLast()) : word
    }

    private static func plural(_ word: String) -> String {
        if let known = irregular[word] { return known }
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) { return word.dropLast() + "ies" }
        if ["s", "x", "ch", "sh", "z"].contains(where: { word.hasSuffix($0) }) { return word + "es" }
        return word + "s"
    }
}

/// What Swift keeps for itself.
enum Reserved {
    /// Words that need back-ticks as the name of a property.
    static let words: Set = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is",
        "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static",
        "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// Names of types that the models themselves, or what `@Model` writes, speak of.
    static let types: Set = [
        "Any", "AnyJSON", "Bool", "CalendarDate", "Data", "Date", "Decimal", "Double", "Fields", "Foundation", "HasMany", "InspectedModels",
        "Int", "Int64", "JSON", "Junction", "Key", "Many", "Model", "Never", "One", "Options", "Optional", "Protocol", "RawKey",
        "Reference",
        "Self", "SoftDeletable", "String", "Swift", "Type", "UUID",
    ]

    static func quoted(_ name: String) -> String { words.contains(name) ? "`\(name)`" : name }
}
