/// What `with` takes: a to-one path, a to-many relation, or a refined one. `Loaded` is what it brings for each row.
///
/// ```swift
/// let users = try await Contact.with { $0.user }.all(on: db)  // [(Contact, User)]
/// let managers = try await Contact.with { $0.manager }.all(on: db)  // [(Contact, Contact?)]
/// let phones = try await Contact.with { $0.phones.filter { $0.kind == "work" } }.all(on: db)  // [(Contact, [Phone])]
/// ```
/// SQL: `… JOIN user AS t1 ON t1.id = t0.user_id …`, `… LEFT JOIN contact AS t2 ON t2.id = t0.manager_id …`
/// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id IN (…) AND t0.kind = ?`
public protocol Prefetch: Sendable {
    /// What is brought for each row: a model, a model or nil, a list.
    associatedtype Loaded: Sendable
    /// How it is read.
    func _prefetch() -> PrefetchPart<Loaded>
}

/// A part of what a query reads, and how it is put together; opaque to users.
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

    /// How it is read.
    func _prefetch() -> PrefetchPart<T> { PrefetchPart(.value(value.readNode), PartReader.value) }
}

extension PrefetchPart {
    /// The rows of a to-many relation, by one more statement.
    init<Root: Model, Item: Sendable>(related selection: Selection, _ loader: Loader<Root, Item>) where Loaded == [Item] {
        self.init(.many(selection)) { slot in .related(slot, selection, loader) }
    }
}
