/// A text as C takes it. A `String` is copied each time that it is handed to C; this is not.
struct CText {
    private let bytes: [CChar]

    static let empty = CText("")

    init(_ text: String) { bytes = Array(text.utf8CString) }

    func withPointer<R>(_ body: (UnsafePointer<CChar>?) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { try body($0.baseAddress) }
    }
}
