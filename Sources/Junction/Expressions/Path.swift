/// Where a field stands: an occurrence of a table, and the to-one steps from there.
public struct Path: Sendable {
    let scope: Scope
    var hops: [Hop] = []

    init(_ scope: Scope, hops: [Hop] = []) {
        self.scope = scope
        self.hops = hops
    }

    /// A column of the row that the path leads to.
    public func _column<T>(_ name: String, _ type: T.Type = T.self) -> Expr<T> { Expr(.column(self, name)) }

    /// The row that a foreign key refers to.
    public func _reference(_ column: String) -> Path { appending(Hop(step: .foreignKey(column))) }

    /// The one row whose unique foreign key refers to this row.
    public func _single(_ relation: Relation) -> Path { appending(Hop(step: .single(relation))) }

    private func appending(_ hop: Hop) -> Path { Path(scope, hops: hops + [hop]) }

    /// The same path with its last step changed.
    func lastHop(_ change: (inout Hop) -> Void) -> Path {
        var copy = self
        if !copy.hops.isEmpty { change(&copy.hops[copy.hops.count - 1]) }
        return copy
    }
}

/// One to-one step.
struct Hop: Sendable {
    enum Step: Sendable {
        case foreignKey(String)
        case single(Relation)
    }

    let step: Step
    var visibility = Visibility.live
    /// Rows without the other end are dropped.
    var isRequired = false
}
