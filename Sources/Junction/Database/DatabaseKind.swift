/// A kind of database that a command can be given by its address; each driver has one.
///
/// ```swift
/// let kinds: [DatabaseKind] = [.sqlite]
/// let kind = kinds.first { $0.takes("sqlite:contacts.sqlite") }
/// ```
public struct DatabaseKind: Sendable {
    /// How the database writes what SQL leaves open.
    public let dialect: any Dialect
    /// What an address looks like, for messages: `postgres://user@host/name`.
    public let example: String
    private let prefixes: [String]
    private let takesPaths: Bool
    private let connect: @Sendable (String, Access) async throws -> Database

    /// A kind of database.
    ///
    /// ```swift
    /// let secret = DatabaseKind(.sqlite, prefixes: ["book:"], example: "book:name") { address, _ in
    ///     try await Database.sqlite(path: folder + "/" + address.dropFirst(5))
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - prefixes: what an address begins with.
    ///   - takesPaths: whether an address without a scheme is one, too.
    ///   - open: opens a database by its address. Only with `.migrate` it makes one that is not there; with `.read` it changes nothing.
    public init(
        _ dialect: some Dialect, prefixes: [String], takesPaths: Bool = false, example: String,
        open: @escaping @Sendable (_ address: String, _ access: Access) async throws -> Database
    ) {
        self.dialect = dialect
        self.prefixes = prefixes
        self.takesPaths = takesPaths
        self.example = example
        connect = open
    }

    /// Whether an address is one of such a database. A path with `:` or `=` in it, which could be something else, needs the prefix.
    ///
    /// ```swift
    /// let isOurs = DatabaseKind.sqlite.takes("sqlite:contacts.sqlite")  // true
    /// ```
    public func takes(_ address: String) -> Bool {
        prefixes.contains { address.hasPrefix($0) } || takesPaths && !address.contains { $0 == ":" || $0 == "=" }
    }

    /// Opens a database.
    ///
    /// ```swift
    /// let db = try await DatabaseKind.sqlite.open(folder + "/contacts.sqlite", .migrate)
    /// ```
    /// Throws ``DatabaseError``.
    public func open(_ address: String, _ access: Access) async throws -> Database { try await connect(address, access) }
}
