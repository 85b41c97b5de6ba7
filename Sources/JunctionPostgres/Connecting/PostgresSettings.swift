import CLibPQ
import Foundation
import Junction

/// The settings of a connection in libpq's own words. They hold the password, so nothing prints them.
struct PostgresSettings: Sendable {
    private(set) var values: [String: String] = [:]

    /// Throws `DatabaseError` for a URL that is none, and for what a pooler does not let through.
    init(_ location: PostgresLocation, _ configuration: PostgresConfiguration) throws {
        switch location.form {
        case .url(let url): values = try Self.parse(url)
        case .parts(let hosts, let database, let user, let password):
            values["host"] = hosts.map(\.name).joined(separator: ",")
            values["port"] = hosts.map { "\($0.port)" }.joined(separator: ",")
            values["dbname"] = database
            values["user"] = user
            values["password"] = password
        }
        try checkHosts()
        try encrypt(configuration.tls)
        let hosts = (values["host"] ?? "").split(separator: ",")
        // Of several servers, the one that can be written to.
        if hosts.count > 1, values["target_session_attrs"] == nil { values["target_session_attrs"] = "read-write" }
        if values["application_name"] == nil { values["application_name"] = configuration.applicationName }
        values["client_encoding"] = "UTF8"
        if values["connect_timeout"] == nil { values["connect_timeout"] = "\(max(2, configuration.connectLimit.seconds))" }
        try limit(configuration)
        if let (name, _) = values.first(where: { $0.value.utf8.contains(0) }) { throw Self.refused("'\(name)' has a NUL character") }
    }

    private static func refused(_ reason: String) -> DatabaseError { DatabaseError(.cannotOpen, message: reason) }

    /// Read by libpq itself. Its message may quote from the URL, which may be a part of the password: it is left out.
    private static func parse(_ url: String) throws -> [String: String] {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://"), !url.utf8.contains(0) else {
            throw refused("the URL must begin with postgres://")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            PQfreemem(message)
            throw refused("the URL cannot be read; it should look like postgres://user:password@host:5432/database, with % codes for signs")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:], option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: name)] = String(cString: value) }
            option += 1
        }
        return values
    }

    /// A password with signs that are not written as % codes may end up in the host or the port, and libpq's errors quote those.
    private func checkHosts() throws {
        let hosts = (values["host"] ?? "").split(separator: ","), ports = (values["port"] ?? "").split(separator: ",")
        if hosts.contains(where: { $0.dropFirst().contains("@") }) || ports.contains(where: { Int($0) == nil }) {
            throw Self.refused("the URL's host or port cannot be one; signs in the user and the password are written as % codes")
        }
    }

    private mutating func encrypt(_ tls: PostgresConfiguration.TLS?) throws {
        // What the environment or a service file say in their place is not looked at: it may be any machine.
        let environment = ProcessInfo.processInfo.environment
        let isElsewhere =
            values["service"] != nil || environment["PGSERVICE"] != nil || environment["PGHOSTADDR"] != nil
            || values["host"] == nil && environment["PGHOST"] != nil
        let names = ((values["host"] ?? "") + "," + (values["hostaddr"] ?? "")).split(separator: ",")
        let isHere =
            !isElsewhere
            && names.allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("@") || ["localhost", "127.0.0.1", "::1"].contains($0) }
        if tls == nil, values["sslmode"] != nil { return }
        switch tls ?? (isHere ? .prefer : .verifyFull()) {
        case .disable: values["sslmode"] = "disable"
        case .prefer: values["sslmode"] = "prefer"
        case .require: values["sslmode"] = "require"
        case .verifyCA(let file):
            values["sslmode"] = "verify-ca"
            if let file { values["sslrootcert"] = file }
        case .verifyFull(let file):
            values["sslmode"] = "verify-full"
            if let file { values["sslrootcert"] = file }
        }
    }

    /// Limits and the search path are settings of the session, given when it begins.
    private mutating func limit(_ configuration: PostgresConfiguration) throws {
        var options: [String] = []
        if let limit = configuration.statementLimit { options.append("statement_timeout=\(limit.milliseconds)") }
        if let limit = configuration.lockLimit { options.append("lock_timeout=\(limit.milliseconds)") }
        if !configuration.searchPath.isEmpty {
            options.append("search_path=" + configuration.searchPath.map { PostgresDialect().quote($0) }.joined(separator: ","))
        }
        if options.isEmpty { return }
        if configuration.isPooled {
            throw Self.refused(
                "a pooler keeps no settings: set limits and the search path for the role instead, by ALTER ROLE … SET …")
        }
        let escaped = options.map { $0.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ") }
        values["options"] = ([values["options"]].compactMap { $0 } + escaped.map { "-c \($0)" }).joined(separator: " ")
    }
}

extension PostgresSettings: CustomStringConvertible, CustomReflectable {
    var description: String { "the settings of a connection" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Duration {
    /// At least one, since 0 would be no limit.
    fileprivate var milliseconds: Int64 { max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000) }
    fileprivate var seconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
