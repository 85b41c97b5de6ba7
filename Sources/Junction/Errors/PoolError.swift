/// No connection could be had.
public enum PoolError: Error, Sendable, Hashable, CustomStringConvertible {
    /// All connections were in use for longer than the limit.
    case noConnection(within: Duration)
    /// The database was closed.
    case closed

    public var description: String {
        switch self {
        case .noConnection(let limit):
            "no connection became free within \(limit); raise the pool size or the wait limit, or keep transactions shorter"
        case .closed: "the database is closed"
        }
    }
}
