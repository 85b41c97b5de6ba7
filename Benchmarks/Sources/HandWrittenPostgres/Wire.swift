/// A growing buffer of what goes to the server, in its byte order. One value of a parameter, or an array for a whole column.
final class Wire {
    private(set) var start: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = capacity
        start = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { start.deallocate() }

    /// Forgets what it holds, and keeps the memory.
    @inline(__always) func clear() { count = 0 }

    @inline(__always) func append(_ value: Int32) {
        reserve(4)
        start.storeBytes(of: value.bigEndian, toByteOffset: count, as: Int32.self)
        count += 4
    }

    @inline(__always) func append(_ value: Int64) {
        reserve(8)
        start.storeBytes(of: value.bigEndian, toByteOffset: count, as: Int64.self)
        count += 8
    }

    // MARK: Arrays

    /// What an array begins with: its elements follow.
    func beginArray(of type: PostgresType, count elements: Int, hasNulls: Bool = false) {
        clear()
        append(Int32(1))
        append(Int32(hasNulls ? 1 : 0))
        append(Int32(bitPattern: type.element))
        append(Int32(elements))
        append(Int32(1))
    }

    @inline(__always) func appendElement(_ value: Int64) {
        append(Int32(8))
        append(value)
    }

    func appendElement(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            append(Int32(bytes.count))
            reserve(bytes.count)
            if let from = bytes.baseAddress { (start + count).copyMemory(from: from, byteCount: bytes.count) }
            count += bytes.count
        }
    }

    @inline(__always) func appendNull() { append(Int32(-1)) }

    @inline(__always) private func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    private func grow(_ more: Int) {
        let larger = max(2 * capacity, count + more)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        moved.copyMemory(from: start, byteCount: count)
        start.deallocate()
        (start, capacity) = (moved, larger)
    }
}

/// The types of parameters that the statements have, by the numbers that the server gives them.
enum PostgresType: UInt32 {
    case bigint = 20
    case time = 1184
    case bigints = 1016
    case times = 1185
    case texts = 1009

    /// Of an array.
    var element: UInt32 {
        switch self {
        case .bigints: 20
        case .times: 1184
        case .texts: 25
        case .bigint, .time: rawValue
        }
    }
}

/// The server counts microseconds from 2000, Unix from 1970.
enum PostgresTime {
    static var epoch: Int64 { 946_684_800_000_000 }
}
