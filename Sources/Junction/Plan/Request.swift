/// What the planner is asked for: one statement. Indirect, since it is handed on more often than it is taken apart; `link` is a
/// class for the same reason.
enum Request: Sendable {
    /// The rows of a query.
    indirect case select(Selection)
    indirect case count(Selection)
    indirect case exists(Selection)
    /// The rows that a relation leads to from these owners, each with its owner's key.
    indirect case related(Selection, owners: [Value])
    /// The live row with this key.
    indirect case find(Table, Value)
    /// One row; `values` are those of `columns`.
    indirect case insert(Table, columns: [Column], values: [Value], returnsRow: Bool)
    /// Many rows, by a list of the values of each column; returns the keys that the database counted.
    indirect case insertMany(Table, columns: [Column], lists: [Value], returnsKeys: Bool)
    /// One row; where it meets another one, that one is changed, or nothing is done.
    indirect case upsert(Table, columns: [Column], values: [Value], Conflict, [Assignment]?)
    indirect case update(Selection, [Assignment], returnsRow: Bool)
    /// Many rows, to each its own values; returns the keys of those that were written.
    indirect case updateEach(RowChanges, now: Value)
    /// Removes rows for good; of junctions, with the pairs that are unlinked by it.
    indirect case delete(Selection, reporting: [LinkTable] = [])
    case link(LinkInsert)
    indirect case unlink(LinkUpdate)
    indirect case relink(LinkUpdate)
    indirect case arrange(LinkOrder)
    /// Whether the ends of these pairs may be linked.
    indirect case survey(Relation, LinkPairs)
    /// What is linked to these owners.
    indirect case linked(Relation, owners: [Value], LinkFilter?)
    /// Whether there is a row, deleted or not, that each of these keys refers to.
    indirect case present([ForeignKey], keys: [Value])

    /// Whether it changes anything, or holds rows.
    var access: Access {
        switch self {
        case .select(let selection): selection.lock == nil ? .read : .write
        case .count, .exists, .related, .find, .survey, .linked, .present: .read
        case .insert, .insertMany, .upsert, .update, .updateEach, .delete, .link, .unlink, .relink, .arrange: .write
        }
    }

    /// The table whose rows are read or written.
    var table: Table {
        switch self {
        case .select(let selection), .count(let selection), .exists(let selection), .related(let selection, _),
            .update(let selection, _, _),
            .delete(let selection, _):
            selection.table()
        case .find(let table, _), .insert(let table, _, _, _), .insertMany(let table, _, _, _), .upsert(let table, _, _, _, _): table
        case .updateEach(let changes, _): changes.table
        case .link(let insert): insert.relation.target()
        case .unlink(let update), .relink(let update): update.relation.target()
        case .arrange(let order): order.relation.target()
        case .survey(let relation, _), .linked(let relation, _, _): relation.target()
        case .present(let references, _): references[0].table
        }
    }
}
