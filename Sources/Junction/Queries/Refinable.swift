/// What can be narrowed and ordered: a query, or a relation inside one. Each verb returns a new value.
///
/// An extension serves them all:
/// ```swift
/// extension Refinable where Root == Contact {
///     var inDebt: Self { filter { $0.credit < 0 } }
/// }
/// ```
public protocol Refinable: Sendable {
    /// The model of the rows.
    associatedtype Root: Model
    /// The clauses.
    var _selection: _Selection { get set }
}

/// A selection, opaque to users.
public struct _Selection: Sendable {
    var value: Selection

    init(_ value: Selection) { self.value = value }

    func adding(_ part: Selection.Part) -> _Selection {
        var copy = self
        copy.value.parts.append(part)
        return copy
    }
}

extension Refinable {
    private var refinedFields: Root.Fields { Root.Fields(_path: _selection.value.path) }

    func changing(_ change: (inout Selection) -> Void) -> Self {
        var copy = self
        change(&copy._selection.value)
        return copy
    }

    /// Rows that fulfil the condition, and all conditions before it.
    ///
    /// ```swift
    /// let staff = Contact.filter { $0.user.isActive && $0.departments.contains(anyOf: [hr, it]) }
    /// ```
    /// SQL: `… WHERE (t1.is_active AND t0.id IN (SELECT t2.contact_id FROM contact_department AS t2 WHERE t2.deleted IS NULL AND …))`
    ///
    /// A relation in it is asked about each row once, so that no row comes twice.
    public func filter(_ condition: (Root.Fields) -> Expr<Bool>) -> Self {
        changing { $0.filters.append(condition(refinedFields).node) }
    }

    /// In this order, after any order asked for before. A bare expression is ascending; absent values come last.
    ///
    /// ```swift
    /// let byTitle = try await Contact.query.order { $0.title }.order { $0.credit.descending }.all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.title NULLS LAST, t0.credit DESC`
    public func order(_ term: (Root.Fields) -> some OrderingTerm) -> Self {
        changing { $0.order.append(term(refinedFields)._orderTerm) }
    }

    /// The same by several terms.
    ///
    /// ```swift
    /// let richest = try await Contact.query.order { [$0.credit.descending, $0.title] }.all(on: db)
    /// ```
    /// SQL: `… ORDER BY t0.credit DESC, t0.title NULLS LAST`
    public func order(_ terms: (Root.Fields) -> [any OrderingTerm]) -> Self {
        changing { $0.order += terms(refinedFields).map(\._orderTerm) }
    }

    /// Soft-deleted rows too; of these rows only, not of what stands beside or behind them.
    ///
    /// ```swift
    /// let everyTag = try await ann.tags.query.includingDeleted.all(on: db)
    /// ```
    /// SQL: `SELECT … FROM tag AS t0 WHERE t0.id IN (SELECT t1.tag_id FROM contact_tags AS t1 WHERE t1.contact_id = ?)`
    public var includingDeleted: Self { seeing(.includingDeleted) }

    fileprivate func seeing(_ visibility: Visibility) -> Self {
        changing { if $0.arms.isEmpty { $0.visibility = visibility } else { $0 = $0.refused(.scopeOfValues) } }
    }
}

extension Refinable where Root: SoftDeletable {
    /// Soft-deleted rows only.
    ///
    /// ```swift
    /// let formerTags = try await Tag.query.onlyDeleted.filter { $0.uses > 0 }.all(on: db)
    /// ```
    /// SQL: `… WHERE t0.deleted IS NOT NULL AND t0.uses > ?`
    public var onlyDeleted: Self { seeing(.onlyDeleted) }
}
