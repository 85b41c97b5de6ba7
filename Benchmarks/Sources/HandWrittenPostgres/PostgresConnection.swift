import BenchLibPQ
import Foundation

/// What the server or libpq answered.
public struct PostgresFailure: Error, CustomStringConvertible {
    public let description: String
}

/// The wrapper around libpq that one writes once: a connection, used by one thread at a time; values are binary both ways.
public final class PostgresConnection {
    let handle: OpaquePointer
    /// Each is planned by the server once, and kept for the next time.
    private var statements: [String: PostgresStatement] = [:]

    public init(_ url: String) throws {
        guard let opened = PQconnectdb(url) else { throw PostgresFailure(description: "no memory for a connection") }
        guard PQstatus(opened) == CONNECTION_OK else {
            defer { PQfinish(opened) }
            throw PostgresFailure(description: "PostgreSQL: " + String(cString: PQerrorMessage(opened)).trimmingCharacters(in: .newlines))
        }
        handle = opened
        try execute("SET client_min_messages = warning")
    }

    deinit { PQfinish(handle) }

    /// One or more statements without parameters.
    public func execute(_ sql: String) throws { _ = try PostgresResult.checked(PQexec(handle, sql), handle) }

    func prepare(_ sql: String, _ types: [PostgresType] = []) throws -> PostgresStatement {
        if let statement = statements[sql] { return statement }
        let statement = try PostgresStatement("hand\(statements.count)", sql, types, handle)
        statements[sql] = statement
        return statement
    }

    /// Everything that `body` does, or nothing of it.
    public func transaction<R>(readOnly: Bool = false, _ body: () throws -> R) throws -> R {
        try execute(readOnly ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }
}

/// A prepared statement with the values of its parameters, numbered from 0. It lives as long as its connection.
final class PostgresStatement {
    private let name: String
    private let connection: OpaquePointer
    private let wires: [Wire]
    private var values: [UnsafePointer<CChar>?]
    private var lengths: [Int32]
    private let formats: [Int32]

    init(_ name: String, _ sql: String, _ types: [PostgresType], _ connection: OpaquePointer) throws {
        self.name = name
        self.connection = connection
        wires = types.map { _ in Wire() }
        values = types.map { _ in nil }
        lengths = types.map { _ in 0 }
        formats = types.map { _ in 1 }
        _ = try PostgresResult.checked(PQprepare(connection, name, sql, Int32(types.count), types.map(\.rawValue)), connection)
    }

    @inline(__always) func bind(_ index: Int, _ value: Int64) {
        let wire = wires[index]
        wire.clear()
        wire.append(value)
        take(index, wire)
    }

    func bindArray(_ index: Int, _ numbers: [Int64]) {
        let wire = wires[index]
        wire.beginArray(of: .bigints, count: numbers.count)
        for number in numbers { wire.appendElement(number) }
        take(index, wire)
    }

    /// A buffer that the caller keeps until the statement was run.
    @inline(__always) func take(_ index: Int, _ wire: Wire) {
        values[index] = UnsafePointer(wire.start.assumingMemoryBound(to: CChar.self))
        lengths[index] = Int32(wire.count)
    }

    func run() throws -> PostgresResult {
        try PostgresResult.checked(PQexecPrepared(connection, name, Int32(values.count), values, lengths, formats, 1), connection)
    }

    /// In pipeline mode: the result is fetched later.
    func send() throws {
        guard PQsendQueryPrepared(connection, name, Int32(values.count), values, lengths, formats, 1) == 1 else {
            throw PostgresFailure(description: String(cString: PQerrorMessage(connection)))
        }
    }
}

/// A result, freed when it is let go. Rows and columns are numbered from 0.
struct PostgresResult: ~Copyable {
    private let handle: OpaquePointer

    private init(_ handle: OpaquePointer) { self.handle = handle }

    static func checked(_ handle: OpaquePointer?, _ connection: OpaquePointer) throws -> PostgresResult {
        guard let handle else { throw PostgresFailure(description: String(cString: PQerrorMessage(connection))) }
        let result = PostgresResult(handle)
        switch PQresultStatus(handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_SYNC: return result
        default: throw PostgresFailure(description: String(cString: PQresultErrorMessage(handle)))
        }
    }

    deinit { PQclear(handle) }

    var count: Int { Int(PQntuples(handle)) }
    /// How many rows were written.
    var changes: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    @inline(__always) func isNull(_ row: Int32, _ column: Int32) -> Bool { PQgetisnull(handle, row, column) != 0 }

    @inline(__always) func int(_ row: Int32, _ column: Int32) -> Int64 {
        guard let bytes = PQgetvalue(handle, row, column) else { return 0 }
        return Int64(bigEndian: UnsafeRawPointer(bytes).loadUnaligned(as: Int64.self))
    }

    @inline(__always) func string(_ row: Int32, _ column: Int32) -> String {
        guard let bytes = PQgetvalue(handle, row, column) else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: Int(PQgetlength(handle, row, column))), as: UTF8.self)
    }

    /// The server counts from 2000, `Date` from 2001.
    @inline(__always) func date(_ row: Int32, _ column: Int32) -> Date {
        Date(timeIntervalSinceReferenceDate: Double(int(row, column) - 31_622_400_000_000) / 1e6)
    }
}
