/// A table and what Junction knows of it. `@Model` writes one for each model; a plain many-to-many relation makes one for its links.
///
/// ```swift
/// let names = Contact.table.columns.map(\.name)
/// ```
public final class Table: Sendable {
    /// The table's name in the database.
    public let name: String
    /// The model's name for people, where its options give none.
    let words: String
    /// The columns, in the order of the model's properties.
    public let columns: [Column]
    /// Names of the columns of the primary key.
    let primaryKey: [String]
    /// What refers to other tables.
    let foreignKeys: [ForeignKey]
    /// The model's name in messages; the table's own where there is no model.
    @usableFromInline let modelName: String
    let relations: @Sendable () -> [Relation]
    let order: @Sendable (Path) -> [OrderTerm]
    let label: (@Sendable (Path) -> Node)?
    let constraints: @Sendable () -> Constraints
    /// What the model's relations may be linked to.
    let limits: @Sendable () -> [Selection]
    /// Whether new keys are made by the client.
    let generateKey: (@Sendable () -> Value?)?
    let keysAreCounted: Bool
    /// The columns that Junction itself keeps something in.
    let deletedAt: Column?, createdAt: Column?, modifiedAt: Column?, version: Column?
    private let index: [String: Int]

    /// Several columns that belong together in a table.
    struct Constraints: Sendable {
        var unique: [[String]] = []
        var indexes: [[String]] = []
        var checks: [(name: String, condition: Node)] = []
    }

    /// The macro writes it, for a model.
    public init<M: Model>(
        _ model: M.Type, _ name: String, words: String, _ properties: [ColumnProperty],
        relations: @escaping @Sendable () -> [Relation] = { [] }
    ) {
        let columns = properties.flatMap(\.columns)
        self.name = name
        self.words = words
        self.columns = columns
        foreignKeys = properties.compactMap(\.foreignKey)
        self.relations = relations
        modelName = M.name
        primaryKey = columns.filter { $0.role == .primaryKey }.map(\.name)
        order = { path in M.options.ordering(M.Fields(_path: path.keepingRows)).map(\._orderTerm) }
        label = { path in M.options.labelNode(M.Fields(_path: path.keepingRows)) }
        constraints = {
            var constraints = M.options.constraints
            constraints.unique = properties.compactMap(\.uniqueGroup) + constraints.unique
            return constraints
        }
        limits = { M.options.limits(M.Fields(_path: Path(Scope()))).map(\._selection.value) }
        generateKey = { M.RawKey.generate()?.columnValue }
        keysAreCounted = M.RawKey._parts == nil && M.RawKey.columnType == .integer
        index = Self.index(columns)
        deletedAt = columns.first { $0.role == .deletedAt }
        createdAt = columns.first { $0.role == .createdAt }
        modifiedAt = columns.first { $0.role == .modifiedAt }
        version = columns.first { $0.role == .version }
    }

    /// The table of an automatic junction.
    init(junction name: String, near: ColumnProperty, far: ColumnProperty) {
        let columns = near.columns + far.columns, wayBack = (far.columns + near.columns).map(\.name)
        self.name = name
        words = name
        self.columns = columns
        foreignKeys = [near, far].compactMap(\.foreignKey)
        relations = { [] }
        modelName = name
        primaryKey = columns.map(\.name)
        order = { _ in [] }
        label = nil
        constraints = { Constraints(indexes: [wayBack]) }
        limits = { [] }
        generateKey = nil
        keysAreCounted = false
        index = Self.index(columns)
        (deletedAt, createdAt, modifiedAt, version) = (nil, nil, nil, nil)
    }

    private static func index(_ columns: [Column]) -> [String: Int] {
        Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The column with this name in the database; nil where there is none.
    ///
    /// ```swift
    /// let limit = Contact.table.column(named: "title")?.maxLength  // 100
    /// ```
    public func column(named name: String) -> Column? { place(of: name).map { columns[$0] } }
    func columns(ofProperty property: String) -> [Column] { columns.filter { $0.property == property } }
    func foreignKey(named name: String) -> ForeignKey? { foreignKeys.first { $0.name == name } }
    func foreignKey(ofProperty property: String) -> ForeignKey? { foreignKeys.first { $0.property == property } }

    /// The types of the columns of the key.
    var keyTypes: [ColumnType] { types(of: primaryKey) }
    func types(of columns: [String]) -> [ColumnType] { columns.map { column(named: $0)?.type ?? .integer } }
    /// Where a column stands. A few names are compared faster than one is hashed.
    func place(of column: String) -> Int? { columns.count > 8 ? index[column] : columns.firstIndex { $0.name == column } }
    /// Where these columns stand.
    func positions(of columns: [String]) -> [Int] { columns.compactMap(place) }
    /// Whether it is a model's, not a junction made by Junction.
    var isModel: Bool { label != nil }
    /// Whether the columns are unique together.
    func isUnique(_ columns: [String]) -> Bool {
        let wanted = Set(columns)
        return Set(primaryKey) == wanted || constraints().unique.contains { Set($0) == wanted }
            || columns.count == 1 && column(named: columns[0])?.isUnique == true
    }
    var isSoftDeletable: Bool { deletedAt != nil }
}

extension Table: Hashable {
    /// Each table is the same as itself alone, whatever its name.
    public static func == (a: Table, b: Table) -> Bool { a === b }
    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
