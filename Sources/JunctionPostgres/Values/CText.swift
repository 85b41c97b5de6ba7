/// A text as C takes it. A `String` is copied each time that it is handed to C; this is not.
struct CText {
    private var bytes: [CChar]

    init(_ text: String) { bytes = Array(text.utf8CString) }

    /// A text with a number after it, made without the text between.
    init(_ text: CText, number: Int) {
        var place = 1
        while number / place >= 10 { place *= 10 }
        bytes = []
        bytes.reserveCapacity(text.bytes.count + 20)
        for byte in text.bytes where byte != 0 { bytes.append(byte) }
        while place > 0 {
            bytes.append(CChar(0x30 + number / place % 10))
            place /= 10
        }
        bytes.append(0)
    }

    func withPointer<R>(_ body: (UnsafePointer<CChar>?) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { try body($0.baseAddress) }
    }
}
