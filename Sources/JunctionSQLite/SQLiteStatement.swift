import CSQLite
import Foundation
import Junction

/// A prepared statement.
final class SQLiteStatement {
    let text: Statement
    let handle: OpaquePointer
    let isReadOnly: Bool
    private let parameters: Int32
    /// Whether it is being stepped.
    var isRunning = false
    /// When it was used last, in statements.
    var lastUse: UInt64 = 0

    init(_ text: Statement, _ db: OpaquePointer) throws {
        var handle: OpaquePointer?
        let (code, isWhole) = text.sql.withCString { sql in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(db, sql, -1, UInt32(text.isRepeated ? SQLITE_PREPARE_PERSISTENT : 0), &handle, &rest)
            return (code, rest.map { String(cString: $0).allSatisfy { $0.isWhitespace || $0 == ";" } } ?? true)
        }
        // SQLite would leave out whatever follows the first statement.
        if code == SQLITE_OK, !isWhole {
            sqlite3_finalize(handle)
            throw DatabaseError(.syntax, message: "several statements at once; send one after the other", sql: text.sql)
        }
        guard code == SQLITE_OK, let handle else { throw SQLiteError.make(code, db, text.sql) }
        self.text = text
        self.handle = handle
        isReadOnly = sqlite3_stmt_readonly(handle) != 0
        parameters = sqlite3_bind_parameter_count(handle)
    }

    deinit { sqlite3_finalize(handle) }

    func reset() {
        sqlite3_reset(handle)
        isRunning = false
    }

    /// Binds the values in order. SQLite copies texts, so nothing outlives the call.
    func bind(_ values: [Value], _ db: OpaquePointer) throws {
        guard values.count == Int(parameters) else {
            throw DatabaseError(.other, code: "\(SQLITE_RANGE)", message: "\(parameters) parameters, \(values.count) values")
        }
        var index: Int32 = 0
        for value in values {
            index += 1
            let code = try bind(value, index)
            guard code == SQLITE_OK else { throw SQLiteError.make(code, db, nil) }
        }
    }

    private func bind(_ value: Value, _ index: Int32) throws -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .bool(let value): sqlite3_bind_int64(handle, index, value ? 1 : 0)
        case .integer(let value): sqlite3_bind_int64(handle, index, value)
        case .real(let value): sqlite3_bind_double(handle, index, value)
        case .decimal(let value): try bind(value, index)
        case .text(let value): try bind(value, index)
        case .json(let value): try bind(value, index)
        case .moment(let value): bind(moment: value, index)
        case .day(let value): try bind(value.description, index)
        case .uuid(let value): try bind(SQLiteText.uuid(value), index)
        case .pattern(let value): try bind(SQLiteText.glob(value), index)
        case .list(let values, _): try bind(SQLiteList.json(values), index)
        case .bytes(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob64(handle, index, bytes, sqlite3_uint64(bytes.count), SQLiteStatement.transient)
        case .tuple: throw QueryError(.unsupported(what: "composite key in one column", database: "SQLite"))
        case .invalid(let problem): throw QueryError(.unusableValue(reason: problem.description))
        }
    }

    private func bind(_ text: String, _ index: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { bytes in
            if bytes.contains(0) { throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description)) }
            return bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty text has no address, and a null pointer would bind NULL.
                characters.baseAddress.map {
                    sqlite3_bind_text64(handle, index, $0, sqlite3_uint64(characters.count), SQLiteStatement.transient, UInt8(SQLITE_UTF8))
                } ?? sqlite3_bind_text(handle, index, "", 0, SQLiteStatement.transient)
            }
        }
    }

    private func bind(moment: Int64, _ index: Int32) -> Int32 {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SQLiteText.momentLength) { buffer in
            let count = SQLiteText.write(moment, to: buffer)
            return UnsafeBufferPointer(buffer).withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(handle, index, $0.baseAddress, sqlite3_uint64(count), SQLiteStatement.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// A number, as numeric columns keep it; more than 15 significant digits would not survive that.
    private func bind(_ decimal: Decimal, _ index: Int32) throws -> Int32 {
        guard decimal.significantDigits <= 15 else { throw QueryError(.unusableValue(reason: ValueProblem.tooManyDigits.description)) }
        let text = "\(decimal)"
        if let integer = Int64(text) { return sqlite3_bind_int64(handle, index, integer) }
        guard let real = Double(text) else { throw QueryError(.unusableValue(reason: ValueProblem.notFinite.description)) }
        return sqlite3_bind_double(handle, index, real)
    }

    /// Tells SQLite to copy what it is given.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Decimal {
    /// How many digits it takes to write the number down, without leading and trailing zeros.
    var significantDigits: Int {
        let digits = "\(self)".filter(\.isNumber).drop { $0 == "0" }
        return digits.reversed().drop { $0 == "0" }.count
    }
}

/// A list as JSON, for `json_each`: one bind whatever its length.
enum SQLiteList {
    /// The list of a parameter as a table.
    static func table(_ parameter: String, _ types: [ColumnType]) -> String {
        if types.count == 1 { return "json_each(\(parameter))" }
        let columns = types.indices.map { "json_extract(value, '$[\($0)]') AS value\($0)" }
        return "(SELECT \(columns.joined(separator: ", ")) FROM json_each(\(parameter)))"
    }

    static func json(_ values: [Value]) throws -> String {
        var json: [UInt8] = []
        json.reserveCapacity(values.count * 8 + 2)
        try append(values, to: &json)
        return String(decoding: json, as: UTF8.self)
    }

    private static func append(_ values: [Value], to json: inout [UInt8]) throws {
        json.append(UInt8(ascii: "["))
        for (i, value) in values.enumerated() {
            if i > 0 { json.append(UInt8(ascii: ",")) }
            switch value {
            case .tuple(let parts): try append(parts, to: &json)
            case .null: json += "null".utf8
            case .bool(let value): json.append(UInt8(ascii: value ? "1" : "0"))
            case .integer(let value): json += "\(value)".utf8
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
