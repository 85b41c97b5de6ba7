import CLibPQ
import Foundation
import Junction

/// How a row of PostgreSQL is stepped and read: strictly by the types of the result, so that nothing is converted in silence.
enum PostgresRows {
    /// What the functions see: a result in binary, and the row that they are at.
    struct State {
        fileprivate(set) var result: OpaquePointer?
        private var count: Int32 = 0
        fileprivate var row: Int32 = -1
        /// Where the next result comes from, while rows are streamed.
        private let connection: OpaquePointer?
        /// The types of the columns, which all results of a statement have alike: asking libpq for each value takes a third of its time.
        fileprivate var types: UnsafeMutableBufferPointer<Oid>

        /// All rows of a result.
        init(_ result: OpaquePointer) {
            self.result = result
            count = PQntuples(result)
            connection = nil
            types = Self.types(result)
        }

        /// Rows that arrive one by one.
        init(streaming connection: OpaquePointer?) {
            self.connection = connection
            types = UnsafeMutableBufferPointer(start: nil, count: 0)
        }

        /// Frees the last result, too.
        func free() {
            types.deallocate()
            PQclear(result)
        }

        /// Goes on to the next row.
        mutating func next() -> Int32 {
            row += 1
            if row < count { return RowTable.row }
            guard let connection else { return RowTable.end }
            PQclear(result)
            result = PQgetResult(connection)
            (row, count) = (0, PQntuples(result))
            if types.isEmpty { types = Self.types(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE: return RowTable.row
            case PGRES_TUPLES_OK: return RowTable.end
            default: return -1
            }
        }

        private static func types(_ result: OpaquePointer?) -> UnsafeMutableBufferPointer<Oid> {
            let types = UnsafeMutableBufferPointer<Oid>.allocate(capacity: Int(PQnfields(result)))
            for column in types.indices { types.initializeElement(at: column, to: PQftype(result, Int32(column))) }
            return types
        }
    }

    /// Made once and kept; it has no state.
    nonisolated(unsafe) static let table: UnsafePointer<RowTable> = {
        // Written once before anyone can see it, read-only afterwards: that is why sharing the pointer is safe.
        let table = UnsafeMutablePointer<RowTable>.allocate(capacity: 1)
        table.initialize(to: make())
        return UnsafePointer(table)
    }()

    /// A column that is not NULL: its type, and where its bytes are.
    private struct Field {
        let type: Oid
        let bytes: UnsafeRawPointer
        let count: Int

        @inline(__always) init?(_ state: RowTable.State?, _ column: Int32) {
            guard let state = state.map({ UnsafePointer<State>($0) }), column >= 0, column < state.pointee.types.count else { return nil }
            let result = state.pointee.result, row = state.pointee.row
            count = Int(PQgetlength(result, row, column))
            if count == 0, PQgetisnull(result, row, column) == 1 { return nil }
            guard let bytes = PQgetvalue(result, row, column) else { return nil }
            type = state.pointee.types[Int(column)]
            self.bytes = UnsafeRawPointer(bytes)
        }

        var integer: Int64? {
            switch type {
            case PostgresType.int8: bytes.bigEndian(Int64.self, at: 0)
            case PostgresType.int4: Int64(bytes.bigEndian(Int32.self, at: 0))
            case PostgresType.int2: Int64(bytes.bigEndian(Int16.self, at: 0))
            default: nil
            }
        }

        /// Types of the user's own, such as enumerations, are sent as texts; the format of JSON begins with its version.
        var text: (UnsafePointer<UInt8>, Int)? {
            switch type {
            case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name, PostgresType.json, PostgresType.char,
                PostgresType.unknown, 16_384...:
                (bytes.assumingMemoryBound(to: UInt8.self), count)
            case PostgresType.jsonb where count > 0: (bytes.assumingMemoryBound(to: UInt8.self) + 1, count - 1)
            default: nil
            }
        }
    }

    private static func make() -> RowTable {
        RowTable(
            next: { state in
                guard let state = state.map({ UnsafeMutablePointer<State>($0) }) else { return -1 }
                return state.pointee.next()
            },
            isNull: { state, column in Field(state, column) == nil },
            integer: { state, column, found in
                guard let field = Field(state, column) else { return RowTable.null }
                guard let value = field.integer else { return RowTable.mismatch }
                found.pointee = value
                return RowTable.found
            },
            bool: { state, column, found in
                guard let field = Field(state, column) else { return RowTable.null }
                guard field.type == PostgresType.bool else { return RowTable.mismatch }
                found.pointee = Int64(field.bytes.load(as: UInt8.self))
                return RowTable.found
            },
            moment: { state, column, found in
                guard let field = Field(state, column) else { return RowTable.null }
                guard field.type == PostgresType.timestamptz else { return RowTable.mismatch }
                let value = field.bytes.bigEndian(Int64.self, at: 0)
                // Infinity, which no date is.
                if value == .max || value == .min { return RowTable.mismatch }
                let (moment, overflow) = value.addingReportingOverflow(PostgresText.epoch)
                found.pointee = moment
                return overflow ? RowTable.mismatch : RowTable.found
            },
            day: { state, column, found in
                guard let field = Field(state, column) else { return RowTable.null }
                guard field.type == PostgresType.date, let day = PostgresText.day(field.bytes.bigEndian(Int32.self, at: 0)) else {
                    return RowTable.mismatch
                }
                found.pointee = day
                return RowTable.found
            },
            real: { state, column, found in
                guard let field = Field(state, column) else { return RowTable.null }
                switch field.type {
                case PostgresType.float8: found.pointee = Double(bitPattern: field.bytes.bigEndian(UInt64.self, at: 0))
                case PostgresType.float4: found.pointee = Double(Float(bitPattern: field.bytes.bigEndian(UInt32.self, at: 0)))
                default: return RowTable.mismatch
                }
                return RowTable.found
            },
            text: { state, column, start, count in
                guard let field = Field(state, column) else { return RowTable.null }
                guard let text = field.text else { return RowTable.mismatch }
                (start.pointee, count.pointee) = text
                return RowTable.found
            },
            bytes: { state, column, start, count in
                guard let field = Field(state, column) else { return RowTable.null }
                guard field.type == PostgresType.bytea else { return RowTable.mismatch }
                (start.pointee, count.pointee) = (field.bytes.assumingMemoryBound(to: UInt8.self), field.count)
                return RowTable.found
            },
            uuid: { state, column, bytes in
                guard let field = Field(state, column) else { return RowTable.null }
                guard field.type == PostgresType.uuid else { return RowTable.mismatch }
                bytes.copyMemory(from: field.bytes, byteCount: 16)
                return RowTable.found
            },
            decimal: { state, column, decimal in
                guard let field = Field(state, column) else { return RowTable.null }
                let value =
                    field.type == PostgresType.numeric ? PostgresNumeric.read(field.bytes, field.count) : field.integer.map { Decimal($0) }
                guard let value else { return RowTable.mismatch }
                decimal.assumingMemoryBound(to: Decimal.self).pointee = value
                return RowTable.found
            },
            kind: { state, column, kind in
                guard let field = Field(state, column) else { return RowTable.null }
                guard let type = PostgresType.kind(of: field.type), let index = ColumnType.allCases.firstIndex(of: type) else {
                    return RowTable.mismatch
                }
                kind.pointee = Int64(index)
                return RowTable.found
            },
            name: { state, column in
                guard let result = state.flatMap({ UnsafePointer<State>($0).pointee.result }), column < PQnfields(result) else {
                    return nil
                }
                return UnsafePointer(PQfname(result, column))
            })
    }
}
