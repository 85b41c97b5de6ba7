// Few overloads on concrete types: the type checker stays fast, and a mistake is one message that names the member.

extension Expr where T: ColumnValue {
    /// `$0.name == "HR"`; with nil it asks whether the value is absent.
    ///
    /// SQL: `name = ?`, `name IS NULL`
    public static func == (a: Expr, b: T) -> Expr<Bool> { compare(.equal, a, b.columnValue) }
    /// The same with another expression.
    public static func == (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.equal, a.node, b.node)) }
    /// An absent value is neither equal nor unequal to another, as in SQL; see ``isDistinct(from:)``.
    public static func != (a: Expr, b: T) -> Expr<Bool> { compare(.notEqual, a, b.columnValue) }
    /// The same with another expression.
    public static func != (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.notEqual, a.node, b.node)) }

    /// `$0.age < 18`. An absent value is neither before nor after another, here and in the comparisons below.
    ///
    /// SQL: `age < ?`
    public static func < (a: Expr, b: T) -> Expr<Bool> { compare(.less, a, b.columnValue) }
    /// The same with another expression.
    public static func < (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.less, a.node, b.node)) }
    /// `$0.age <= 18`; text compares by code point.
    public static func <= (a: Expr, b: T) -> Expr<Bool> { compare(.lessOrEqual, a, b.columnValue) }
    /// The same with another expression.
    public static func <= (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.lessOrEqual, a.node, b.node)) }
    /// `$0.age > 18`; text compares by code point.
    public static func > (a: Expr, b: T) -> Expr<Bool> { compare(.greater, a, b.columnValue) }
    /// The same with another expression.
    public static func > (a: Expr, b: Expr) -> Expr<Bool> { Expr<Bool>(.compare(.greater, a.node, b.node)) }
    /// `$0.age >= 18`; text compares by code point.
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
    /// SQL: `id IN (SELECT value FROM json_each(?))`: one bind, a list of any length.
    public func `in`(_ values: some Sequence<T>) -> Expr<Bool> { Expr<Bool>(.isAmong(node, values.map { $0.columnValue })) }

    /// Whether the value is none of these. Of an empty list: true.
    public func notIn(_ values: some Sequence<T>) -> Expr<Bool> { Expr<Bool>(.not(.isAmong(node, values.map { $0.columnValue }))) }

    /// Whether the values differ, where two absent ones are alike and an absent one differs from any other.
    ///
    /// SQL: `a IS NOT b`
    public func isDistinct(from value: T) -> Expr<Bool> { Expr<Bool>(.not(.isSame(node, .bind(value.columnValue)))) }
    /// The same with another expression.
    public func isDistinct(from other: Expr) -> Expr<Bool> { Expr<Bool>(.not(.isSame(node, other.node))) }

    /// The same value where it may be absent, to compare it with one that may.
    public var optional: Expr<T?> { Expr<T?>(node) }
}

extension Expr {
    /// Whether the value is absent.
    ///
    /// SQL: `title IS NULL`
    public func isNil<Wrapped>() -> Expr<Bool> where T == Wrapped? { Expr<Bool>(.isNull(node)) }

    /// Whether the value is there and one of these.
    public func `in`<Wrapped: ColumnValue>(_ values: some Sequence<Wrapped>) -> Expr<Bool> where T == Wrapped? {
        Expr<Bool>(.isAmong(node, values.map { $0.columnValue }))
    }

    /// Whether the value is there and none of these; see ``isNil()`` for the absent ones.
    public func notIn<Wrapped: ColumnValue>(_ values: some Sequence<Wrapped>) -> Expr<Bool> where T == Wrapped? {
        Expr<Bool>(.not(.isAmong(node, values.map { $0.columnValue })))
    }

    /// The value, or another where it is absent.
    ///
    /// SQL: `coalesce(title, ?)`
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
    /// SQL: `a AND b`, with an absent answer as SQL has it: false wins over it.
    public static func && (a: Expr, b: Expr) -> Expr { Expr(.and(a.node, b.node)) }
    /// Whether at least one condition holds.
    ///
    /// SQL: `a OR b`, with an absent answer as SQL has it: true wins over it.
    public static func || (a: Expr, b: Expr) -> Expr { Expr(.or(a.node, b.node)) }
    /// The negation. That of a to-many question is true exactly where the question is not.
    public static prefix func ! (a: Expr) -> Expr { Expr(.not(a.node)) }
}
