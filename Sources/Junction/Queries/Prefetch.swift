/// What `with` takes: a to-one path, a to-many relation, or a refined one. `Loaded` is what it brings for each row.
public protocol Prefetch: Sendable {
    associatedtype Loaded: Sendable
    func _prefetch() -> PrefetchPart<Loaded>
}

/// A part of what a query reads, and how it is put together.
public struct PrefetchPart<Loaded: Sendable>: Sendable {
    let part: Selection.Part
    let makeReader: @Sendable (Slot) -> PartReader<Loaded>

    init(_ part: Selection.Part, _ makeReader: @escaping @Sendable (Slot) -> PartReader<Loaded>) {
        self.part = part
        self.makeReader = makeReader
    }
}

/// A value that is read beside each row.
struct ValueBeside<T: ColumnValue>: Prefetch {
    let value: Expr<T>

    func _prefetch() -> PrefetchPart<T> { PrefetchPart(.value(value.node), PartReader.value) }
}

extension PrefetchPart {
    /// The rows of a to-many relation, by one more statement.
    init<Root: Model, Item: Sendable>(related selection: Selection, _ loader: Loader<Root, Item>) where Loaded == [Item] {
        self.init(.many(selection)) { slot in .related(slot, selection, loader) }
    }
}
