import Foundation
public import Junction
import JunctionTesting
public import Testing

/// A kind of database that every suite runs on. A suite is written once and takes it as its argument.
public struct TestDatabase: Sendable, CustomTestStringConvertible {
    public let name: String
    /// How it writes SQL, to say what is sent.
    let dialect: any Dialect
    let open: @Sendable (DatabaseConfiguration) async throws -> Database

    /// - Parameter open: opens an empty database of its own.
    public init(
        name: String, dialect: any Dialect, open: @escaping @Sendable (DatabaseConfiguration) async throws -> Database
    ) {
        self.name = name
        self.dialect = dialect
        self.open = open
    }

    /// Every database that this run tests. The targets of databases name theirs by a class that is found by its name, so that this
    /// library knows none of them.
    static let all: [TestDatabase] = ["SQLiteTests.Databases", "PostgresTests.Databases"].compactMap {
        (NSClassFromString($0) as? any TestDatabaseProvider.Type)?.database
    }

    /// The same, and others through a pooler that gives each transaction another connection.
    static let allWithPoolers: [TestDatabase] =
        all + ["PostgresTests.PooledDatabases"].compactMap { (NSClassFromString($0) as? any TestDatabaseProvider.Type)?.database }

    /// How many connections make a pool in which one writes.
    var oneWriter: Int { dialect.writesTogether ? 1 : 2 }

    /// Those of one kind, for what only that one can show.
    static func named(_ name: String) -> [TestDatabase] { all.filter { $0.name == name } }

    public var testDescription: String { name }

    /// An empty database with the tables of these models, and a recorder of what is sent from then on.
    func run(
        _ models: [any Model.Type] = [], connections: Int = 5, keepsPlans: Bool = true, clock: @escaping @Sendable () -> Date = { Date() },
        _ body: (Database, StatementRecorder) async throws -> Void
    ) async throws {
        let recorder = StatementRecorder()
        var configuration = DatabaseConfiguration(
            connections: connections, waitLimit: .seconds(3_600), observers: [recorder], clock: clock)
        if !keepsPlans { configuration.planLimit = 0 }
        let db = try await open(configuration)
        try await closing(db) { db in
            if !models.isEmpty { try await db.create(models) }
            _ = recorder.take()
            try await body(db, recorder)
        }
    }
}

/// What the target of a database names its class `Databases` by.
public protocol TestDatabaseProvider: AnyObject {
    static var database: TestDatabase? { get }
}
