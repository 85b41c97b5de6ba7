/// How names in Swift become names in a database, and words for people.
enum Naming {
    /// `ContactDepartment` -> `contact_department`
    static func snakeCase(_ name: String) -> String { split(name).map { $0.lowercased() }.joined(separator: "_") }

    /// `ContactDepartment` -> `Contact department`
    static func words(_ name: String) -> String {
        let words = split(name)
        return ([words.first ?? ""] + words.dropFirst().map { $0.lowercased() }).joined(separator: " ")
    }

    /// `contactID` -> `contact`; nil for a name without the suffix.
    static func path(of key: String) -> String? {
        guard key.count > 2, key.hasSuffix("ID") || key.hasSuffix("Id") else { return nil }
        return String(key.dropLast(2))
    }

    /// `categoryCode` without `code` -> `category`; nil where nothing is left.
    static func path(of key: String, dropping property: String) -> String? {
        if property == "id" { return path(of: key) }
        let suffix = property.prefix(1).uppercased() + property.dropFirst()
        return key.hasSuffix(suffix) && key.count > suffix.count ? String(key.dropLast(suffix.count)) : nil
    }

    /// Splits at capitals; a run of capitals is one word (`userID`, `URLPath`).
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
}
