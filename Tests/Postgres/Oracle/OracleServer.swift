import Foundation
import Junction
import JunctionPostgres
import Oracle
import Testing

/// The oracle on PostgreSQL: a database for each test, copied from one that its plain SQL was loaded into.
final class OracleServer: OracleDatabase {
    static let name = "PostgreSQL"

    static func use<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R {
        let template = try await Self.template.value, name = "oracle_" + UUID().uuidString.lowercased()
        try await SharedServer.execute("CREATE DATABASE \"\(name)\" TEMPLATE \"\(template)\"")
        // It goes with the server: removing it would make the server write everything that it has in memory.
        return try await body(OracleServerCopy(url: try Psql.url(ofDatabase: name)))
    }

    static func useForReading<R>(_ body: (any OracleCopy) async throws -> R) async throws -> R {
        try await body(OracleServerCopy(url: try Psql.url(ofDatabase: try await readable.value)))
    }

    /// A copy cannot be made of the template while somebody reads it.
    private static let readable = Task<String, any Error> {
        let template = try await OracleServer.template.value, name = "oracle_readable_" + UUID().uuidString.lowercased()
        try await SharedServer.execute("CREATE DATABASE \"\(name)\" TEMPLATE \"\(template)\"")
        return name
    }

    /// Loaded once a run, by the server's own program.
    private static let template = Task<String, any Error> {
        let name = "oracle_template_" + UUID().uuidString.lowercased()
        try await SharedServer.execute("CREATE DATABASE \"\(name)\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        _ = try await Psql.run(["-q", "-f", OracleFiles.url("contacts.postgres.sql").path], on: Psql.url(ofDatabase: name))
        return name
    }
}

struct OracleServerCopy: OracleCopy {
    let url: String

    func open<R>(
        observers: [any StatementObserver], clock: @escaping @Sendable () -> Date, _ body: (Database) async throws -> R
    ) async throws -> R {
        let configuration = DatabaseConfiguration(connections: 2, observers: observers, clock: clock)
        let db = try await Database.postgres(url, PostgresConfiguration(configuration))
        do {
            let result = try await body(db)
            await db.close()
            return result
        } catch {
            await db.close()
            throw error
        }
    }

    func snapshot(watching expectations: [TableExpectation]) async throws -> Snapshot {
        let types = try await columns()
        var queries: [String] = []
        for (table, columns) in types.sorted(by: { $0.key < $1.key }) {
            queries.append(Self.rows("SELECT * FROM \"\(table)\"", columns.map(\.name), columns, order: "\"id\""))
        }
        for expectation in expectations {
            let condition = expectation.where.map { " WHERE \($0)" } ?? ""
            queries.append(
                Self.rows(
                    "SELECT * FROM \"\(expectation.table)\"\(condition)", expectation.columns, types[expectation.table] ?? [],
                    order: expectation.order))
        }
        let output = try await Psql.run(["-qAt", "-c", queries.joined(separator: "; ")], on: url)
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        let answers = try queries.indices.map { try JSONDecoder().decode([[JSONValue]].self, from: Data(lines[$0].utf8)) }
        let names = types.keys.sorted()
        return Snapshot(
            tables: Dictionary(uniqueKeysWithValues: zip(names, answers)), watched: Array(answers.dropFirst(names.count)))
    }

    private struct Column: Decodable {
        let table: String
        let name: String
        let type: String
    }

    private func columns() async throws -> [String: [Column]] {
        let sql = """
            SELECT json_agg(json_build_object('table', table_name, 'name', column_name, 'type', data_type) ORDER BY ordinal_position) \
            FROM information_schema.columns WHERE table_schema = 'public'
            """
        let output = try await Psql.run(["-qAt", "-c", sql], on: url)
        return Dictionary(grouping: try JSONDecoder().decode([Column].self, from: Data(output.utf8)), by: \.table)
    }

    /// All rows as one JSON text, each column in the oracle's neutral form.
    private static func rows(_ select: String, _ names: [String], _ columns: [Column], order: String) -> String {
        let cells = names.map { name in
            switch columns.first(where: { $0.name == name })?.type {
            case "timestamp with time zone": "to_char(\"\(name)\" AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
            case "numeric", "jsonb", "uuid", "date": "\"\(name)\"::text"
            default: "\"\(name)\""
            }
        }
        return
            "SELECT coalesce(json_agg(json_build_array(\(cells.joined(separator: ", "))) ORDER BY \(order))::text, '[]') FROM (\(select)) AS r"
    }
}
