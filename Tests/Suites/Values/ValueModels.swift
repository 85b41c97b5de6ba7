import Foundation
import Junction

enum ValueKind: String, ColumnValue, CaseIterable { case work, home, other = "something else" }

enum ValueLevel: Int, ColumnValue { case low = -1, middle = 0, high = 9_000_000_000 }

struct ValueSettings: JSONColumnValue, Hashable {
    var theme = "dark"
    var columns: [String] = []
    var ratio: Double?
    var nested: [String: [Int]] = [:]
}

/// A type of the user's own: a number that a text column keeps.
struct ValueColour: ColumnValue, Hashable {
    var rgb: UInt32

    static var columnType: ColumnType { .text }
    var columnValue: Value { .text("#" + String(rgb, radix: 16)) }

    static func read(_ row: borrowing Row, at column: Int32) throws -> ValueColour? {
        guard let text = try String.read(row, at: column) else { return nil }
        guard text.hasPrefix("#"), let rgb = UInt32(text.dropFirst(), radix: 16) else {
            throw ColumnMismatch(column: column, expected: "a colour", found: "other text")
        }
        return ValueColour(rgb: rgb)
    }
}

/// A column of each type.
@Model
struct ValueRecord: Hashable {
    var id: Key<ValueRecord>
    var int: Int
    var int64: Int64
    var int32: Int32
    var int16: Int16
    var int8: Int8
    var uint: UInt
    var uint64: UInt64
    var uint32: UInt32
    var uint16: UInt16
    var uint8: UInt8
    var double: Double
    @Digits(15, 4) var decimal: Decimal
    var bool: Bool
    var text: String
    var bytes: [UInt8]
    var data: Data
    var moment: Date
    var day: CalendarDate
    var uuid: UUID
    var url: URL
    var kind: ValueKind
    var level: ValueLevel
    var settings: ValueSettings
    var json: JSON<[String: Int]>
    var colour: ValueColour
    var other: Key<ValueTag>

    static func sample(_ tag: Key<ValueTag>) throws -> ValueRecord {
        guard let day = CalendarDate(year: 2024, month: 2, day: 29), let url = URL(string: "https://example.org/a?b=c#d"),
            let uuid = UUID(uuidString: "0123ABCD-4567-89EF-0123-456789ABCDEF"), let decimal = Decimal(string: "12.5")
        else { throw ValueMissing() }
        return ValueRecord(
            int: 1, int64: 2, int32: 3, int16: 4, int8: 5, uint: 6, uint64: 7, uint32: 8, uint16: 9, uint8: 10, double: 0.1,
            decimal: decimal, bool: true, text: "text", bytes: [0, 1, 255], data: Data([0, 254]),
            moment: Date(microseconds: 1_700_000_000_123_456), day: day,
            uuid: uuid, url: url, kind: .home, level: .high,
            settings: ValueSettings(theme: "light", columns: ["a", "\"b\""], ratio: 0.25, nested: ["x": [1, 2]]), json: JSON(["one": 1]),
            colour: ValueColour(rgb: 0xFFAA00), other: tag)
    }
}

struct ValueMissing: Error {}

/// The same types where they may be absent.
@Model
struct ValueOptional: Hashable {
    var id: Key<ValueOptional>
    var int: Int?
    var double: Double?
    var decimal: Decimal?
    var bool: Bool?
    var text: String?
    var bytes: [UInt8]?
    var data: Data?
    var moment: Date?
    var day: CalendarDate?
    var uuid: UUID?
    var url: URL?
    var kind: ValueKind?
    var settings: ValueSettings?
    var json: JSON<[Int]>?
    var colour: ValueColour?
    var tag: Key<ValueTag>?
}

/// A natural key.
@Model(key: String.self)
struct ValueTag: Hashable, Codable {
    var id: Key<ValueTag>
    var title: String
    var parentID: Key<ValueTag>?
}

/// A key made by the client.
@Model(key: UUID.self)
struct ValueTicket: Hashable, Codable {
    var id: Key<ValueTicket>
    var title: String
}
