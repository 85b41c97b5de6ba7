import JunctionPostgres
import Logging
import Suites
import Testing

@testable import Junction

/// What the server says, and what of it is passed on.
@Suite struct MessageTests {
    /// Notices and warnings are logged, at their level.
    @Test func noticesAreLogged() async throws {
        let log = Log(), logger = Logger(label: "test") { _ in log.handler }
        let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 1, logger: logger))
        try await SharedServer.withDatabase(configuration) { db in
            try await db.raw("DO $$ BEGIN RAISE NOTICE 'a word'; RAISE WARNING 'a warning'; END $$")
            #expect(log.entries.contains("notice: a word"))
            #expect(log.entries.contains("warning: a warning"))
        }
    }

    /// The server quotes values in errors about data; they may be secret.
    @Test func valuesAreNotQuoted() async throws {
        try await SharedServer.withDatabase { db in
            for sql in ["SELECT 'geheim'::integer", "SELECT 'geheim'::uuid", "SELECT 'geheim'::jsonb", "SELECT '99999999999'::integer"] {
                let error = try await refusal(of: DatabaseError.self) { try await db.raw(sql) }
                #expect(error.code.hasPrefix("22"))
                #expect(!error.message.contains("geheim") && !error.message.contains("99999999999"), "\(error.message)")
            }
        }
    }

    /// Kinds of errors by the server's codes.
    @Test(arguments: [
        ("SELECT 1 / 0", DatabaseError.Kind.arithmetic), ("SELECT nothing FROM nowhere", .schemaChanged), ("SELEC 1", .syntax),
        ("SELECT 9223372036854775807 + 1", .arithmetic), ("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", .other),
    ])
    func kinds(_ sql: String, _ kind: DatabaseError.Kind) async throws {
        try await SharedServer.withDatabase { db in
            let error = try await refusal(of: DatabaseError.self) { try await db.raw(sql) }
            #expect(error.kind == kind)
            #expect(error.code.count == 5)
            #expect(error.sql == sql)
        }
    }

    /// A transaction that only reads refuses to write.
    @Test func readOnly() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self]) { db in
            let error = try await refusal(of: DatabaseError.self) {
                try await db.transaction(.read) { _ = try await Entry(name: "a").insert(on: $0) }
            }
            #expect(error.kind == .readOnly)
        }
    }
}

/// Keeps what is logged.
private final class Log: Sendable {
    private let lines = Guarded<[String]>([])

    var entries: [String] { lines.withLock { $0 } }
    var handler: any LogHandler { Handler(log: self) }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { log.lines.withLock { $0.append("\(event.level): \(event.message)") } }
    }
}
