/// A text as C takes it. A `String` is copied each time that it is handed to C; this is not.
struct CText {
    private var bytes: [CChar]

    init(_ text: String) { bytes = Array(text.utf8CString) }

    /// A text with a number after it, made without the text between.
    init(_ text: CText, number: Int) {
        // The text ends with a NUL, whose place the first digit takes.
        let start = text.bytes.count - 1
        var digits = 1, rest = number.magnitude
        while rest >= 10 {
            digits += 1
            rest /= 10
        }
        bytes = Array(unsafeUninitializedCapacity: start + digits + 1) { bytes, count in
            _ = bytes.initialize(fromContentsOf: text.bytes[..<start])
            var rest = number.magnitude
            for place in (start..<start + digits).reversed() {
                bytes.initializeElement(at: place, to: CChar(0x30 + rest % 10))
                rest /= 10
            }
            bytes.initializeElement(at: start + digits, to: 0)
            count = start + digits + 1
        }
    }

    func withPointer<R>(_ body: (UnsafePointer<CChar>?) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { try body($0.baseAddress) }
    }
}
