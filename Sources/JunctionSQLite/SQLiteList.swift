import Junction

/// A list as JSON, for `json_each`: one bind whatever its length.
enum SQLiteList {
    /// The list of a parameter as a table.
    static func table(_ parameter: String, _ types: [ColumnType]) -> String {
        if types.count == 1 { return "json_each(\(parameter))" }
        let columns = types.indices.map { "json_extract(value, '$[\($0)]') AS value\($0)" }
        return "(SELECT \(columns.joined(separator: ", ")) FROM json_each(\(parameter)))"
    }

    static func json(_ values: [Value]) throws -> [UInt8] {
        var json: [UInt8] = []
        json.reserveCapacity(values.count * 8 + 2)
        try append(values, to: &json)
        return json
    }

    private static func append(_ values: [Value], to json: inout [UInt8]) throws {
        json.append(UInt8(ascii: "["))
        for (i, value) in values.enumerated() {
            if i > 0 { json.append(UInt8(ascii: ",")) }
            switch value {
            case .tuple(let parts): try append(parts, to: &json)
            case .null: json += "null".utf8
            case .bool(let value): json.append(UInt8(ascii: value ? "1" : "0"))
            case .integer(let value): append(value, to: &json)
            case .real(let value): json += "\(value)".utf8
            case .decimal(let value):
                guard value.significantDigits <= 15 else {
                    throw QueryError(.unusableValue(reason: ValueProblem.tooManyDigits.description))
                }
                json += "\(value)".utf8
            case .text(let text), .json(let text): try append(text, to: &json)
            case .moment(let moment): try append(SQLiteText.moment(moment), to: &json)
            case .day(let day): try append(day.description, to: &json)
            case .uuid(let uuid): try append(SQLiteText.uuid(uuid), to: &json)
            case .bytes, .pattern, .list, .invalid: throw QueryError(.unsupported(what: "list of such values", database: "SQLite"))
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    /// A number's digits, without the text that they would be first.
    private static func append(_ number: Int64, to json: inout [UInt8]) {
        if number < 0 { json.append(UInt8(ascii: "-")) }
        let start = json.count
        var rest = number.magnitude
        repeat {
            json.append(UInt8(truncatingIfNeeded: 48 &+ rest % 10))
            rest /= 10
        } while rest > 0
        json[start...].reverse()
    }

    private static func append(_ text: String, to json: inout [UInt8]) throws {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case 0: throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description))
            case 0x22, 0x5C: json += [0x5C, byte]
            case 0x01..<0x20: json += ("\\u00" + SQLiteText.hex([byte])).utf8
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
