/// A question to the database as an immutable value: what is asked of which model, and what comes back for each row.
///
/// ```swift
/// let staff = Contact.filter { $0.departments.contains(anyOf: [hr, it]) }.order { $0.user.username }
/// let contacts = try await staff.all(on: db)
/// ```
/// SQL: `SELECT … FROM contact AS t0 JOIN user AS t2 … WHERE t0.id IN (SELECT t1.contact_id FROM …) ORDER BY t2.username`
///
/// Nothing touches a database until a verb says on which. A manager is an extension:
/// ```swift
/// extension Query where Root: ContactCategory {
///     func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
/// }
/// ```
public struct Query<Root: Model, Output: Sendable>: Refinable {
    /// The clauses.
    public var _selection: _Selection
    let loader: Loader<Root, Output>

    init(_ selection: Selection, _ loader: Loader<Root, Output>) {
        _selection = _Selection(selection)
        self.loader = loader
    }

    var selection: Selection { _selection.value }
    var fields: Root.Fields { Root.Fields(_path: selection.path) }

    /// At most this many rows; the key decides between equals. A number below 0 is 0.
    ///
    /// ```swift
    /// let richest = try await Contact.order { $0.credit.descending }.limit(10).all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.credit DESC, t0.id LIMIT ?`
    public func limit(_ count: Int) -> Query { changing { $0.limit = count < 0 ? 0 : count } }

    /// Without so many of the first rows; see ``page(_:after:on:)`` for what costs the same on every page.
    ///
    /// ```swift
    /// let others = try await Contact.order { $0.credit.descending }.offset(10).all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.credit DESC, t0.id … OFFSET ?`
    public func offset(_ count: Int) -> Query { changing { $0.offset = count < 0 ? 0 : count } }

    /// Turns each row into a type of your own.
    ///
    /// ```swift
    /// let pages = try await Contact.with { $0.departments }.into(ContactPage.init).all(on: db)
    /// ```
    /// where the type takes the parts:
    /// ```swift
    /// struct ContactPage { let contact: Contact, departments: [Category] }
    /// ```
    /// The statement stays the same.
    public func into<New: Sendable>(_ make: @escaping @Sendable (Output) -> New) -> Query<Root, New> {
        Query<Root, New>(selection.mapped, loader.map(make))
    }

    /// The same for rows of several parts: each is an argument of its own.
    ///
    /// ```swift
    /// let lines = try await Contact.with { $0.user }.into { contact, user in "\(user.username): \(contact.credit)" }.all(on: db)
    /// ```
    @_disfavoredOverload  // A row of one part is both.
    public func into<each Part: Sendable, New: Sendable>(
        _ make: @escaping @Sendable (repeat each Part) -> New
    ) -> Query<Root, New> where Output == (repeat each Part) {
        Query<Root, New>(selection.mapped, loader.map { parts in make(repeat each parts) })
    }
}

extension Query where Output == Root {
    /// All rows of a model.
    static var all: Query { Query(Selection { Root.table }, .models) }
}

extension Model {
    /// Every live row, in the model's own order.
    ///
    /// ```swift
    /// let everyone = try await Contact.query.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id ORDER BY t1.username`
    public static var query: Query<Self, Self> { .all }

    /// Rows that fulfil the condition; see ``Refinable/filter(_:)``.
    ///
    /// ```swift
    /// let tagged = try await Contact.filter { $0.tags.contains(vip) }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.id IN (SELECT t1.contact_id FROM contact_tags AS t1 JOIN tag AS t2 … t2.deleted IS NULL WHERE t2.id = ?)`
    public static func filter(_ condition: (Fields) -> Expr<Bool>) -> Query<Self, Self> { query.filter(condition) }

    /// Rows in this order; a bare expression is ascending, and absent values come last.
    ///
    /// ```swift
    /// let byName = try await Contact.order { $0.user.username }.all(on: db)
    /// ```
    /// SQL: `… ORDER BY t1.username`
    public static func order(_ term: (Fields) -> some OrderingTerm) -> Query<Self, Self> { query.order(term) }
    /// The same by several terms.
    ///
    /// ```swift
    /// let newest = try await Contact.order { [$0.created.descending, $0.id] }.all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.created DESC, t0.id`
    public static func order(_ terms: (Fields) -> [any OrderingTerm]) -> Query<Self, Self> { query.order(terms) }

    /// Rows with more beside each; see `with(_:)`.
    ///
    /// ```swift
    /// let pairs: [(Contact, User)] = try await Contact.with { $0.user }.all(on: db)
    /// ```
    /// SQL: `SELECT …, t1.id, t1.username, t1.is_active FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id …`
    public static func with<P: Prefetch>(_ part: (Fields) -> P) -> Query<Self, (Self, P.Loaded)> { query.with(part) }

    /// Soft-deleted rows too.
    ///
    /// ```swift
    /// let all = try await Tag.includingDeleted.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM tag AS t0`
    public static var includingDeleted: Query<Self, Self> { query.includingDeleted }

    /// All live rows. Throws as ``Query/all(on:)->[Output]`` does.
    ///
    /// ```swift
    /// let contacts = try await Contact.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id ORDER BY t1.username`
    public static func all(on session: some Session) async throws -> [Self] { try await query.all(on: session) }
    /// How many live rows there are.
    ///
    /// ```swift
    /// let count = try await Contact.count(on: db)
    /// ```
    /// SQL: `SELECT count(*) FROM contact AS t0`
    public static func count(on session: some Session) async throws -> Int { try await query.count(on: session) }
}

extension Model where Self: SoftDeletable {
    /// Soft-deleted rows only.
    ///
    /// ```swift
    /// let former = try await Tag.onlyDeleted.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM tag AS t0 WHERE t0.deleted IS NOT NULL`
    public static var onlyDeleted: Query<Self, Self> { query.onlyDeleted }
}
