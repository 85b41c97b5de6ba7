/// What a column holds, in words that every database has a type for.
public enum ColumnType: UInt8, Sendable, Hashable, CaseIterable {
    case integer, real, decimal, bool, text, bytes, moment, day, uuid, json

    /// The type's name in messages.
    public var name: String {
        switch self {
        case .integer: "an integer"
        case .real: "a real number"
        case .decimal: "a decimal"
        case .bool: "a Boolean"
        case .text: "text"
        case .bytes: "bytes"
        case .moment: "a date and time"
        case .day: "a calendar date"
        case .uuid: "a UUID"
        case .json: "JSON"
        }
    }
}
