/// A change of the tables, with a name and in an order.
///
/// ```swift
/// let migration = Migration(
///     "0002_titles",
///     [
///         .renameColumn("name", to: "title", in: "album"),
///         .addColumn(.column("stars", .integer), to: "album", filling: .integer(3)),
///     ])
/// ```
/// SQL: `CREATE TABLE junction_new__album (…)`, `INSERT INTO junction_new__album (id, title, stars) SELECT id, name, 3 FROM album`
///
/// On PostgreSQL it is `ALTER TABLE`.
///
/// ``Database/missingSteps(of:after:)`` says what its steps should be; they may be changed as long as they have not run.
public struct Migration: Sendable {
    /// What tells it from every other, also in the database: it must not change once it has run somewhere.
    public let name: String
    /// What is done, one after the other.
    public let steps: [MigrationStep]
    /// The migrations that it stands for, where several were put together: where those have run, it has.
    public let replaced: [String]

    /// A migration of these steps.
    ///
    /// ```swift
    /// let migration = Migration("0003_notes", [.dropTable("note")])
    /// ```
    ///
    /// - Parameter replaced: the names of those that it stands for.
    public init(_ name: String, replacing replaced: [String] = [], _ steps: [MigrationStep]) {
        self.name = name
        self.replaced = replaced
        self.steps = steps
    }

    /// What tells whether its steps were changed. What a data step does cannot be seen: its name stands for it.
    package var checksum: String { String(steps.map(\.signature).joined(separator: "\n").stableHash, radix: 16) }
}

/// One change of the tables, or of what is in them.
///
/// ```swift
/// let steps: [MigrationStep] = [
///     .addColumn(.column("label", .text, isOptional: true), to: "album"),
///     .data("labels") { tx in _ = try await tx.execute("UPDATE album SET label = upper(title)") },
///     .changeColumn(.column("label", .text), in: "album"),
/// ]
/// ```
/// SQL: `ALTER TABLE album ADD label text`, `UPDATE album SET label = upper(title)`, `DROP TABLE album`
///
/// On SQLite the steps between two data steps are done at once: a new table takes the rows of each that changes.
public enum MigrationStep: Sendable {
    /// A new table.
    case createTable(TableDefinition)
    /// A table that goes, with its rows.
    case dropTable(String)
    /// Another name for a table. What refers to it does so still.
    case renameTable(String, to: String)

    /// A new column. Rows that are there get `filling`; without it, NULL.
    case addColumn(ColumnDefinition, to: String, filling: Value? = nil)
    /// A column that goes, with its values. Where the step is taken back, rows get `restoring`.
    case dropColumn(String, from: String, restoring: Value? = nil)
    /// Another name for a column.
    case renameColumn(String, to: String, in: String)
    /// A column becomes another one of the same name: its type, whether it may be NULL, its length. `filling` takes the place of NULL, and
    /// `restoring` where the step is taken back.
    case changeColumn(ColumnDefinition, in: String, filling: Value? = nil, restoring: Value? = nil)
    /// Another primary key. A column that the database counts is made if it is not there; one that it counted goes.
    case changeKey(of: String, to: KeyDefinition)

    /// Columns are unique together from now on, or no longer.
    case addUnique([String], to: String), dropUnique([String], from: String)
    /// Columns refer to another table from now on, or no longer.
    case addForeignKey(ForeignKeyDefinition, to: String), dropForeignKey([String], from: String)
    /// A condition is kept from now on, or no longer: by its name.
    case addCheck(CheckDefinition, to: String), dropCheck(String, from: String)
    /// Columns have an index from now on, or no longer.
    case addIndex([String], to: String), dropIndex([String], from: String)

    /// Changes what is in the tables, in the transaction of the migration. Without `undo` it cannot be taken back.
    case data(String, @Sendable (Transaction) async throws -> Void, undo: (@Sendable (Transaction) async throws -> Void)? = nil)
}
