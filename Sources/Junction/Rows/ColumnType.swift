/// What a column holds, in words that every database has a type for.
///
/// ```swift
/// let name = Cents.columnType.name  // "an integer"
/// ```
/// | | SQLite | PostgreSQL |
/// | --- | --- | --- |
/// | `integer`, `real` | `integer` (`bigint` for a reference), `real` | `bigint`, `double precision` |
/// | `decimal` | `decimal`: a number of at most 15 digits | `numeric` |
/// | `bool`, `bytes` | `bool`: 0 or 1, `BLOB` | `boolean`, `bytea` |
/// | `text`, `json` | `text` or `varchar(n)`, `text` | the same with `COLLATE "C"`, `jsonb` |
/// | `moment` | `datetime`: text in UTC, to the microsecond | `timestamptz` |
/// | `day`, `uuid` | `date`: text, `char(32)`: hexadecimal digits | `date`, `uuid` |
public enum ColumnType: UInt8, Sendable, Hashable, CaseIterable {
    /// A kind of value: `moment` is a date and time to the microsecond, `day` a calendar date.
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
