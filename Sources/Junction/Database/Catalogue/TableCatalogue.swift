/// A table as the database says that it is.
///
/// ```swift
/// let tag = TableCatalogue(
///     name: "tag", columns: [id, name], primaryKey: .init(columns: ["id"], counting: "AUTOINCREMENT"),
///     uniques: [.init(columns: ["name"])])
/// ```
public struct TableCatalogue: Sendable, Hashable {
    /// The table's name.
    public let name: String
    /// The columns, in the order of the table.
    public let columns: [CatalogueColumn]
    /// The primary key; nil for a table without one.
    public let primaryKey: PrimaryKey?
    /// Columns that are unique together, by a constraint or an index; not the primary key.
    public let uniques: [Group]
    /// Columns that have an index together, all rows in it and ascending.
    public let indexes: [Group]
    /// What refers to rows of tables.
    public let foreignKeys: [Reference]
    /// Conditions that each row fulfils.
    public let checks: [Check]
    /// What else there is: other indexes, triggers, and so on.
    public let others: [CatalogueEntry]

    /// A driver makes it; but for the columns, the order of what is given does not matter.
    public init(
        name: String, columns: [CatalogueColumn], primaryKey: PrimaryKey? = nil, uniques: [Group] = [], indexes: [Group] = [],
        foreignKeys: [Reference] = [], checks: [Check] = [], others: [CatalogueEntry] = []
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniques = uniques.sorted { $0.order < $1.order }
        self.indexes = indexes.sorted { $0.order < $1.order }
        self.foreignKeys = foreignKeys.sorted { $0.order < $1.order }
        self.checks = checks.sorted { ($0.name ?? "", $0.sql) < ($1.name ?? "", $1.sql) }
        self.others = others.sorted()
    }

    /// The column with this name; nil where there is none.
    ///
    /// ```swift
    /// let type = tag.column(named: "name")?.type  // text
    /// ```
    public func column(named name: String) -> CatalogueColumn? { columns.first { $0.name == name } }

    /// The primary key of a table.
    ///
    /// ```swift
    /// let key = TableCatalogue.PrimaryKey(columns: ["id"], counting: "AUTOINCREMENT")
    /// ```
    public struct PrimaryKey: Sendable, Hashable {
        /// The name of the constraint, where it has one of its own.
        public let name: String?
        /// Its columns, in their order.
        public let columns: [String]
        /// How the database counts it, in its own words; nil where each new row brings its key.
        public let counting: String?

        /// A driver makes it.
        public init(name: String? = nil, columns: [String], counting: String? = nil) {
            self.name = name
            self.columns = columns
            self.counting = counting
        }
    }

    /// Columns that are unique together, or have an index together.
    ///
    /// ```swift
    /// let pair = TableCatalogue.Group(name: "tagging__pair__unique", columns: ["contact_id", "tag_id"])
    /// ```
    public struct Group: Sendable, Hashable {
        /// The name of the constraint or the index; nil for one that the database named by itself.
        public let name: String?
        /// Its columns, in their order.
        public let columns: [String]
        /// Whether it is a constraint, and no index alone.
        public let isConstraint: Bool

        /// A driver makes it.
        public init(name: String? = nil, columns: [String], isConstraint: Bool = true) {
            self.name = name
            self.columns = columns
            self.isConstraint = isConstraint
        }

        fileprivate var order: String { columns.joined(separator: "\u{1}") + "\u{2}" + (name ?? "") }
    }

    /// A foreign key: columns that refer to a row of a table.
    ///
    /// ```swift
    /// let link = TableCatalogue.Reference(columns: ["tag_id"], table: "tag", references: ["id"], onDelete: .cascade)
    /// ```
    public struct Reference: Sendable, Hashable {
        /// What becomes of a row when the one that it refers to is deleted or changes its key.
        ///
        /// ```swift
        /// let cascades = keys.filter { $0.onDelete == .cascade }
        /// ```
        public enum Action: String, Sendable, Hashable {
            /// Nothing, or it is refused at the end; refused at once.
            case noAction = "NO ACTION", restrict = "RESTRICT"
            /// The same happens to it; its key becomes NULL, or what its column begins with.
            case cascade = "CASCADE", setNull = "SET NULL", setDefault = "SET DEFAULT"
        }

        /// The name of the constraint; nil where it has none of its own.
        public let name: String?
        /// Its columns, in their order.
        public let columns: [String]
        /// The table that it refers to; with its schema, where that is another one.
        public let table: String
        /// The columns of that table.
        public let references: [String]
        /// What becomes of the row when the other one is deleted.
        public let onDelete: Action
        /// What becomes of the row when the other one gets another key.
        public let onUpdate: Action
        /// Whether it is looked at when the transaction ends, `DEFERRABLE INITIALLY DEFERRED`.
        public let isDeferred: Bool

        /// A driver makes it.
        public init(
            name: String? = nil, columns: [String], table: String, references: [String], onDelete: Action = .noAction,
            onUpdate: Action = .noAction, isDeferred: Bool = false
        ) {
            self.name = name
            self.columns = columns
            self.table = table
            self.references = references
            self.onDelete = onDelete
            self.onUpdate = onUpdate
            self.isDeferred = isDeferred
        }

        fileprivate var order: String { (columns + [table] + references + [name ?? ""]).joined(separator: "\u{1}") }
    }

    /// A condition that each row of a table fulfils.
    ///
    /// ```swift
    /// let check = TableCatalogue.Check(name: "stars", sql: "stars >= 1 AND stars <= 5")
    /// ```
    public struct Check: Sendable, Hashable {
        /// The name of the constraint; nil where it has none of its own.
        public let name: String?
        /// What stands between the parentheses.
        public let sql: String

        /// A driver makes it.
        public init(name: String? = nil, sql: String) {
            self.name = name
            self.sql = sql
        }
    }
}
