/// No connection could be had.
///
/// ```swift
/// do { _ = try await Tag.query.all(on: db) } catch PoolError.noConnection(let limit) {
///     print("no connection became free within \(limit)")
/// } catch PoolError.closed {
///     print("the database was closed")
/// }
/// ```
public enum PoolError: Error, Sendable, Hashable, CustomStringConvertible {
    /// All connections were in use for longer than the limit, which is ``DatabaseConfiguration/waitLimit``.
    case noConnection(within: Duration)
    /// The database was closed.
    case closed

    /// One sentence with what to do about it.
    public var description: String {
        switch self {
        case .noConnection(let limit):
            "no connection became free within \(limit); raise the pool size or the wait limit, or keep transactions shorter"
        case .closed: "the database is closed"
        }
    }
}
