/// What a database says of itself: its tables as they are, and what else there is in it.
///
/// ```swift
/// let catalogue = try await db.catalogue()
/// let names = catalogue.tables.map(\.name)
/// ```
/// Two databases with the same tables have equal catalogues, in whatever order their tables, keys and indexes were made.
public struct Catalogue: Sendable, Hashable {
    /// The database's name in messages: `SQLite` or `PostgreSQL`.
    public let database: String
    /// The tables of the user, by their names: not those that the database keeps for itself; on PostgreSQL those of the current schema.
    public let tables: [TableCatalogue]
    /// Views, and what else has a name and is no table.
    public let others: [CatalogueEntry]

    /// A driver makes it; the order of what is given does not matter.
    public init(database: String, tables: [TableCatalogue], others: [CatalogueEntry] = []) {
        self.database = database
        self.tables = tables.sorted { $0.name < $1.name }
        self.others = others.sorted()
    }
}

extension Database {
    /// Reads what the database says of its tables. It changes nothing.
    ///
    /// ```swift
    /// let catalogue = try await db.catalogue()
    /// let names = catalogue.tables.map(\.name)
    /// ```
    /// It takes a few statements, that no observer sees, all of them in one reading transaction.
    ///
    /// Throws ``DatabaseError``.
    public func catalogue() async throws -> Catalogue { try await read { execution in try execution.link.catalogue() } }
}

/// What a table or a database has and Junction has no declaration for, in the database's own words.
///
/// ```swift
/// let trigger = CatalogueEntry(.trigger, "tag_log", "CREATE TRIGGER tag_log …")
/// ```
public struct CatalogueEntry: Sendable, Hashable, Comparable {
    /// What it is.
    ///
    /// ```swift
    /// let triggers = entries.filter { $0.kind == .trigger }
    /// ```
    public enum Kind: String, Sendable, Hashable {
        /// An index of some rows, of expressions, or of another kind than the usual one.
        case index
        /// A trigger or a rule.
        case trigger
        /// Uniqueness that is not of plain columns, or counts absent values, or an exclusion.
        case constraint
        /// A property of a table: what it inherits, how it is kept, who sees its rows.
        case option
        /// A view, a sequence, a table elsewhere.
        case view, sequence, foreignTable
    }

    /// What it is.
    public let kind: Kind
    /// Its name; of an option the words that name it.
    public let name: String
    /// Its SQL, or as much of it as the database tells.
    public let sql: String

    /// A driver makes it.
    public init(_ kind: Kind, _ name: String, _ sql: String) {
        self.kind = kind
        self.name = name
        self.sql = sql
    }

    /// By kind and name.
    public static func < (a: CatalogueEntry, b: CatalogueEntry) -> Bool {
        (a.kind.rawValue, a.name, a.sql) < (b.kind.rawValue, b.name, b.sql)
    }
}
