import Junction

/// The texts that are bound to a statement, one after the other in one piece of memory that is used again each time.
///
/// A pointer into it holds until `begin` is called again.
final class SQLiteTexts {
    private var memory: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    /// Longer texts do not come here: a statement that is kept must not keep much.
    static let limit = 4_096

    /// Not empty, so that an empty text has an address, too: SQLite takes no address for NULL.
    init() { memory = .allocate(capacity: 32) }

    deinit { memory.deallocate() }

    /// How many bytes a value takes here at most.
    static func size(of value: Value) -> Int {
        switch value {
        case .text(let text), .json(let text): text.utf8.count > limit ? 0 : text.utf8.count
        case .moment: SQLiteText.momentLength
        default: 0
        }
    }

    /// Forgets what was there, and makes room for so many bytes: memory does not move while texts are appended.
    func begin(_ size: Int) {
        count = 0
        if size < memory.count { return }
        memory.deallocate()
        memory = .allocate(capacity: size + size / 2 + 1)
    }

    func append(_ text: String) -> UnsafeBufferPointer<CChar> {
        var text = text
        return text.withUTF8 { utf8 in
            let place = memory.extracting(count..<count + utf8.count)
            _ = place.initialize(fromContentsOf: utf8)
            return taken(utf8.count)
        }
    }

    func append(moment: Int64) -> UnsafeBufferPointer<CChar> {
        taken(SQLiteText.write(moment, to: memory.extracting(count..<count + SQLiteText.momentLength)))
    }

    private func taken(_ size: Int) -> UnsafeBufferPointer<CChar> {
        defer { count += size }
        return UnsafeRawBufferPointer(memory.extracting(count..<count + size)).assumingMemoryBound(to: CChar.self)
    }
}
