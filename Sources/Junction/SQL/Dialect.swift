/// How one database writes what SQL leaves open; each driver has one.
public protocol Dialect: Sendable {
    /// The database's name in messages.
    var name: String { get }
    /// The placeholder of a parameter, counted from 1.
    func parameter(_ number: Int) -> String
    /// How many parameters a value takes.
    func parameters(of value: Value) -> Int
    /// A list as a table with a column `value`, or `value0`, `value1`, … for values of several columns.
    func list(_ parameters: [String], _ types: [ColumnType], as alias: String) -> String
    /// A condition that a value is in a list.
    func among(_ value: String, _ parameters: [String], _ types: [ColumnType]) -> String
    /// A condition that a text matches a pattern parameter.
    func match(_ text: String, _ pattern: String) -> String
    /// A condition that two values are equal or both absent.
    func same(_ a: String, _ b: String) -> String
    /// A sum, product and so on: integers that overflow are an error, decimals are exact.
    func arithmetic(_ operation: Arithmetic, _ type: ColumnType, _ a: String, _ b: String) -> String
    /// A figure over many rows, with the same promises.
    ///
    /// - Parameter suffix: which rows, and which of their neighbours: `FILTER (…)`, `OVER (…)`.
    func aggregate(_ aggregate: Aggregate, _ type: ColumnType, _ value: String, _ suffix: String) -> String
    /// A function; `type` is that of its first argument.
    func call(_ function: SQLFunction, _ arguments: [String], _ type: ColumnType) -> String
    /// A text that compares and sorts by code point.
    func codePoints(_ text: String) -> String
    /// A parameter, or NULL, whose type the statement does not tell.
    func typed(_ parameter: String, _ type: ColumnType) -> String
    /// A condition that always or never holds.
    func truth(_ value: Bool) -> String
    /// A value inside the text of a constraint.
    func literal(_ value: Value) -> String
    /// In the RETURNING of an insert: whether the row is new and was not updated.
    var isNewRow: String { get }
    /// Whether ``Link/insertedRow`` tells the same of a single row.
    var knowsInsertedRow: Bool { get }
    /// Whether many rows are inserted by one statement that takes a list for each column.
    var insertsLists: Bool { get }
    /// From how many rows on they are sent in a bulk format of the database's own; nil where it has none that is faster.
    var copyThreshold: Int? { get }
    /// The statement that takes rows in that format; nil where there is none.
    func copy(_ table: String, _ columns: [String]) -> String?
    /// Whether a column of the database's type takes the model's values in that format as they are.
    func copies(_ column: Column, _ declared: String) -> Bool
    /// A statement that takes as many new keys as its parameter says from what the database counts them by; NULL where it cannot.
    func newKeys(_ table: String, _ column: String) -> String?
    /// In the RETURNING of an insert that brings the key of its rows: what makes the database count on from there; nil where it does so
    /// by itself.
    func countingOn(_ table: String, _ column: String) -> String?
    /// What makes a SELECT hold the rows of some of its tables until the transaction ends; nil where only one connection writes at a time.
    func lock(_ lock: RowLock, _ aliases: String...) -> String?
    /// What follows a lock that is not to be waited for; nil where the database has no such thing.
    func wait(_ wait: LockWait) -> String?
    /// What makes a statement tell how it would be carried out, and the column of the answer.
    var explanation: (prefix: String, column: Int32) { get }
    /// What begins a DISTINCT that keeps the first row of each of some values; nil where the database has no such thing.
    func distinct(on values: [String]) -> String?
    /// Whether several connections write at the same time, and wait for each other's rows.
    var writesTogether: Bool { get }
    /// Whether a statement that fails ends its transaction, unless a savepoint before it is gone back to.
    var failureEndsTransaction: Bool { get }

    /// The type of a column.
    func columnType(_ column: Column, isCountedKey: Bool) -> String
    /// What follows the type of a key that the database counts.
    var countedKey: String { get }
    /// What follows the columns of an automatic junction table.
    var junctionTable: String { get }
    /// Whether a column of the database's type can hold the model's.
    func accepts(_ column: Column, _ declared: String) -> Bool
    /// Whether a foreign key may name a table that is not there yet.
    var refersToLaterTables: Bool { get }
    /// How many bytes a name may have; nil: any number.
    var nameLimit: Int? { get }
}

extension Dialect {
    /// A name in double quotes, so that any name will do.
    public func quote(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}

extension Dialect {
    /// The functions that databases write alike.
    public func standardCall(_ function: SQLFunction, _ arguments: [String]) -> String {
        let name =
            switch function {
            case .coalesce: "coalesce"
            case .lower: "lower"
            case .upper: "upper"
            case .length: "length"
            case .trim: "trim"
            case .replace: "replace"
            case .absolute: "abs"
            case .rounded: "round"
            default: "\(function)"
            }
        return name + "(" + arguments.joined(separator: ", ") + ")"
    }
}

/// How a row is held until the transaction ends.
public enum RowLock: UInt8, Sendable, Hashable {
    /// Nobody else may change it; others may still refer to it.
    case forNoKeyUpdate = 1
    /// Nobody else may change it or begin to refer to it.
    case forUpdate = 2
    /// Nobody else may remove it, or change what others refer to it by.
    case forKeyShare = 3
    /// Nobody else may change it.
    case forShare = 4
}

/// What becomes of rows that somebody else holds.
public enum LockWait: UInt8, Sendable, Hashable {
    /// They are waited for.
    case untilFree
    /// They are left out.
    case skipLocked
    /// It is an error, ``DatabaseError/Kind/lockTimeout``.
    case noWait
}

/// What is done with two numbers.
public enum Arithmetic: UInt8, Sendable { case add, subtract, multiply, divide, remainder }
/// What is made of a value over many rows.
public enum Aggregate: UInt8, Sendable { case count, countDistinct, sum, average, minimum, maximum }

/// What the columns of a list are called.
public enum ListColumn {
    /// `value`, or `value0`, `value1`, … where there are several.
    public static func value(_ number: Int, of total: Int) -> String { total == 1 ? "value" : "value\(number)" }
}
