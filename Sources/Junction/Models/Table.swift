/// A table and what Junction knows of it. `@Model` writes one for each model; a plain many-to-many relation makes one for its links.
public final class Table: Sendable {
    /// The table's name in the database.
    public let name: String
    /// The model's name for people, where its options give none.
    let words: String
    /// The columns, in the order of the model's properties.
    public let columns: [Column]
    /// Names of the columns of the primary key.
    let primaryKey: [String]
    /// The model's name in messages; the table's own where there is no model.
    let modelName: String
    let relations: @Sendable () -> [Relation]
    let order: @Sendable (Path) -> [OrderTerm]
    let label: (@Sendable (Path) -> Node)?
    let constraints: @Sendable () -> Constraints
    /// Whether new keys are made by the client.
    let generateKey: (@Sendable () -> Value?)?
    let keysAreCounted: Bool
    private let index: [String: Int]

    /// Several columns that belong together in a table.
    struct Constraints: Sendable {
        var unique: [[String]] = []
        var indexes: [[String]] = []
        var checks: [(name: String, condition: Node)] = []
    }

    public init<M: Model>(
        _ model: M.Type, _ name: String, words: String, _ columns: [Column], relations: @escaping @Sendable () -> [Relation] = { [] }
    ) {
        self.name = name
        self.words = words
        self.columns = columns
        self.relations = relations
        modelName = M.name
        primaryKey = columns.filter { $0.role == .primaryKey }.map(\.name)
        order = { path in M.options.ordering(M.Fields(_path: path)).map(\._orderTerm) }
        label = { path in M.options.labelNode(M.Fields(_path: path)) }
        constraints = { M.options.constraints }
        generateKey = { M.RawKey.generate()?.columnValue }
        keysAreCounted = M.RawKey.columnType == .integer
        index = Self.index(columns)
    }

    /// The table of an automatic junction.
    init(junction name: String, _ columns: [Column]) {
        self.name = name
        words = name
        self.columns = columns
        relations = { [] }
        modelName = name
        primaryKey = columns.map(\.name)
        order = { _ in [] }
        label = nil
        constraints = { Constraints(indexes: [columns.reversed().map(\.name)]) }
        generateKey = nil
        keysAreCounted = false
        index = Self.index(columns)
    }

    private static func index(_ columns: [Column]) -> [String: Int] {
        Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The column with this name in the database; nil where there is none.
    public func column(named name: String) -> Column? { index[name].map { columns[$0] } }
    func column(ofProperty property: String) -> Column? { columns.first { $0.property == property } }

    /// The one column of the key. Junction tables made by Junction have two and are never asked.
    var key: String { primaryKey.first ?? "id" }
    var keyColumn: Column? { column(named: key) }
    var deletedAt: Column? { columns.first { $0.role == .deletedAt } }
    var createdAt: Column? { columns.first { $0.role == .createdAt } }
    var modifiedAt: Column? { columns.first { $0.role == .modifiedAt } }
    var isSoftDeletable: Bool { deletedAt != nil }
}

extension Table: Hashable {
    public static func == (a: Table, b: Table) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
