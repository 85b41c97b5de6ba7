/// A query or a write that could not do what was asked.
///
/// ```swift
/// do { _ = try await Tag.find(Key(99), on: db) } catch let error as QueryError {
///     if case .notFound(let model, let keys) = error.kind { print(model, keys) }  // Tag [99]
/// }
/// ```
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What could not be done.
    ///
    /// ```swift
    /// if case .notFound(let model, let keys) = error.kind { print(model, keys) }  // Tag [99]
    /// ```
    public enum Kind: Sendable, Hashable {
        /// No row, or no live row, has the key or fulfils the condition.
        case notFound(model: String, keys: [Value])
        /// A row that was to be restored is live.
        case notDeleted(model: String, keys: [Value])
        /// Somebody else changed the row since it was read.
        case staleVersion(model: String, keys: [Value])
        /// Several rows where one was asked for.
        case moreThanOne(model: String)
        /// The key of a row that was never inserted, in a query or a write.
        case unsavedKey(model: String)
        /// A value that no database can keep; the reason says why.
        case unusableValue(reason: String)
        /// A path of another query was used.
        case foreignPath
        /// A relation was used again inside its own closure.
        case scopeUsedTwice
        /// Something that this database cannot do.
        case unsupported(what: String, database: String)
        /// A child cannot be taken away from its owner, since its key is not optional.
        case keyIsRequired(column: String)
        /// Models were asked for beside single columns.
        case valuesWithParts
        /// SQL of the user's own selects other columns than those of the model, in their order.
        case otherColumns(model: String, found: [String])
        /// SQL of the user's own selects another number of columns than is read.
        case columnCount(found: Int, expected: Int)
        /// Columns that no two rows share were asked for, and these are not.
        case notUnique(model: String, columns: String)
        /// Rows were to be held outside a transaction.
        case lockOutsideTransaction
        /// A column of single rows where rows were made groups.
        case notGrouped(column: String)
        /// A figure over rows where there are no groups.
        case figureOfNoGroup
        /// A window function in a condition.
        case windowInCondition
        /// A column of a model where rows come from a statement inside.
        case rowsAreDerived
        /// Two queries under one name in a statement.
        case commonNameUsedTwice(name: String)
        /// A query of a statement has the name of a table in it.
        case commonNameOfTable(name: String)
        /// A place in an ordered relation that it does not have.
        case placeOutOfRange(place: Int, count: Int)
        /// The pool was used inside its own transaction.
        case poolUsedInsideItsTransaction
        /// A transaction was used after its end.
        case transactionIsOver
        /// The outer transaction was used while a nested one is open.
        case nestedTransactionIsOpen
        /// A mistake of Junction itself; please report it.
        case internalMistake(String)
    }

    /// What could not be done, with the facts.
    public let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    @usableFromInline static func notFound(_ table: Table, _ key: Value) -> QueryError {
        QueryError(.notFound(model: table.modelName, keys: [key]))
    }

    /// One sentence with what to do about it; of the values it shows keys alone.
    public var description: String {
        switch kind {
        case .notFound(let model, let keys) where keys.isEmpty: "no \(model) fulfils the condition"
        case .notFound(let model, let keys):
            "there is no \(model) with the key \(keys.map(\.description).joined(separator: ", ")), or it is soft-deleted"
        case .notDeleted(let model, let keys):
            "the \(model) with the key \(keys.map(\.description).joined(separator: ", ")) is not soft-deleted"
        case .staleVersion(let model, let keys):
            "the \(model) with the key \(keys.map(\.description).joined(separator: ", ")) was changed by somebody else since it was read; read it again and decide anew"
        case .moreThanOne(let model):
            "more than one \(model) fulfils a condition that was meant for one; use first, or a narrower condition"
        case .unsavedKey(let model): "the key of a \(model) that was never inserted was used; insert it and use what insert returns"
        case .unusableValue(let reason): "a query or write holds \(reason)"
        case .foreignPath: "a field of another query was used; use the closure's own argument"
        case .scopeUsedTwice: "a relation was used again inside its own closure; write its path again instead of keeping it in a constant"
        case .unsupported(let what, let database): "\(database) has no \(what)"
        case .keyIsRequired(let column):
            "\(column) is not optional, so a row cannot be without an owner: move it to another one, or delete it"
        case .valuesWithParts: "values cannot be combined with 'with'; name the columns in values"
        case .otherColumns(let model, let found):
            "a \(model) cannot be read from the columns \(found.joined(separator: ", ")); select \\(columns: \(model).self), which are its own in their order"
        case .columnCount(let found, let expected): "\(expected) columns are read, and the statement has \(found)"
        case .notUnique(let model, let columns):
            "\(columns) of \(model) are not declared unique together, so no row can be told by them; see @Unique and the options' unique"
        case .lockOutsideTransaction: "rows are held until their transaction ends, and there is none; use db.transaction { tx in … }"
        case .notGrouped(let column):
            "\(column) is a column of single rows in a query of groups; group by it, or ask for a figure such as count, min or max"
        case .figureOfNoGroup: "count(), sum(), min() and the like of a query's own rows belong in aggregate, or in group with its having"
        case .windowInCondition: "rows are filtered before they have neighbours; read the window's value and use filter(values:)"
        case .rowsAreDerived:
            "a query of values that was combined, or filtered by value, has no columns of a model any more; use filter(values:) and order(values:)"
        case .commonNameOfTable(let name): "a query is called \(name), as a table of the same statement is; give it another name"
        case .commonNameUsedTwice(let name): "two queries of one statement are called \(name)"
        case .placeOutOfRange(let place, let count): "there is no place \(place) among \(count) links; use 0 to \(count)"
        case .poolUsedInsideItsTransaction:
            "the database was used inside its own transaction; use the transaction that the closure gets, or db.outside { } for a connection of its own"
        case .transactionIsOver: "the transaction is over; use the database, or begin another transaction"
        case .nestedTransactionIsOpen: "a nested transaction is open; use the innermost one, which its closure gets"
        case .internalMistake(let what): "a mistake in Junction (\(what)); please report it"
        }
    }
}
