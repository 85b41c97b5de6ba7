/// What a model says about itself besides its columns.
///
/// ```swift
/// static let options = Options<Self>(
///     name: "Parcel", plural: "Parcels",
///     label: { $0.address + ", " + $0.category.name },
///     ordering: { [$0.priority.descending, $0.sent] },
///     unique: { [[$0.address, $0.sent]] },
///     indexes: { [[$0.categoryName, $0.priority]] },
///     checks: { ["light": $0.weight < 20 || $0.pieces == 1] },
///     limits: { [$0.stops.filter { $0.isOpen }] })
/// ```
/// SQL: `CONSTRAINT parcels__street__sent__unique UNIQUE (street, sent)`, `CHECK ((weight < 20.0 OR pieces = 1))`
public struct Options<M: Model>: Sendable {
    private let givenName: String?
    private let givenPlural: String?
    let label: (@Sendable (M.Fields) -> Expr<String>)?
    let ordering: @Sendable (M.Fields) -> [any OrderingTerm]
    let unique: @Sendable (M.Fields) -> [[any ColumnExpression]]
    let indexes: @Sendable (M.Fields) -> [[any ColumnExpression]]
    let checks: @Sendable (M.Fields) -> [String: Expr<Bool>]
    let limits: @Sendable (M.Fields) -> [any Refinable]

    /// Options of a model: nothing, but for what is given.
    ///
    /// ```swift
    /// static let options = Options<Self>(name: "Contact", plural: "Contacts", label: { $0.user.username }, ordering: { [$0.user.username] })
    /// ```
    /// SQL: `SELECT … FROM contact AS t0 JOIN user AS t1 ON t1.id = t0.user_id ORDER BY t1.username`
    ///
    /// - Parameters:
    ///   - label: the row as people read it, also across relations; the key when left out.
    ///   - ordering: the order of queries that ask for none. A bare expression is ascending.
    ///   - unique: groups of columns that are unique together.
    ///   - indexes: groups of columns that have an index together.
    ///   - checks: conditions on columns of a row, by the name of their constraint.
    ///   - limits: which rows a many-to-many relation may be linked to: `{ [$0.departments.filter { $0.isOpen }] }`. `add`, `set` and
    ///     `create` refuse any other, from both ends; a link that was made before the limit stays, until it is named in an `add`.
    public init(
        name: String? = nil, plural: String? = nil,
        label: (@Sendable (M.Fields) -> Expr<String>)? = nil,
        ordering: @escaping @Sendable (M.Fields) -> [any OrderingTerm] = { _ in [] },
        unique: @escaping @Sendable (M.Fields) -> [[any ColumnExpression]] = { _ in [] },
        indexes: @escaping @Sendable (M.Fields) -> [[any ColumnExpression]] = { _ in [] },
        checks: @escaping @Sendable (M.Fields) -> [String: Expr<Bool>] = { _ in [:] },
        limits: @escaping @Sendable (M.Fields) -> [any Refinable] = { _ in [] }
    ) {
        givenName = name
        givenPlural = plural
        self.label = label
        self.ordering = ordering
        self.unique = unique
        self.indexes = indexes
        self.checks = checks
        self.limits = limits
    }

    /// The model's name for people, in the singular.
    public var name: String { givenName ?? M.table.words }
    /// The model's name for people, in the plural; the singular with an "s" when left out.
    public var plural: String { givenPlural ?? name + "s" }

    func labelNode(_ fields: M.Fields) -> Node {
        label?(fields).node ?? Self.keyLabel(fields._path)
    }

    private static func keyLabel(_ path: Path) -> Node {
        M.table.primaryKey.map { Node.call(.text, [.column(path, $0)]) }.reduce(nil) { label, part in
            label.map { .concat(.concat($0, .bind(.text(" "))), part) } ?? part
        } ?? .bind(.text(""))
    }

    var constraints: Table.Constraints {
        let fields = M.Fields(_path: Path(Scope()))
        func names(_ groups: [[any ColumnExpression]]) -> [[String]] { groups.map { $0.flatMap(\._columnNames) } }
        return Table.Constraints(
            unique: names(unique(fields)), indexes: names(indexes(fields)),
            checks: checks(fields).sorted { $0.key < $1.key }.map { ($0.key, $0.value.node) })
    }
}
