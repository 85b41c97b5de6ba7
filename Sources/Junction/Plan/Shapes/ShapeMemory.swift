import Foundation

/// The bytes of a shape while it is written, in memory that is used again for the next one.
final class ShapeMemory {
    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
    private var count = 0

    deinit { memory.deallocate() }

    func clear() { count = 0 }

    func append(_ byte: UInt8) {
        if count == memory.count { grow(by: 1) }
        memory[count] = byte
        count += 1
    }

    func append<T: FixedWidthInteger>(_ number: T) {
        let size = MemoryLayout<T>.size
        if count + size > memory.count { grow(by: size) }
        UnsafeMutableRawBufferPointer(memory).storeBytes(of: number, toByteOffset: count, as: T.self)
        count += size
    }

    /// A text and its end.
    func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            if count + utf8.count > memory.count { grow(by: utf8.count) }
            _ = memory.extracting(count...).initialize(fromContentsOf: utf8)
            count += utf8.count
        }
        append(0 as UInt8)
    }

    func append(_ bytes: [UInt8]) {
        if count + bytes.count > memory.count { grow(by: bytes.count) }
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(memory.extracting(count...)).copyMemory(from: $0) }
        count += bytes.count
    }

    private func grow(by size: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * memory.count + size)
        _ = larger.initialize(fromContentsOf: bytes)
        memory.deallocate()
        memory = larger
    }

    private var bytes: UnsafeMutableBufferPointer<UInt8> { memory.extracting(..<count) }

    var shape: Shape { Shape(bytes: Array(bytes)) }

    func isSame(as shape: Shape) -> Bool {
        guard let start = memory.baseAddress, shape.bytes.count == count else { return false }
        return shape.bytes.withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp($0, start, count) == 0 } ?? true }
    }

    /// Eight bytes at a time (the constant is that of Knuth's multiplicative hash): shapes that share it are told apart by their bytes.
    var hash: UInt64 {
        let bytes = UnsafeRawBufferPointer(bytes)
        var hash = UInt64(count), place = 0
        func add(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        while place + 8 <= count {
            add(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        while place < count {
            add(UInt64(bytes[place]))
            place += 1
        }
        return hash
    }
}
