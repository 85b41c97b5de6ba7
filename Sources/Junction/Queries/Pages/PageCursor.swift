import Foundation

/// A place in the rows of an ordered query, to read on from. It is opaque, and may travel as text: in a URL, in JSON.
///
/// ```swift
/// let text = page.next?.description ?? ""  // for a URL
/// let more = try await query.page(1, after: PageCursor(text), on: db)
/// ```
/// It holds what the row at that place is ordered by, readable for whoever decodes it; so it is no place for secrets.
public struct PageCursor: Sendable, Hashable, Codable, LosslessStringConvertible {
    /// What the query was ordered by, so that a cursor of another order is refused.
    let order: String
    let values: [Value]

    init(order: String, values: [Value]) {
        self.order = order
        self.values = values
    }

    /// The cursor as text without characters that a URL would change.
    public var description: String {
        let content = Content(order: order, values: values.map(Mark.init))
        guard let json = try? JSONEncoder().encode(content) else { return "" }
        return json.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The cursor that this text is; nil for any other text.
    ///
    /// ```swift
    /// let more = try await query.page(1, after: PageCursor(text), on: db)
    /// ```
    public init?(_ description: String) {
        var base64 = description.replacing("-", with: "+").replacing("_", with: "/")
        while base64.utf8.count % 4 != 0 { base64 += "=" }
        guard let data = Data(base64Encoded: base64), let content = try? JSONDecoder().decode(Content.self, from: data) else { return nil }
        let values = content.values.compactMap(\.value)
        guard values.count == content.values.count else { return nil }
        self.init(order: content.order, values: values)
    }

    /// The cursor that is encoded as its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let cursor = PageCursor(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "this is no page cursor")
        }
        self = cursor
    }

    /// Encodes the cursor as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private struct Content: Codable {
        let order: String
        let values: [Mark]
    }

    /// A value and its type, as text.
    private struct Mark: Codable {
        let t: String
        let v: String

        init(_ value: Value) {
            (t, v) =
                switch value {
                case .bool(let value): ("b", value ? "1" : "0")
                case .integer(let value): ("i", "\(value)")
                case .real(let value): ("r", "\(value.bitPattern)")
                case .decimal(let value): ("d", "\(value)")
                case .text(let text): ("t", text)
                case .bytes(let bytes): ("x", Data(bytes).base64EncodedString())
                case .moment(let moment): ("m", "\(moment)")
                case .day(let day): ("c", day.description)
                case .uuid(let uuid): ("u", uuid.uuidString)
                default: ("n", "")
                }
        }

        var value: Value? {
            switch t {
            case "b": v == "1" ? .bool(true) : v == "0" ? .bool(false) : nil
            case "i": Int64(v).map(Value.integer)
            case "r": UInt64(v).map { Double(bitPattern: $0) }.flatMap { $0.isFinite ? .real($0) : nil }
            case "d": Decimal(string: v, locale: Locale(identifier: "en_US_POSIX")).flatMap { $0.isNaN ? nil : .decimal($0) }
            case "t": v.utf8.contains(0) ? nil : .text(v)
            case "x": Data(base64Encoded: v).map { .bytes(Array($0)) }
            case "m": Int64(v).flatMap { Date.storableMicroseconds.contains($0) ? .moment($0) : nil }
            case "c": CalendarDate(v).map(Value.day)
            case "u": UUID(uuidString: v).map(Value.uuid)
            case "n": .null
            default: nil
            }
        }
    }
}
