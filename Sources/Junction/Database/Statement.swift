/// The text of a statement, as a driver gets it.
///
/// ```swift
/// _ = try link.execute(Statement("DELETE FROM numbers"), [])
/// ```
/// A driver keeps what it prepared for it under its identity, so that a statement which is sent again is found without reading its text.
public final class Statement: Sendable {
    /// The text, with numbered placeholders.
    public let sql: String
    /// Whether it will be sent again, so that it is worth keeping what was prepared.
    public let isRepeated: Bool
    /// Whether it changes anything; in doubt it does.
    public let access: Access
    /// Whether its rows are to be handed over while they arrive, so that memory stays flat whatever their number.
    public let isStreamed: Bool

    /// A statement with this text; Junction makes them, and drivers for what they send themselves.
    ///
    /// - Parameter isRepeated: whether it will be sent again; then keep this very object.
    public init(_ sql: String, _ access: Access = .write, isRepeated: Bool = false, isStreamed: Bool = false) {
        self.sql = sql
        self.access = access
        self.isRepeated = isRepeated
        self.isStreamed = isStreamed
    }
}
