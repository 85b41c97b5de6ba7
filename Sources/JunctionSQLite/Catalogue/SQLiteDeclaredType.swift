import Junction

/// The declared type of a column, taken apart: `varchar(100)` is a text of at most 100.
///
/// SQLite takes any words for a type. What Junction keeps in such a column is said only where the column keeps it as it is: a `uuid` or
/// `json` column has numeric affinity, and would make a number of some values.
struct SQLiteDeclaredType {
    /// In lower case, without what stands in parentheses.
    let name: String
    let content: ColumnType?
    let maxLength: Int?
    let digits: Digits?

    init(_ declared: String) {
        let parts = declared.split(separator: "(", maxSplits: 1)
        let name = (parts.first ?? "").split(separator: " ").joined(separator: " ").lowercased()
        let numbers = (parts.dropFirst().first ?? "").split { !$0.isNumber }.compactMap { Int($0) }
        self.name = name
        let isUUID = name == "char" && numbers == [32]
        content = isUUID ? .uuid : Self.content(name)
        maxLength = content == .text && numbers.count == 1 ? numbers[0] : nil
        digits = content == .decimal && !numbers.isEmpty ? Digits(numbers[0], numbers.count > 1 ? numbers[1] : 0) : nil
    }

    private static func content(_ name: String) -> ColumnType? {
        switch name {
        case "bool", "boolean": return .bool
        case "datetime", "timestamp": return .moment
        case "date": return .day
        case "decimal", "numeric": return .decimal
        case "": return nil
        default: break
        }
        // By what SQLite itself looks for in the words of a type.
        if name.contains("int") { return .integer }
        if ["char", "clob", "text"].contains(where: { name.contains($0) }) { return .text }
        if name.contains("blob") { return .bytes }
        return ["real", "floa", "doub"].contains { name.contains($0) } ? .real : nil
    }
}
