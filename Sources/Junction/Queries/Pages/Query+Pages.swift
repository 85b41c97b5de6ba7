extension Query {
    /// So many rows from a place on. Rows that are inserted or deleted meanwhile move nothing: each row is read once.
    ///
    /// ```swift
    /// let first = try await Contact.order { $0.created.descending }.page(20, on: db)
    /// let second = try await Contact.order { $0.created.descending }.page(20, after: first.next, on: db)
    /// ```
    /// SQL: `… WHERE t0.created <= ? AND (t0.created < ? OR (t0.created = ? AND t0.id > ?)) ORDER BY t0.created DESC, t0.id …`
    ///
    /// The key decides between equals. One row more than the size is read, which tells whether there are more. An index on what the query
    /// is ordered by makes every page cost the same.
    ///
    /// Throws ``QueryError`` for a cursor of another order, and for queries that have no key: pages, groups, distinct and combined values.
    public func page(_ size: Int, after cursor: PageCursor? = nil, on session: some Session) async throws -> Page<Output> {
        let read = try await read(size, from: cursor, isReversed: false, on: session)
        return Page(rows: read.rows, next: read.beyond, previous: cursor == nil ? nil : read.nearest)
    }

    /// So many rows up to a place, in the order of the query.
    ///
    /// ```swift
    /// let back = try await Contact.order { $0.created.descending }.page(20, before: second.previous, on: db)
    /// ```
    /// SQL: `… WHERE t0.created >= ? AND (t0.created > ? OR (t0.created = ? AND t0.id < ?)) ORDER BY t0.created, t0.id DESC …`
    ///
    /// Without a cursor it is the last page. Throws as ``page(_:after:on:)`` does.
    public func page(_ size: Int, before cursor: PageCursor?, on session: some Session) async throws -> Page<Output> {
        let read = try await read(size, from: cursor, isReversed: true, on: session)
        return Page(rows: read.rows.reversed(), next: cursor == nil ? nil : read.nearest, previous: read.beyond)
    }

    /// Rows in the direction of reading, the place of the first of them, and that of the last where there are more beyond.
    private func read(
        _ size: Int, from cursor: PageCursor?, isReversed: Bool, on session: some Session
    ) async throws -> (rows: [Output], nearest: PageCursor?, beyond: PageCursor?) {
        let order = try KeysetOrder(selection)
        let selection = try order.page(of: selection, size, from: cursor, isReversed: isReversed)
        let (rows, marks) = try await session.read(selection) { try $0.fetch(selection, loader, marking: order.count) }
        let kept = rows.prefix(Swift.max(0, size))
        if kept.isEmpty { return ([], nil, nil) }
        return (Array(kept), order.cursor(marks[0]), rows.count > kept.count ? order.cursor(marks[kept.count - 1]) : nil)
    }

    /// Hands over all rows, so many at a time, each of them a statement of its own: memory stays flat, and `body` may write.
    ///
    /// ```swift
    /// try await Contact.filter { $0.credit < 0 }.inBatches(of: 500, on: db) { contacts in
    ///     for contact in contacts { _ = try await contact.update(on: db) { $0.credit = 0 } }
    /// }
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 WHERE t0.credit < ? ORDER BY t0.id LIMIT ?`
    ///
    /// Inside a transaction of the isolation level `repeatableRead` it is one state of the database; outside, rows that change what they
    /// are ordered by may be met twice or not at all. In the order of the query, or of the key. Throws as ``page(_:after:on:)`` does.
    public func inBatches(of size: Int = 500, on session: some Session, _ body: ([Output]) async throws -> Void) async throws {
        var cursor: PageCursor?
        repeat {
            let page = try await ordered.page(Swift.max(1, size), after: cursor, on: session)
            if !page.rows.isEmpty { try await body(page.rows) }
            cursor = page.next
        } while cursor != nil
    }

    /// The same order; the key alone where none was asked for, which costs nothing.
    var ordered: Query { selection.order.isEmpty ? changing { $0.isUnordered = true } : self }

    /// The rows one after the other, read so many at a time: memory stays flat whatever their number, with what is brought beside them.
    ///
    /// ```swift
    /// for try await (contact, departments) in Contact.with({ $0.departments }).stream(on: db) {
    ///     print(contact.title ?? "-", departments.count)
    /// }
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 ORDER BY t0.id LIMIT ?`
    /// SQL: `SELECT … FROM contact_department AS t0 JOIN category AS t1 … WHERE t0.contact_id IN (…) AND t0.deleted IS NULL`
    ///
    /// So many statements for each batch.
    /// Inside a transaction of the isolation level `repeatableRead` it is one state of the database. Throws as ``page(_:after:on:)`` does.
    public func stream<S: Session>(batch: Int = 500, on session: S) -> QueryStream<Root, Output, S> {
        QueryStream(query: ordered, size: Swift.max(1, batch), session: session)
    }
}

/// The rows of a query, read while they are asked for.
///
/// ```swift
/// for try await (contact, departments) in Contact.with({ $0.departments }).stream(on: db) {
///     print(contact.title ?? "-", departments.count)
/// }
/// ```
public struct QueryStream<Root: Model, Element: Sendable, S: Session>: AsyncSequence, Sendable {
    fileprivate let query: Query<Root, Element>
    fileprivate let size: Int
    fileprivate let session: S

    /// Reads from the beginning.
    ///
    /// ```swift
    /// var iterator = Contact.query.stream(batch: 1, on: db).makeAsyncIterator()
    /// while let contact = try await iterator.next() { print(contact.credit) }
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 WHERE t0.id > ? ORDER BY t0.id LIMIT ?`
    public func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// What `for try await` goes on with.
    public struct Iterator: AsyncIteratorProtocol {
        private let stream: QueryStream
        private var rows: [Element] = []
        private var place = 0
        private var cursor: PageCursor?
        private var isAtEnd = false

        fileprivate init(stream: QueryStream) { self.stream = stream }

        /// The next row; nil after the last. One in so many calls reads the next batch, and throws as ``Query/page(_:after:on:)`` does.
        ///
        /// ```swift
        /// while let contact = try await iterator.next() { print(contact.credit) }
        /// ```
        public mutating func next() async throws -> Element? {
            if place == rows.count {
                if isAtEnd { return nil }
                let page = try await stream.query.page(stream.size, after: cursor, on: stream.session)
                (rows, place, cursor, isAtEnd) = (page.rows, 0, page.next, page.next == nil)
                if rows.isEmpty { return nil }
            }
            defer { place += 1 }
            return rows[place]
        }
    }
}
