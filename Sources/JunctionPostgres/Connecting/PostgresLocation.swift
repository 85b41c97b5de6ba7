/// Where a PostgreSQL database is, and who asks for it. Its description shows no secret.
///
/// ```swift
/// let location = PostgresLocation(url: "postgres://app:secret@db.example.com/contacts")
/// ```
public struct PostgresLocation: Sendable {
    /// A server, or the folder of its socket.
    ///
    /// ```swift
    /// let hosts = [PostgresLocation.Host("db1.example.com"), PostgresLocation.Host("db2.example.com", port: 5433)]
    /// ```
    public struct Host: Sendable, Hashable {
        /// A name, an address, or a folder.
        public var name: String
        /// 5432 unless said otherwise.
        public var port: Int

        /// A server by its name or address, or by the folder of its socket.
        ///
        /// ```swift
        /// let hosts = [PostgresLocation.Host("db1.example.com"), PostgresLocation.Host("db2.example.com", port: 5433)]
        /// ```
        public init(_ name: String, port: Int = 5432) { (self.name, self.port) = (name, port) }
    }

    enum Form: Sendable {
        case url(String)
        case parts(hosts: [Host], database: String, user: String, password: String?)
    }
    let form: Form

    /// A URL: `postgres://user:password@host:port/database?application_name=…`; several hosts are separated by commas.
    ///
    /// ```swift
    /// let location = PostgresLocation(url: "postgres://app:secret@db.example.com/contacts")
    /// ```
    /// It is read when the database is opened.
    public init(url: String) { form = .url(url) }

    /// Several hosts are tried in turn, until one of them can be written to.
    ///
    /// ```swift
    /// let hosts = [PostgresLocation.Host("db1.example.com"), PostgresLocation.Host("db2.example.com", port: 5433)]
    /// let location = PostgresLocation(hosts: hosts, database: "contacts", user: "app", password: secret)
    /// ```
    public init(hosts: [Host], database: String, user: String, password: String? = nil) {
        form = .parts(hosts: hosts, database: database, user: user, password: password)
    }

    /// One server.
    ///
    /// ```swift
    /// let location = PostgresLocation(host: "db.example.com", database: "contacts", user: "app", password: secret)
    /// ```
    public init(host: String, port: Int = 5432, database: String, user: String, password: String? = nil) {
        self.init(hosts: [Host(host, port: port)], database: database, user: user, password: password)
    }
}

extension PostgresLocation: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The user, the hosts and the database; of a URL nothing, since it may hold the password.
    public var description: String {
        switch form {
        case .url: "a PostgreSQL URL"
        case .parts(let hosts, let database, let user, _):
            "\(user)@\(hosts.map { "\($0.name):\($0.port)" }.joined(separator: ","))/\(database)"
        }
    }
    /// The same as the description, so that a debugger shows no secret.
    public var debugDescription: String { description }
    /// Without children, so that printing in parts shows no secret.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
