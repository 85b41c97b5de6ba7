/// Some rows of an ordered query, and where to read on.
///
/// ```swift
/// let first = try await Contact.order { $0.created.descending }.page(20, on: db)
/// let second = try await Contact.order { $0.created.descending }.page(20, after: first.next, on: db)
/// ```
public struct Page<Row: Sendable>: Sendable {
    /// The rows, in the order of the query.
    public let rows: [Row]
    /// What `page(_:after:)` takes for the rows after these; nil after the last.
    public let next: PageCursor?
    /// What `page(_:before:)` takes for the rows before these; nil before the first.
    public let previous: PageCursor?

    /// The same page with each row made into something else.
    ///
    /// ```swift
    /// let page = try await User.order { $0.username }.page(20, on: db)
    /// let names = page.map(\.username)  // Page<String>, which can be sent as JSON
    /// ```
    public func map<New: Sendable>(_ transform: (Row) throws -> New) rethrows -> Page<New> {
        Page<New>(rows: try rows.map(transform), next: next, previous: previous)
    }
}

extension Page: Equatable where Row: Equatable {}
extension Page: Encodable where Row: Encodable {}
extension Page: Decodable where Row: Decodable {}
