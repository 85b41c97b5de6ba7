import Foundation
import Junction
import Suites
import Testing

@testable import JunctionPostgres

/// Where the server is, who may come in, and what nobody may read.
@Suite struct ConnectingTests {
    private func parts() throws -> URLComponents {
        let url = try #require(SharedServer.url)
        return try #require(URLComponents(string: url))
    }

    private func fails(_ url: String, _ configuration: PostgresConfiguration = PostgresConfiguration()) async throws -> DatabaseError {
        try await refusal(of: DatabaseError.self) { await (try Database.postgres(url, configuration)).close() }
    }

    @Test func wrongPassword() async throws {
        var url = try parts()
        url.password = "not-the-password"
        let error = try await fails(try #require(url.string))
        #expect(error.kind == .cannotOpen)
        #expect(error.message.contains("password authentication failed"))
        #expect(!"\(error)".contains("not-the-password"))
    }

    @Test(arguments: [
        "http://a:geheim@b/c", "postgres://a:geheim%zz@b/c", "postgres://a:geheim@b:port/c", "postgres://a:geheim@b/c?geheim=1", "geheim",
        "",
        "postgres://a:geheim@b/c\0", "postgres://a:x@geheim@127.0.0.1:1/c", "postgres://a:geheim/x@127.0.0.1/c",
    ])
    func noURL(_ url: String) async throws {
        let error = try await fails(url)
        #expect(error.kind == .cannotOpen)
        #expect(!"\(error)".contains("geheim"), "\(error)")
    }

    @Test func nobodyAnswers() async throws {
        let error = try await fails("postgres://a:b@127.0.0.1:1/c", PostgresConfiguration(tls: .disable))
        #expect(error.kind == .cannotOpen)
        #expect(error.message.contains("refused"))
    }

    /// A server that shows a certificate of somebody else is refused.
    @Test func wrongCertificate() async throws {
        let other = FileManager.default.temporaryDirectory.appendingPathComponent("junction-\(UUID().uuidString).crt")
        defer { try? FileManager.default.removeItem(at: other) }
        _ = try await Program.run(
            "openssl",
            [
                "req", "-new", "-x509", "-days", "1", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj",
                "/CN=localhost", "-keyout", "/dev/null", "-out", other.path,
            ])
        let url = try #require(SharedServer.url)
        let error = try await fails(url, PostgresConfiguration(tls: .verifyFull(rootCertificates: other.path)))
        #expect(error.kind == .cannotOpen)
        #expect(error.message.contains("certificate verify failed"))
        let authority = try await fails(url, PostgresConfiguration(tls: .verifyCA(rootCertificates: other.path)))
        #expect(authority.message.contains("certificate verify failed"))
        // The right one, and what checks nothing, come in.
        for configuration in [PostgresConfiguration(), PostgresConfiguration(tls: .require)] {
            try await withDatabase(try await Database.postgres(url, configuration)) { db in
                let version = try await db.texts("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")[0]
                #expect(version.hasPrefix("TLS"))
            }
        }
    }

    /// The certificate must be that of the very host.
    @Test func certificateOfAnotherHost() async throws {
        var url = try parts()
        // The same machine under a name that the certificate does not have.
        url.queryItems = (url.queryItems ?? []) + [URLQueryItem(name: "hostaddr", value: url.host)]
        url.host = "db.example.com"
        let text = try #require(url.string)
        let error = try await fails(text)
        #expect(error.kind == .cannotOpen)
        #expect(error.message.contains("does not match host name"))
        // Where only its signature is checked, that is enough.
        let query = Dictionary(uniqueKeysWithValues: (url.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let configuration = PostgresConfiguration(tls: .verifyCA(rootCertificates: query["sslrootcert"]))
        try await withDatabase(try await Database.postgres(text, configuration)) { _ in }
    }

    /// Other machines are only trusted with their certificate, unless the program says otherwise.
    @Test func whatIsCheckedByItself() throws {
        func mode(_ url: String, _ tls: PostgresConfiguration.TLS? = nil) throws -> String? {
            try PostgresSettings(PostgresLocation(url: url), PostgresConfiguration(tls: tls)).values["sslmode"]
        }
        #expect(try mode("postgres://a@db.example.com/c") == "verify-full")
        #expect(try mode("postgres://a@localhost/c") == "prefer")
        #expect(try mode("postgres://a@127.0.0.1,db.example.com/c") == "verify-full")
        #expect(try mode("postgres://a@/c?host=/run/postgresql") == "prefer")
        #expect(try mode("postgres://a@db.example.com/c?sslmode=require") == "require")
        #expect(try mode("postgres://a@db.example.com/c?sslmode=disable", .verifyFull()) == "verify-full")
        #expect(try mode("postgres://a@db.example.com/c", .disable) == "disable")
    }

    /// Hosts are tried in turn.
    @Test func severalHosts() async throws {
        let url = try parts(), port = try #require(url.port)
        let query = Dictionary(uniqueKeysWithValues: (url.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        let location = PostgresLocation(
            hosts: [.init("127.0.0.1", port: 1), .init("127.0.0.1", port: port)], database: String(url.path.dropFirst()),
            user: url.user ?? "", password: url.password)
        let configuration = PostgresConfiguration(
            DatabaseConfiguration(connections: 1), tls: .verifyFull(rootCertificates: query["sslrootcert"]), applicationName: "hosts")
        try await withDatabase(try await Database.postgres(location, configuration)) { db in
            let name = try await db.texts("SELECT current_setting('application_name')")
            #expect(name == ["hosts"])
        }
        #expect("\(location)" == "\(url.user ?? "")@127.0.0.1:1,127.0.0.1:\(port)/postgres")
    }

    /// Neither the place nor the settings show the password, however they are printed.
    @Test func secrets() throws {
        let locations = [
            PostgresLocation(url: "postgres://a:geheim@b/c"), PostgresLocation(host: "b", database: "c", user: "a", password: "geheim"),
        ]
        for location in locations {
            let settings = try PostgresSettings(location, PostgresConfiguration())
            for text in ["\(location)", String(reflecting: location), "\(settings)", String(reflecting: settings), "\([location])"] {
                #expect(!text.contains("geheim"), "\(text)")
            }
            var dumped = ""
            dump(location, to: &dumped)
            dump(settings, to: &dumped)
            #expect(!dumped.contains("geheim"), "\(dumped)")
            #expect(settings.values["password"] == "geheim")
        }
    }

    /// A pooler keeps no settings, so what needs one is refused instead of being forgotten.
    @Test func whatAPoolerCannotKeep() async throws {
        for configuration in [
            PostgresConfiguration(statementLimit: .seconds(1), pooled: true),
            PostgresConfiguration(lockLimit: .seconds(1), pooled: true),
            PostgresConfiguration(searchPath: ["x"], pooled: true),
        ] {
            let error = try await fails("postgres://a@b/c", configuration)
            #expect(error.kind == .cannotOpen)
            #expect(error.message.contains("ALTER ROLE"))
        }
    }
}
