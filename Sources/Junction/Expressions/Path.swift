/// Where a field stands: an occurrence of a table, and the to-one steps from there.
///
/// ```swift
/// let ann = Contact.filter { $0.user.username == "ann" }
/// ```
/// SQL: `JOIN user AS t1 ON t1.id = t0.user_id WHERE t1.username = ?`
///
/// A path belongs to the closure that it comes from; in another query it throws ``QueryError`` when that is run.
public struct Path: Sendable {
    let scope: Scope
    var hops: [Hop] = []
    /// Whether no step drops rows: what a model says of itself, its order above all, must not decide which rows there are.
    private var keepsRows = false

    init(_ scope: Scope, hops: [Hop] = []) {
        self.scope = scope
        self.hops = hops
    }

    /// A column of the row that the path leads to.
    public func _column<T>(_ name: String, _ type: T.Type = T.self) -> Expr<T> { Expr(.column(self, name)) }

    /// The same for a property that may take several columns: a composite key, where the name is empty, or a reference to one.
    public func _column<T: ColumnValue>(_ name: String, _ type: T.Type = T.self) -> Expr<T> {
        Expr(T._parts.map { parts in node(parts.map { $0.name(in: name) }) } ?? .column(self, name))
    }

    /// One column, or several as one value.
    func node(_ columns: [String]) -> Node { columns.count == 1 ? .column(self, columns[0]) : .tuple(columns.map { .column(self, $0) }) }

    /// The row that a foreign key refers to.
    public func _reference(_ column: String) -> Path { appending(Hop(step: .foreignKey(column))) }

    /// The one row whose unique foreign key refers to this row.
    public func _single(_ relation: Relation) -> Path { appending(Hop(step: .single(relation))) }

    func appending(_ hop: Hop) -> Path {
        var copy = self
        copy.hops.append(hop)
        return copy
    }

    /// The same path, and all that begin with it, where rows without the other end stay.
    var keepingRows: Path {
        var copy = self
        copy.keepsRows = true
        return copy
    }

    /// The same path where rows without the other end are dropped.
    var required: Path { lastHop { $0.isRequired = !keepsRows } }

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
