/// How one database changes tables that are there; part of each ``Dialect``, and like that for drivers.
///
/// ```swift
/// let text = dialect.conversion(of: "number", from: .integer, to: .text)?.value  // CAST(number AS text)
/// ```
public protocol SchemaDialect: Sendable {
    /// Whether tables are changed in place; else a new one takes the rows of the old one.
    var altersTables: Bool { get }
    /// How values are turned into another type, where that loses nothing: `CAST(a AS text)`, `a::text`; nil where no rule is known.
    func conversion(of value: String, from old: ColumnType, to new: ColumnType) -> TypeConversion?
    /// The names that the database itself gives to a counted key, and to what counts it: `album_pkey`, `album_id_seq`.
    func countedKeyNames(_ table: String, _ column: String) -> (key: String, sequence: String)
    /// What makes a key that is counted from now on go on from its greatest value; nil where it does so by itself.
    func countFromGreatest(_ table: String, _ column: String) -> String?
    /// What makes a key that others made be counted as that of a new table, from where it is; `counting` is what the catalogue says of it
    /// (``TableCatalogue/PrimaryKey/counting``). Nothing where it is so.
    func countAnew(_ table: String, _ column: String, _ counting: String) -> [String]
    /// What makes a new table go on counting where the old one is; nothing where tables are changed in place.
    func keepCounting(_ old: String, _ new: String) -> [String]
    /// A statement with the names of a table's indexes and triggers, the statements that make them, and the columns of unique indexes with
    /// U+001F between; its parameter is the table. Nil where tables are changed in place.
    var belongings: String? { get }
    /// A statement that waits until nobody else migrates, and holds that until the transaction ends; nil where only one connection writes.
    var migrationLock: String? { get }
}

/// How values of one type become values of another.
///
/// ```swift
/// let conversion = TypeConversion("CAST(number AS text)")
/// ```
public struct TypeConversion: Sendable, Hashable {
    /// The converted value.
    public let value: String
    /// A condition on values that would not be the same afterwards; nil: there are none.
    public let refused: String?

    /// A dialect makes it.
    ///
    /// ```swift
    /// let conversion = TypeConversion("CAST(number AS text)")
    /// ```
    public init(_ value: String, refused: String? = nil) { (self.value, self.refused) = (value, refused) }
}
