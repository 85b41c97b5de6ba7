/// Why a command did not do its work, and what can be done about it. The tool ends with 1.
///
/// ```swift
/// do { try await command.run() } catch let error as CommandError { print(error) }
/// ```
public struct CommandError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    ///
    /// ```swift
    /// let error = CommandError(.noTables)
    /// ```
    public enum Kind: Sendable, Hashable {
        /// The address is of no kind that is known. It is not repeated: it may have a password in it.
        case unknownDatabase(examples: [String])
        /// Nobody said which database.
        case noDatabase
        /// The database has no tables.
        case noTables
        /// The file is there already.
        case fileExists(path: String)
        /// The file could not be written, in the words of the system.
        case notWritten(path: String, reason: String)
        /// The file could not be deleted, in the words of the system.
        case notDeleted(path: String, reason: String)

        /// There is no folder for the migrations.
        case noFolder(path: String)
        /// The folder has no file with the list of the migrations, or several.
        case noList(path: String)
        /// The list of the migrations is written in a way that the command cannot change.
        case unclearList(path: String, entries: [String])
        /// Migrations have files in the folder, and are not in the list.
        case unlisted([String])
        /// Names look as if they had changed; the options that say so.
        case renames([String])
        /// Required columns are new; the options that say what rows get.
        case defaults([String])
        /// Required columns are new in which each row needs a value of its own.
        case valuesOfTheirOwn([String])
        /// What rows are to get in a column was said, and nothing changes there.
        case unusedDefault(String)
        /// A value cannot stand in a column; the column, and what it holds.
        case value(column: String, type: String)
        /// No table that the models want has that column.
        case noColumn(String)
        /// No migration has that name, or several begin with it.
        case noMigration(String, names: [String])
        /// The tool names no kind of database.
        case noKinds
        /// The database refused a migration, in its words.
        case refused(migration: String, reason: String)
        /// Migrations have no file of their own.
        case noFiles([String])
        /// Migrations that are to become one have data steps.
        case dataSteps([String])
        /// Fewer than two migrations are to become one.
        case nothingToSquash
    }

    /// What went wrong.
    public let kind: Kind

    /// A command makes it.
    public init(_ kind: Kind) { self.kind = kind }

    /// What went wrong, and what to do.
    public var description: String {
        switch kind {
        case .unknownDatabase(let examples): "this is no address of a database; write \(examples.joined(separator: ", or "))"
        case .noDatabase: "no database is named; write --database, or set DATABASE_URL"
        case .noTables: "the database has no tables; check the address, and on PostgreSQL the schema (search_path)"
        case .fileExists(let path): "'\(path)' is there already; delete it, or choose another file ('inspect' has --overwrite)"
        case .notWritten(let path, let reason): "'\(path)' could not be written: \(reason)"
        case .notDeleted(let path, let reason): "'\(path)' could not be deleted: \(reason)"
        case .noFolder(let path):
            "there is no folder '\(path)'; run the command in the folder of the package, or change 'folder' of the tool"
        case .noList(let path):
            "one file in '\(path)' must have the list of the migrations; write 'public static let all: [Migration] = []' into one"
        case .unclearList(let path, let entries):
            "the list in '\(path)' cannot be changed; write each entry on a line of its own, and \(entries.joined(separator: ", "))"
        case .unlisted(let names):
            "not in the list of the migrations: \(names.joined(separator: ", ")); build again, put each into the list, or delete its file"
        case .renames(let options): "names may have changed; say which, or --no-renames for none: \(options.joined(separator: " "))"
        case .defaults(let options): "say what rows that are there get in new columns; write \(options.joined(separator: " "))"
        case .valuesOfTheirOwn(let columns):
            "each row needs a value of its own in \(columns.joined(separator: ", ")); with 'make --empty' write a column that may be NULL, a data step that fills it, and what requires it then"
        case .unusedDefault(let column): "no row gets a default in '\(column)', which does not become required or new; leave --default out"
        case .noKinds: "the tool names no kind of database; write 'static let databases: [DatabaseKind] = [.sqlite]'"
        case .refused(let migration, let reason): "\(migration): \(reason)"
        case .noFiles(let names): "there is no file with this migration alone: \(names.joined(separator: ", ")); leave --delete out"
        case .value(let column, let type): "this cannot stand in '\(column)'; write \(type)"
        case .noColumn(let column): "there is no column '\(column)'; write table.column, with their names in the database"
        case .noMigration(let name, let names): "'\(name)' is not one migration; there are: \(names.joined(separator: ", "))"
        case .dataSteps(let names):
            "there are data steps in \(names.joined(separator: ", ")); squash what is before or after; from the first migration on, --without-data leaves them out"
        case .nothingToSquash: "there are not two migrations to put together; choose others with --from and --to"
        }
    }
}
