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
    private let texts = SQLiteTexts()

    private static let harmless = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"]

    init(_ text: Statement, _ db: OpaquePointer) throws {
        var handle: OpaquePointer?
        // An index on a column that is not there would be one on a text. As SQLite keeps statements, their first words are written like this.
        let isIndex = text.sql.hasPrefix("CREATE INDEX") || text.sql.hasPrefix("CREATE UNIQUE INDEX")
        let takesTexts = isIndex ? junction_take_texts_in_double_quotes(db, 0) : 1
        defer { if isIndex { _ = junction_take_texts_in_double_quotes(db, takesTexts) } }
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

    /// Whether it may change tables, or how the connection works; in doubt it does.
    static func mayChangeSettings(_ text: Statement) -> Bool { !harmless.contains { text.sql.hasPrefix($0) } }

    func reset() {
        sqlite3_reset(handle)
        isRunning = false
    }

    /// Binds the values in order. Short texts stand in the statement's own memory until it is bound again: SQLite need not
    /// copy them.
    func bind(_ values: [Value], _ db: OpaquePointer) throws {
        guard values.count == Int(parameters) else {
            throw DatabaseError(.other, code: "\(SQLITE_RANGE)", message: "\(parameters) parameters, \(values.count) values")
        }
        var size = 0
        for value in values { size += SQLiteTexts.size(of: value) }
        texts.begin(size)
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
        case .text(let value), .json(let value): try bind(value, index)
        case .moment(let value): bind(texts.append(moment: value), index)
        case .day(let value): bind(bytes: Array(value.description.utf8), index)
        case .uuid(let value): bind(bytes: Array(SQLiteText.uuid(value).utf8), index)
        case .pattern(let value): bind(bytes: Array(SQLiteText.glob(value).utf8), index)
        case .list(let values, _): bind(bytes: try SQLiteList.json(values), index)
        case .bytes(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob64(handle, index, bytes, sqlite3_uint64(bytes.count), SQLiteStatement.transient)
        case .tuple: throw QueryError(.unsupported(what: "composite key in one column", database: "SQLite"))
        case .invalid(let problem): throw QueryError(.unusableValue(reason: problem.description))
        }
    }

    private func bind(_ text: String, _ index: Int32) throws -> Int32 {
        if text.utf8.count > SQLiteTexts.limit {
            let bytes = Array(text.utf8)
            if bytes.contains(0) { throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description)) }
            return bind(bytes: bytes, index)
        }
        let bytes = texts.append(text)
        if bytes.contains(0) { throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description)) }
        return bind(bytes, index)
    }

    /// Bytes that stay where they are until the statement is bound again.
    private func bind(_ text: UnsafeBufferPointer<CChar>, _ index: Int32) -> Int32 {
        sqlite3_bind_text64(handle, index, text.baseAddress, sqlite3_uint64(text.count), nil, UInt8(SQLITE_UTF8))
    }

    /// Bytes that SQLite copies.
    private func bind(bytes: [UInt8], _ index: Int32) -> Int32 {
        bytes.withUnsafeBytes {
            sqlite3_bind_text64(
                handle, index, $0.assumingMemoryBound(to: CChar.self).baseAddress, sqlite3_uint64(bytes.count), SQLiteStatement.transient,
                UInt8(SQLITE_UTF8))
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
