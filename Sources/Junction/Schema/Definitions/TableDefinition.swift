/// A table as the database is to have it: what migrations create and change.
///
/// ```swift
/// let mood = TableDefinition(
///     "mood", columns: [.column("id", .integer), .column("name", .text, maxLength: 60)], key: .counted("id"))
/// ```
/// SQL: `CREATE TABLE mood (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar(60) NOT NULL)`
public struct TableDefinition: Sendable, Hashable {
    /// The table's name.
    public var name: String
    /// The columns, in their order.
    public var columns: [ColumnDefinition]
    /// The primary key, and who makes new ones.
    public var key: KeyDefinition
    /// The groups of columns that are unique together.
    public var unique: [[String]]
    /// What refers to other tables.
    public var foreignKeys: [ForeignKeyDefinition]
    /// Conditions that each row fulfils.
    public var checks: [CheckDefinition]
    /// The groups of columns that have an index, beside those that are unique.
    public var indexes: [[String]]

    /// A table of these columns.
    ///
    /// ```swift
    /// let mood = TableDefinition(
    ///     "mood", columns: [.column("id", .integer), .column("name", .text, maxLength: 60)], key: .counted("id"))
    /// ```
    public init(
        _ name: String, columns: [ColumnDefinition], key: KeyDefinition, unique: [[String]] = [], foreignKeys: [ForeignKeyDefinition] = [],
        checks: [CheckDefinition] = [], indexes: [[String]] = []
    ) {
        self.name = name
        self.columns = columns
        self.key = key
        self.unique = unique
        self.foreignKeys = foreignKeys
        self.checks = checks
        self.indexes = indexes
    }

    package func column(named name: String) -> ColumnDefinition? { columns.first { $0.name == name } }
    func foreignKey(_ columns: [String]) -> ForeignKeyDefinition? { foreignKeys.first { $0.columns == columns } }
    func check(named name: String) -> CheckDefinition? { checks.first { $0.name == name } }
    /// Whether a column is one of a foreign key.
    func isReference(_ column: String) -> Bool { foreignKeys.contains { $0.columns.contains(column) } }
}

/// The primary key of a table, and who makes new keys.
///
/// ```swift
/// let key = KeyDefinition.counted("id")
/// ```
/// SQL: `id integer NOT NULL PRIMARY KEY AUTOINCREMENT`, `PRIMARY KEY (contact_id, mood_id)`
public enum KeyDefinition: Sendable, Hashable {
    /// A column that the database counts.
    case counted(String)
    /// Columns that whoever inserts a row fills.
    case columns([String])
    /// The two ends of a relation without a model of its own: on SQLite the table is kept in the order of the key.
    case junction([String])

    /// Its columns.
    ///
    /// ```swift
    /// let names = KeyDefinition.counted("id").names  // ["id"]
    /// ```
    public var names: [String] {
        switch self {
        case .counted(let name): [name]
        case .columns(let names), .junction(let names): names
        }
    }

    var isCounted: Bool { if case .counted = self { true } else { false } }

    func mapNames(_ transform: (String) -> String) -> KeyDefinition {
        switch self {
        case .counted(let name): .counted(transform(name))
        case .columns(let names): .columns(names.map(transform))
        case .junction(let names): .junction(names.map(transform))
        }
    }
}
