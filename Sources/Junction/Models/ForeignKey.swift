/// A column, or several, that refer to a row of another table. Public only for its ``Target``, which `@Model` writes.
///
/// The attribute of a property is ``ForeignKey(onDelete:onSoftDelete:)``.
public final class ForeignKey: Sendable {
    /// What queries walk it by: the name of its column, as `@Column` or the property gives it.
    let name: String
    /// The Swift property.
    let property: String
    /// Its columns: one, or those of a composite key.
    let columns: [String]
    let isNullable: Bool
    /// What becomes of the row when the other one is deleted for good.
    let onDelete: DeleteRule
    /// What becomes of the row when the other one is soft-deleted.
    let onSoftDelete: SoftDeleteRule
    private let target: Target

    /// What it refers to; asked for late, so that models may refer to each other in circles. Public only since `@Model` writes it.
    public struct Target: Sendable {
        let table: @Sendable () -> Table
        /// A unique property of the other model; nil: its primary key.
        let property: String?

        /// The macro writes it: `.init({ Category.table }, "code")`.
        public init(_ table: @escaping @Sendable () -> Table, _ property: String? = nil) {
            self.table = table
            self.property = property
        }
    }

    init(
        _ name: String, property: String, columns: [String], isNullable: Bool, _ target: Target, onDelete: DeleteRule,
        onSoftDelete: SoftDeleteRule = .keep
    ) {
        self.name = name
        self.property = property
        self.columns = columns
        self.isNullable = isNullable
        self.target = target
        self.onDelete = onDelete
        self.onSoftDelete = onSoftDelete
    }

    /// The table that it refers to.
    var table: Table { target.table() }

    /// The columns of the other table that it refers to.
    var references: [String] {
        let table = table
        guard let property = target.property else { return table.primaryKey }
        return table.columns(ofProperty: property).map(\.name)
    }

    /// Whether it refers to the primary key.
    var isToPrimaryKey: Bool { target.property == nil }

    /// The value of each of its columns that makes it refer to a row by what it refers to: its key, or another unique column.
    func replacements(_ key: Value) -> [String: Value] {
        Dictionary(zip(columns, key.parts(columns.count))) { first, _ in first }
    }
}

/// What becomes of a row when the row that it refers to is deleted for good.
///
/// ```swift
/// @ForeignKey(onDelete: .setNull) var managerID: Key<Contact>?
/// ```
/// SQL: `FOREIGN KEY (manager_id) REFERENCES contact (id) ON DELETE SET NULL`
public enum DeleteRule: Sendable, Hashable {
    /// It is deleted too.
    case cascade
    /// The deletion is refused.
    case restrict
    /// Its key becomes NULL.
    case setNull
}

/// What becomes of a row when the row that it refers to is soft-deleted.
///
/// ```swift
/// @ForeignKey(onSoftDelete: .cascade) var tagID: Key<Tag>?
/// ```
public enum SoftDeleteRule: Sendable, Hashable {
    /// It stays as it is, and vanishes with the other row from where it is walked to over that.
    case keep

    /// It is soft-deleted with the same time, and comes back when the other row is restored.
    ///
    /// Junction does it, so it must know the model: pass every model to `create` or `verify` when a database is opened.
    case cascade
}
