import CLibPQ
import Foundation
import Junction

/// The values of a statement in binary, as libpq takes them. It is kept and used again, so that a statement with few of them allocates nothing.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// Where a value stands.
    private struct Place {
        let start: Int
        /// Nil for NULL.
        let count: Int?
        /// 0 where the statement is to tell it.
        let type: Oid
        let format: Int32
    }

    /// The type of each; 0 where the statement is to tell it.
    var types: [Oid] { places.map(\.type) }

    /// Throws `QueryError` for a value that the database cannot keep.
    mutating func encode(_ values: [Value]) throws {
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        for value in values {
            switch value {
            case .null: places.append(Place(start: 0, count: nil, type: 0, format: 1))
            case .list(let values, let types): try addArrays(values, types)
            case .tuple: throw QueryError(.unsupported(what: "composite key in one column", database: "PostgreSQL"))
            case .invalid(let problem): throw QueryError(.unusableValue(reason: problem.description))
            default:
                let start = bytes.count
                try append(value)
                add(from: start, PostgresType.of(value.type ?? .text).oid)
            }
        }
        try checkSize()
        // An empty text still has an address: a null pointer would be NULL.
        if bytes.isEmpty { bytes.append(0) }
    }

    /// The server takes no more than a gigabyte, and libpq counts in 32 bits.
    private func checkSize() throws {
        if bytes.count > 1 << 30 { throw QueryError(.unusableValue(reason: "more than a gigabyte in one statement")) }
    }

    /// Calls `body` with the number of parameters, their types, addresses, lengths and formats.
    func withPointers<R>(
        _ body: (
            Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) throws -> R
    ) rethrows -> R {
        if places.isEmpty { return try body(0, nil, nil, nil, nil) }
        let count = places.count
        return try bytes.withUnsafeBufferPointer { bytes in
            try bytes.withMemoryRebound(to: CChar.self) { characters in
                try withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { addresses in
                    // Lengths, then formats, then types.
                    try withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * count) { numbers in
                        for (number, place) in places.enumerated() {
                            let address = place.count == nil ? nil : characters.baseAddress?.advanced(by: place.start)
                            addresses.initializeElement(at: number, to: address)
                            numbers.initializeElement(at: number, to: Int32(place.count ?? 0))
                            numbers.initializeElement(at: count + number, to: place.format)
                            numbers.initializeElement(at: 2 * count + number, to: Int32(bitPattern: place.type))
                        }
                        let types = numbers.extracting((2 * count)...), formats = numbers.extracting(count..<(2 * count))
                        return try types.withMemoryRebound(to: Oid.self) { types in
                            try body(
                                Int32(count), types.baseAddress.map { UnsafePointer($0) }, addresses.baseAddress.map { UnsafePointer($0) },
                                numbers.baseAddress.map { UnsafePointer($0) }, formats.baseAddress.map { UnsafePointer($0) })
                        }
                    }
                }
            }
        }
    }

    /// The bytes from there on are a value.
    private mutating func add(from start: Int, _ type: Oid) {
        places.append(Place(start: start, count: bytes.count - start, type: type, format: 1))
    }

    // MARK: Rows of COPY

    /// Appends a row: how many columns, then each with its length.
    mutating func append(row values: [Value]) throws {
        bytes.append(bigEndian: Int16(values.count))
        for value in values { try append(element: value) }
    }

    /// Before the first row: the signature, no flags, no extension (https://www.postgresql.org/docs/current/sql-copy.html).
    mutating func beginCopy() {
        bytes.removeAll(keepingCapacity: true)
        bytes += "PGCOPY\n".utf8
        bytes += [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    }

    /// After the last row.
    mutating func endCopy() { bytes.append(bigEndian: -1 as Int16) }

    /// How much waits to be sent.
    var byteCount: Int { bytes.count }

    /// Hands over what waits, and forgets it.
    mutating func takeBytes<R>(_ body: (UnsafePointer<CChar>?, Int32) -> R) -> R {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress, Int32($0.count)) }
        }
    }

    // MARK: Values

    private mutating func append(_ value: Value) throws {
        switch value {
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .integer(let value): bytes.append(bigEndian: value)
        case .real(let value): bytes.append(bigEndian: value.bitPattern)
        case .decimal(let value): PostgresNumeric.append(value, to: &bytes)
        case .text(let text): try append(text)
        case .json(let text):
            // The version of the format.
            bytes.append(1)
            try append(text)
        case .bytes(let value): bytes += value
        case .moment(let moment): bytes.append(bigEndian: moment - PostgresText.epoch)
        case .day(let day): bytes.append(bigEndian: PostgresText.days(day))
        case .uuid(let uuid): withUnsafeBytes(of: uuid.uuid) { bytes += $0 }
        case .pattern(let pattern): try append(PostgresText.like(pattern))
        case .null, .list, .tuple, .invalid:
            throw QueryError(.unsupported(what: "list of such values", database: "PostgreSQL"))
        }
    }

    private mutating func append(_ text: String) throws {
        let start = bytes.count
        bytes += text.utf8
        if bytes[start...].contains(0) { throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description)) }
    }

    /// An array for each column; the statement's own casts tell their types.
    private mutating func addArrays(_ values: [Value], _ types: [ColumnType]) throws {
        for (column, type) in types.enumerated() {
            let start = bytes.count
            if values.allSatisfy({ if case .null = $0 { true } else { false } }) {
                // As a text, which fits every type.
                bytes += "{\(values.map { _ in "NULL" }.joined(separator: ","))}".utf8
                places.append(Place(start: start, count: bytes.count - start, type: 0, format: 0))
                bytes.append(0)
                continue
            }
            // One dimension; whether there are NULLs; the type of the elements; how many, counted from 1.
            bytes.append(bigEndian: 1 as Int32)
            bytes.append(bigEndian: 1 as Int32)
            bytes.append(bigEndian: PostgresType.of(type).oid)
            bytes.append(bigEndian: Int32(values.count))
            bytes.append(bigEndian: 1 as Int32)
            for value in values { try append(element: types.count == 1 ? value : value.part(column)) }
            add(from: start, 0)
        }
    }

    private mutating func append(element: Value) throws {
        if case .null = element { return bytes.append(bigEndian: -1 as Int32) }
        let start = bytes.count
        bytes.append(bigEndian: 0 as Int32)
        try append(element)
        try checkSize()
        withUnsafeBytes(of: Int32(bytes.count - start - 4).bigEndian) { length in
            for (offset, byte) in length.enumerated() { bytes[start + offset] = byte }
        }
    }
}

extension Value {
    /// A column of a composite value; an absent one has none.
    fileprivate func part(_ number: Int) -> Value { if case .tuple(let parts) = self { parts[number] } else { .null } }
}
