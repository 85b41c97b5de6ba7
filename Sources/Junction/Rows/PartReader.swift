/// Where the columns of a part stand in a row, and how to tell that it is absent.
struct Slot: Sendable {
    let offset: Int32
    /// The column of the part's key.
    let key: Int32
    /// The types of the columns that a follow-up statement is asked for.
    var keyTypes: [ColumnType] = [.integer]
}

/// Reads one part of each row while the statement is stepped, completes it afterwards, and gives it out by row number.
struct PartReader<Loaded> {
    let read: (borrowing Row) throws -> Void
    /// The same for a row that is held: what a relation refers to it by.
    var give: (Value) -> Void = { _ in }
    var finish: (Execution) throws -> Void = { _ in }
    let take: (Int) -> Loaded
}

/// What a reader collects.
private final class Collected<Element> {
    var all: [Element] = []
}

extension PartReader where Loaded: Model {
    static func model(_ slot: Slot) -> PartReader {
        let models = Collected<Loaded>()
        return PartReader(read: { row in models.all.append(try Loaded(row: row, at: slot.offset)) }, take: { models.all[$0] })
    }
}

extension PartReader where Loaded: ColumnValue {
    static func value(_ slot: Slot) -> PartReader {
        let values = Collected<Loaded>()
        return PartReader(
            read: { row in values.all.append(try row.value(Loaded.self, at: slot.offset)) }, take: { values.all[$0] })
    }
}

extension PartReader {
    static func optionalModel<M: Model>(_ slot: Slot) -> PartReader where Loaded == M? {
        let models = Collected<M?>()
        return PartReader(
            read: { row in models.all.append(row.isNull(at: slot.key) ? nil : try M(row: row, at: slot.offset)) },
            take: { models.all[$0] })
    }

    /// Collects the owners' keys; then one statement brings the rows of all of them.
    static func related<Root: Model, Item>(_ slot: Slot, _ selection: Selection, _ loader: Loader<Root, Item>) -> PartReader
    where Loaded == [Item] {
        let related = RowsOfOwners<Item>(Owners(slot.keyTypes))
        return PartReader(
            read: { row in try related.owners.note(row, at: slot.key) },
            give: { related.owners.note($0) },
            finish: { execution in
                if related.owners.keys.isEmpty { return }
                related.items = try execution.fetch(selection, of: related.owners, loader)
            },
            take: { related[$0] })
    }
}

/// The rows that belong to others.
private final class RowsOfOwners<Item> {
    var owners: Owners
    var items: Grouped<Item>?

    init(_ owners: Owners) { self.owners = owners }

    subscript(row: Int) -> [Item] {
        guard let number = owners.numbers[row], let items else { return [] }
        return items[number]
    }
}
