/// A column as the database is to have it.
///
/// ```swift
/// let name = ColumnDefinition.column("name", .text, maxLength: 60)
/// ```
/// SQL: `name varchar(60) NOT NULL`
public struct ColumnDefinition: Sendable, Hashable {
    /// The column's name.
    public var name: String
    /// What it holds.
    public var type: ColumnType
    /// Whether it may be NULL.
    public var isOptional: Bool
    /// The greatest length of a text; nil: any.
    public var maxLength: Int?
    /// The digits of a decimal; nil: any.
    public var digits: Digits?

    /// A column of a table.
    ///
    /// ```swift
    /// let name = ColumnDefinition.column("name", .text, maxLength: 60)
    /// ```
    public static func column(
        _ name: String, _ type: ColumnType, isOptional: Bool = false, maxLength: Int? = nil, digits: Digits? = nil
    ) -> ColumnDefinition {
        ColumnDefinition(name: name, type: type, isOptional: isOptional, maxLength: maxLength, digits: digits)
    }

    /// The same as a driver knows columns.
    ///
    /// - Parameter isReference: whether it is one of a foreign key.
    func described(isReference: Bool) -> Column {
        Column(name, name, type, isNullable: isOptional, maxLength: maxLength, digits: digits, isReference: isReference)
    }
}

/// What refers to rows of another table.
///
/// ```swift
/// let key = ForeignKeyDefinition.key(["contact_id"], to: "contact", ["id"], onDelete: .cascade)
/// ```
/// SQL: `FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE CASCADE`
public struct ForeignKeyDefinition: Sendable, Hashable {
    /// Its columns.
    public var columns: [String]
    /// The table that it refers to.
    public var table: String
    /// The columns that it refers to: the primary key, or unique ones.
    public var references: [String]
    /// What becomes of the row when the other one is deleted.
    public var onDelete: DeleteRule

    /// A foreign key of a table.
    ///
    /// ```swift
    /// let key = ForeignKeyDefinition.key(["contact_id"], to: "contact", ["id"], onDelete: .cascade)
    /// ```
    public static func key(
        _ columns: [String], to table: String, _ references: [String], onDelete: DeleteRule = .restrict
    ) -> ForeignKeyDefinition {
        ForeignKeyDefinition(columns: columns, table: table, references: references, onDelete: onDelete)
    }
}

/// A condition that each row of a table fulfils.
///
/// ```swift
/// let check = CheckDefinition.check("stars", "\"stars\" >= 1 AND \"stars\" <= 5")
/// ```
/// SQL: `CONSTRAINT mood_contacts__stars__check CHECK (stars >= 1 AND stars <= 5)`
public struct CheckDefinition: Sendable, Hashable {
    /// What tells it from the table's others.
    public var name: String
    /// The condition, in the database's own words.
    public var condition: String
    /// The same for databases that say it otherwise, by their names.
    public var others: [String: String]

    /// A condition on the rows of a table.
    ///
    /// ```swift
    /// let check = CheckDefinition.check("stars", "\"stars\" >= 1 AND \"stars\" <= 5")
    /// ```
    ///
    /// - Parameter others: the condition for databases that say it otherwise: `["PostgreSQL": "…"]`.
    public static func check(_ name: String, _ condition: String, on others: [String: String] = [:]) -> CheckDefinition {
        CheckDefinition(name: name, condition: condition, others: others)
    }

    func condition(on dialect: any Dialect) -> String { others[dialect.name] ?? condition }
}
