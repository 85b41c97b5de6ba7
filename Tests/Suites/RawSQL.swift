@testable import Junction

/// Runs SQL as it is, to prepare what a test needs. Not seen by users.
func rawSQL(_ sql: String, on db: Database) async throws {
    _ = try await db._perform(.write) { try $0.execution.link.execute(Statement(sql), []) }
}

/// One column of text or integers, as text.
func rawColumn(_ sql: String, on db: Database) async throws -> [String?] {
    try await db._perform(.read) { work in
        try work.execution.link.run(Statement("SELECT CAST(v AS TEXT) FROM (SELECT (\(sql)) AS v) UNION ALL SELECT NULL WHERE 0"), []) {
            rows in
            var all: [String?] = []
            try rows.forEach { all.append(try $0.value(String?.self, at: 0)) }
            return all
        }
    }
}
