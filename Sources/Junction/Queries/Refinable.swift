/// What can be narrowed and ordered: a query, or a relation inside one. Each verb returns a new value.
public protocol Refinable: Sendable {
    associatedtype Root: Model
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
    /// Contact.filter { $0.user.isActive && $0.departments.contains(anyOf: [hr, it]) }
    /// ```
    public func filter(_ condition: (Root.Fields) -> Expr<Bool>) -> Self {
        changing { $0.filters.append(condition(refinedFields).node) }
    }

    /// In this order, after any order asked for before. A bare expression is ascending; absent values come last.
    ///
    /// ```swift
    /// Contact.order { $0.user.username }
    /// ```
    public func order(_ term: (Root.Fields) -> some OrderingTerm) -> Self {
        changing { $0.order.append(term(refinedFields)._orderTerm) }
    }

    /// ```swift
    /// Contact.order { [$0.created.descending, $0.id] }
    /// ```
    public func order(_ terms: (Root.Fields) -> [any OrderingTerm]) -> Self {
        changing { $0.order += terms(refinedFields).map(\._orderTerm) }
    }

    /// Soft-deleted rows too.
    public var includingDeleted: Self { seeing(.includingDeleted) }

    fileprivate func seeing(_ visibility: Visibility) -> Self {
        changing { if $0.arms.isEmpty { $0.visibility = visibility } else { $0 = $0.refused(.scopeOfValues) } }
    }
}

extension Refinable where Root: SoftDeletable {
    /// Soft-deleted rows only.
    public var onlyDeleted: Self { seeing(.onlyDeleted) }
}
