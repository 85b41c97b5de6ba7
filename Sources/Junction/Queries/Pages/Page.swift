/// Some rows of an ordered query, and where to read on.
public struct Page<Row: Sendable>: Sendable {
    /// The rows, in the order of the query.
    public let rows: [Row]
    /// What `page(_:after:)` takes for the rows after these; nil after the last.
    public let next: PageCursor?
    /// What `page(_:before:)` takes for the rows before these; nil before the first.
    public let previous: PageCursor?

    /// The same page with each row made into something else.
    public func map<New: Sendable>(_ transform: (Row) throws -> New) rethrows -> Page<New> {
        Page<New>(rows: try rows.map(transform), next: next, previous: previous)
    }
}

extension Page: Equatable where Row: Equatable {}
extension Page: Encodable where Row: Encodable {}
extension Page: Decodable where Row: Decodable {}
