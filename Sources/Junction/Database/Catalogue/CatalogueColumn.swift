/// A column of a table as the database says that it is.
///
/// ```swift
/// let title = CatalogueColumn(name: "title", type: "varchar", content: .text, maxLength: 100)
/// ```
public struct CatalogueColumn: Sendable, Hashable {
    /// The column's name.
    public let name: String
    /// The declared type in the database's own words, without length or digits.
    public let type: String
    /// What Junction keeps in columns of this type; nil where it has nothing for it.
    public let content: ColumnType?
    /// Whether it may be NULL; a part of the primary key is not.
    public let isNullable: Bool
    /// The greatest length that is declared.
    public let maxLength: Int?
    /// How many digits are declared.
    public let digits: Digits?
    /// What a new row gets where nothing is said, as SQL.
    public let initial: String?
    /// How the value is computed where it is no stored one, as SQL.
    public let generation: String?
    /// The order of its texts, where it is not that of the database.
    public let collation: String?

    /// A driver makes it.
    public init(
        name: String, type: String, content: ColumnType?, isNullable: Bool = false, maxLength: Int? = nil, digits: Digits? = nil,
        initial: String? = nil, generation: String? = nil, collation: String? = nil
    ) {
        self.name = name
        self.type = type
        self.content = content
        self.isNullable = isNullable
        self.maxLength = maxLength
        self.digits = digits
        self.initial = initial
        self.generation = generation
        self.collation = collation
    }
}
