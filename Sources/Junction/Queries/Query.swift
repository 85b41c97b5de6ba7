/// A question to the database as an immutable value: what is asked of which model, and what comes back for each row.
///
/// ```swift
/// let staff = Contact.filter { $0.departments.contains(anyOf: [hr, it]) }.order { $0.user.username }
/// let contacts = try await staff.all(on: db)
/// ```
/// Nothing touches a database until a verb says on which. A manager is an extension:
/// ```swift
/// extension Query where Root: ContactCategory {
///     func categories(of contact: Contact) -> Self { filter { $0.contactID == contact.id } }
/// }
/// ```
public struct Query<Root: Model, Output: Sendable>: Refinable {
    public var _selection: _Selection
    let loader: Loader<Root, Output>

    init(_ selection: Selection, _ loader: Loader<Root, Output>) {
        _selection = _Selection(selection)
        self.loader = loader
    }

    var selection: Selection { _selection.value }
    var fields: Root.Fields { Root.Fields(_path: selection.path) }

    /// At most this many rows.
    public func limit(_ count: Int) -> Query { changing { $0.limit = count < 0 ? 0 : count } }

    /// Without the first rows.
    public func offset(_ count: Int) -> Query { changing { $0.offset = count < 0 ? 0 : count } }

    /// Turns each row into a type of your own.
    ///
    /// ```swift
    /// struct ContactPage: Codable { let contact: Contact, departments: [Category] }
    /// let pages = try await Contact.with { $0.departments }.into(ContactPage.init).all(on: db)
    /// ```
    public func into<New: Sendable>(_ make: @escaping @Sendable (Output) -> New) -> Query<Root, New> {
        Query<Root, New>(selection.mapped, loader.map(make))
    }

    /// The same for rows of several parts: each is an argument of its own.
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
    public static var query: Query<Self, Self> { .all }

    /// Rows that fulfil the condition.
    public static func filter(_ condition: (Fields) -> Expr<Bool>) -> Query<Self, Self> { query.filter(condition) }

    /// Rows in this order; a bare expression is ascending.
    public static func order(_ term: (Fields) -> some OrderingTerm) -> Query<Self, Self> { query.order(term) }
    /// The same by several terms.
    public static func order(_ terms: (Fields) -> [any OrderingTerm]) -> Query<Self, Self> { query.order(terms) }

    /// Rows with more beside each.
    public static func with<P: Prefetch>(_ part: (Fields) -> P) -> Query<Self, (Self, P.Loaded)> { query.with(part) }

    /// Soft-deleted rows too.
    public static var includingDeleted: Query<Self, Self> { query.includingDeleted }

    /// All live rows.
    public static func all(on session: some Session) async throws -> [Self] { try await query.all(on: session) }
    /// How many live rows there are.
    ///
    /// SQL: `SELECT count(*) FROM …`
    public static func count(on session: some Session) async throws -> Int { try await query.count(on: session) }
}

extension Model where Self: SoftDeletable {
    /// Soft-deleted rows only.
    public static var onlyDeleted: Query<Self, Self> { query.onlyDeleted }
}
