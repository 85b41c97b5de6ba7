/// Where a PostgreSQL database is, and who asks for it. Its description shows no secret.
public struct PostgresLocation: Sendable {
    /// A server, or the folder of its socket.
    public struct Host: Sendable, Hashable {
        /// A name, an address, or a folder.
        public var name: String
        /// 5432 unless said otherwise.
        public var port: Int

        public init(_ name: String, port: Int = 5432) { (self.name, self.port) = (name, port) }
    }

    enum Form: Sendable {
        case url(String)
        case parts(hosts: [Host], database: String, user: String, password: String?)
    }
    let form: Form

    /// A URL: `postgres://user:password@host:port/database?application_name=…`; several hosts are separated by commas.
    public init(url: String) { form = .url(url) }

    /// Several hosts are tried in turn, until one of them can be written to.
    public init(hosts: [Host], database: String, user: String, password: String? = nil) {
        form = .parts(hosts: hosts, database: database, user: user, password: password)
    }

    /// One server.
    public init(host: String, port: Int = 5432, database: String, user: String, password: String? = nil) {
        self.init(hosts: [Host(host, port: port)], database: database, user: user, password: password)
    }
}

extension PostgresLocation: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch form {
        case .url: "a PostgreSQL URL"
        case .parts(let hosts, let database, let user, _):
            "\(user)@\(hosts.map { "\($0.name):\($0.port)" }.joined(separator: ","))/\(database)"
        }
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
