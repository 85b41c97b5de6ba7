// Few overloads on concrete types: the type checker stays fast, and a mistake is one message that names the member.

extension ColumnExpression {
    /// For the messages about mistakes before `== nil`, see ``Uncallable``.
    @available(*, unavailable)
    public static func == (a: Self, b: Uncallable) -> Expr<Bool> { Uncallable.value() }
    /// The same before `!= nil`.
    @available(*, unavailable)
    public static func != (a: Self, b: Uncallable) -> Expr<Bool> { Uncallable.value() }
}

extension Expr where T: ColumnValue {
    /// Whether both are equal; with nil it asks whether the value is absent.
    ///
    /// ```swift
    /// let chiefs = Contact.filter { $0.title == "Chief" }
    /// let untitled = Contact.filter { $0.title == nil }
    /// ```
    /// SQL: `t0.title = ?`, `t0.title IS NULL`
    ///
    /// The key of a row that was never inserted throws ``QueryError`` when the query is run, here and wherever a value stands in a query.
    public static func == (a: Expr, b: T) -> Expr<Bool> { compare(.equal, a, b.columnValue) }
    /// The same with another expression.
    public static func == (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.equal, a.node, b.node)) }

    /// Whether both are there and differ: an absent value is neither equal nor unequal to another, as in SQL; see `isDistinct(from:)`.
    ///
    /// ```swift
    /// let others = Contact.filter { $0.title != "Chief" }
    /// let titled = Contact.filter { $0.title != nil }
    /// ```
    /// SQL: `t0.title <> ?`, `t0.title IS NOT NULL`
    public static func != (a: Expr, b: T) -> Expr<Bool> { compare(.notEqual, a, b.columnValue) }
    /// The same with another expression.
    public static func != (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.notEqual, a.node, b.node)) }

    /// Whether the value is less. An absent value is neither before nor after another, here and in the comparisons below.
    ///
    /// ```swift
    /// let debtors = Contact.filter { $0.credit < 0 }
    /// ```
    /// SQL: `t0.credit < ?`
    public static func < (a: Expr, b: T) -> Expr<Bool> { compare(.less, a, b.columnValue) }
    /// The same with another expression.
    public static func < (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.less, a.node, b.node)) }

    /// Whether the value is less or equal; text compares by code point, here and in the other comparisons.
    ///
    /// ```swift
    /// let early = User.filter { $0.username <= "ann" }
    /// ```
    /// SQL (SQLite): `t0.username <= ?`
    /// SQL (PostgreSQL): `t0.username COLLATE C <= ?`
    public static func <= (a: Expr, b: T) -> Expr<Bool> { compare(.lessOrEqual, a, b.columnValue) }
    /// The same with another expression.
    public static func <= (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.lessOrEqual, a.node, b.node)) }

    /// Whether the value is greater.
    ///
    /// ```swift
    /// let late = User.filter { $0.username > "ann" }
    /// ```
    /// SQL: `t0.username > ?`
    public static func > (a: Expr, b: T) -> Expr<Bool> { compare(.greater, a, b.columnValue) }
    /// The same with another expression.
    public static func > (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.greater, a.node, b.node)) }

    /// Whether the value is greater or equal.
    ///
    /// ```swift
    /// let solvent = Contact.filter { $0.credit >= 0 }
    /// ```
    /// SQL: `t0.credit >= ?`
    public static func >= (a: Expr, b: T) -> Expr<Bool> { compare(.greaterOrEqual, a, b.columnValue) }
    /// The same with another expression.
    public static func >= (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.greaterOrEqual, a.node, b.node)) }

    private static func compare(_ comparison: Node.Comparison, _ a: Expr, _ value: Value) -> Expr<Bool> {
        switch (comparison, value) {
        case (.equal, .null): Expr<Bool>(.isNull(a.node))
        case (.notEqual, .null): Expr<Bool>(.not(.isNull(a.node)))
        default: Expr<Bool>(.compare(comparison, a.node, .bind(value)))
        }
    }

    /// Whether the value is one of these. Of an empty list: false.
    ///
    /// ```swift
    /// let found = User.filter { $0.username.in(["ann", "eve"]) }
    /// ```
    /// SQL (SQLite): `t0.username IN (SELECT value FROM json_each(?))`: one bind, a list of any length
    /// SQL (PostgreSQL): `t0.username = ANY (?::text[])`
    public func `in`(_ values: some Sequence<T>) -> Expr<Bool> { Expr<Bool>(.isAmong(node, values.map { $0.columnValue })) }

    /// Whether the value is none of these. Of an empty list: true.
    ///
    /// ```swift
    /// let others = User.filter { $0.username.notIn(["ann", "eve"]) }
    /// ```
    /// SQL (SQLite): `NOT (t0.username IN (SELECT value FROM json_each(?)))`
    /// SQL (PostgreSQL): `NOT (t0.username = ANY (?::text[]))`
    public func notIn(_ values: some Sequence<T>) -> Expr<Bool> { Expr<Bool>(.not(.isAmong(node, values.map { $0.columnValue }))) }

    /// Whether the values differ, where two absent ones are alike and an absent one differs from any other.
    ///
    /// ```swift
    /// let others = Contact.filter { $0.title.isDistinct(from: "Chief") }
    /// ```
    /// SQL (SQLite): `NOT (t0.title IS ?)`
    /// SQL (PostgreSQL): `NOT (t0.title IS NOT DISTINCT FROM ?)`
    public func isDistinct(from value: T) -> Expr<Bool> { Expr<Bool>(.not(.isSame(node, .bind(value.columnValue)))) }
    /// The same with another expression.
    public func isDistinct(from other: Expr) -> Expr<Bool> { Expr<Bool>(.not(.isSame(node, other.node))) }

    /// The same value where it may be absent, to compare it with one that may.
    ///
    /// ```swift
    /// let own = Contact.filter { $0.managerID == $0.id.optional }
    /// ```
    /// SQL: `t0.manager_id = t0.id`
    public var optional: Expr<T?> { Expr<T?>(node) }
}

extension Expr {
    /// Whether the value is absent.
    ///
    /// ```swift
    /// let untitled = Contact.filter { $0.title.isNil() }
    /// ```
    /// SQL: `t0.title IS NULL`
    public func isNil<Wrapped>() -> Expr<Bool> where T == Wrapped? { Expr<Bool>(.isNull(node)) }

    /// Whether the value is there and one of these.
    ///
    /// ```swift
    /// let leaders = Contact.filter { $0.title.in(["Chief", "Deputy"]) }
    /// ```
    /// SQL (SQLite): `t0.title IN (SELECT value FROM json_each(?))`
    /// SQL (PostgreSQL): `t0.title = ANY (?::text[])`
    public func `in`<Wrapped: ColumnValue>(_ values: some Sequence<Wrapped>) -> Expr<Bool> where T == Wrapped? {
        Expr<Bool>(.isAmong(node, values.map { $0.columnValue }))
    }

    /// Whether the value is there and none of these; see ``isNil()`` for the absent ones. Of an empty list: true, also where it is absent.
    ///
    /// ```swift
    /// let others = Contact.filter { $0.title.notIn(["Chief", "Deputy"]) || $0.title.isNil() }
    /// ```
    /// SQL (SQLite): `(NOT (t0.title IN (SELECT value FROM json_each(?))) OR t0.title IS NULL)`
    /// SQL (PostgreSQL): `(NOT (t0.title = ANY (?::text[])) OR t0.title IS NULL)`
    public func notIn<Wrapped: ColumnValue>(_ values: some Sequence<Wrapped>) -> Expr<Bool> where T == Wrapped? {
        Expr<Bool>(.not(.isAmong(node, values.map { $0.columnValue })))
    }

    /// The value, or another where it is absent.
    ///
    /// ```swift
    /// let titles = Contact.query.values { $0.title ?? "none" }
    /// ```
    /// SQL: `coalesce(t0.title, ?)`
    public static func ?? <Wrapped: ColumnValue>(a: Expr, b: Wrapped) -> Expr<Wrapped> where T == Wrapped? {
        Expr<Wrapped>(.coalesce(a.node, .bind(b.columnValue)))
    }
    /// The same with another expression.
    public static func ?? <Wrapped: ColumnValue>(a: Expr, b: Expr<Wrapped>) -> Expr<Wrapped> where T == Wrapped? {
        Expr<Wrapped>(.coalesce(a.node, b.node))
    }
    /// The same with another one that may be absent too.
    public static func ?? <Wrapped: ColumnValue>(a: Expr, b: Expr) -> Expr where T == Wrapped? { Expr(.coalesce(a.node, b.node)) }
}

extension Expr where T == Bool {
    /// Whether both conditions hold.
    ///
    /// ```swift
    /// let active = Contact.filter { $0.credit >= 0 && $0.user.isActive }
    /// ```
    /// SQL: `(t0.credit >= ? AND t1.is_active)`, with an absent answer as SQL has it: false wins over it.
    public static func && (a: Expr, b: Expr) -> Expr { Expr(.and(a.node, b.node)) }

    /// Whether at least one condition holds.
    ///
    /// ```swift
    /// let noted = Contact.filter { $0.credit < 0 || $0.title == "Chief" }
    /// ```
    /// SQL: `(t0.credit < ? OR t0.title = ?)`, with an absent answer as SQL has it: true wins over it.
    public static func || (a: Expr, b: Expr) -> Expr { Expr(.or(a.node, b.node)) }

    /// The negation. That of a to-many question is true exactly where the question is not.
    ///
    /// ```swift
    /// let others = Contact.filter { !($0.title == "Chief") }
    /// ```
    /// SQL: `NOT (t0.title = ?)`
    public static prefix func ! (a: Expr) -> Expr { Expr(.not(a.node)) }
}
