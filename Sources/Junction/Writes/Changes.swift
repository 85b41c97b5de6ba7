/// New values for columns: what `update` assigns, and what fills the columns of a link.
///
/// ```swift
/// try await Tag.filter { $0.color == nil }.update(on: db) { new, old in new.uses = old.uses + 1 }
/// ```
/// SQL (SQLite): `UPDATE tag AS t0 SET uses = junction_add_integer(t0.uses, ?) WHERE t0.deleted IS NULL AND t0.color IS NULL`
///
/// Only columns of the row itself are assigned: a field that your program adds, and that leads elsewhere, is refused with ``ValidationError``.
@dynamicMemberLookup
public struct Changes<M: Model> {
    @usableFromInline let path: Path
    private(set) var assignments: [Assignment] = []

    init(_ path: Path) { self.path = path }

    /// Assigns a value to the column; the last one counts. It cannot be read.
    ///
    /// ```swift
    /// try await Tag.filter { $0.uses > 0 }.update(on: db) { new, _ in new.color = "blue" }
    /// ```
    /// SQL: `UPDATE tag AS t0 SET color = ? WHERE t0.deleted IS NULL AND t0.uses > ?`
    public subscript<T: ColumnValue>(dynamicMember column: KeyPath<M.Fields, Expr<T>>) -> T {
        @available(*, unavailable, message: "a change can only be assigned; read the old value from the closure's second argument")
        get { Uncallable.value() }
        // Compiled where it is written, so that the column is not sought by its key path.
        @inlinable @inline(__always) set { assign(M.Fields(_path: path)[keyPath: column], newValue.columnValue) }
    }

    /// Assigns an expression, of what the row was before.
    ///
    /// ```swift
    /// try await Tag.filter { $0.color == nil }.update(on: db) { new, old in new.uses = old.uses + 1 }
    /// ```
    /// SQL (SQLite): `UPDATE tag AS t0 SET uses = junction_add_integer(t0.uses, ?) WHERE t0.deleted IS NULL AND t0.color IS NULL`
    public subscript<T: ColumnValue>(dynamicMember column: KeyPath<M.Fields, Expr<T>>) -> Expr<T> {
        @available(*, unavailable, message: "a change can only be assigned; read the old value from the closure's second argument")
        get { Uncallable.value() }
        set { assign(M.Fields(_path: path)[keyPath: column].node, newValue.node) }
    }

    /// For the messages about a value of another type, see ``Uncallable``.
    @available(*, unavailable, message: "the value is of another type than the column")
    public subscript<T: ColumnValue, Other>(dynamicMember column: KeyPath<M.Fields, Expr<T>>) -> Other {
        get { Uncallable.value() }
        set { let _: Never = Uncallable.value() }
    }

    /// The same for nil.
    @available(*, unavailable, message: "the column is never absent, it cannot be nil")
    public subscript<T: ColumnValue>(dynamicMember column: KeyPath<M.Fields, Expr<T>>) -> Never? {
        get { Uncallable.value() }
        set { let _: Never = Uncallable.value() }
    }

    @usableFromInline mutating func assign<T>(_ column: Expr<T>, _ value: Value) { assign(column.node, .bind(value)) }

    private mutating func assign(_ column: Node, _ value: Node) {
        switch column {
        case .column(let path, let name): assign(isOwn(path) ? name : "\(name) of another row", value)
        case .tuple(let columns):
            let values = if case .bind(let value) = value { value.parts(columns.count).map(Node.bind) } else { value.parts }
            for (column, value) in zip(columns, values) { assign(column, value) }
        // No column is called so: it is refused with all else that cannot be assigned.
        default: assign("an expression", value)
        }
    }

    private func isOwn(_ other: Path) -> Bool { other.hops.isEmpty && other.scope == path.scope }

    private mutating func assign(_ column: String, _ value: Node) {
        if !assignments.isEmpty { assignments.removeAll { $0.column == column } }
        assignments.append(Assignment(column: column, value: value))
    }
}

/// A column and what it becomes.
struct Assignment: Sendable {
    let column: String
    let value: Node
}
