import Foundation
import Junction
import JunctionSQLite
import JunctionTesting

#if POSTGRES
import JunctionPostgres
#endif

/// Tells of statements that take long.
struct SlowStatements: StatementObserver {
    func statementDidRun(_ event: StatementEvent) {
        if event.duration > .milliseconds(100) { print(event.sql, event.rows, event.duration) }
    }
}

extension Snippet {
    static let opening = [
        Snippet("a file") { _ in
            let folder = NSTemporaryDirectory() + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let db = try await Database.sqlite(path: folder + "/contacts.sqlite")
            try await db.create([Song.self])
            await db.close()
            let archive = try await Database.sqlite(path: folder + "/contacts.sqlite", SQLiteConfiguration(isReadOnly: true))
            try check(try await Song.query.count(on: archive) == 0)
            await archive.close()
            let location: SQLiteLocation = "contacts.sqlite"  // .file("contacts.sqlite")
            if case .file(let path) = location { try check(path == "contacts.sqlite") }
            try FileManager.default.removeItem(atPath: folder)
        },
        Snippet("memory") { _ in
            let db = try await Database.sqlite(.memory)
            await db.close()
        },
        Snippet("configurations") { _ in
            SlowStatements().statementDidRun(StatementEvent(sql: "SELECT 1", values: [], duration: .seconds(1), rows: 1, error: nil))
            let configuration = DatabaseConfiguration(connections: 8, waitLimit: .seconds(2), observers: [SlowStatements()])
            let db = try await Database.sqlite(.memory, SQLiteConfiguration(configuration, busyLimit: .seconds(10)))
            await db.close()
            let noon = DatabaseConfiguration(clock: { Date(timeIntervalSince1970: 43_200) })
            let past = try await Database.sqlite(.memory, SQLiteConfiguration(noon))
            try await past.create([
                User.self, Contact.self, Kinship.self, Category.self, ContactDepartment.self, Following.self, Tag.self, Phone.self,
            ])
            let user = try await User(username: "ann").insert(on: past)
            let ann = try await Contact(userID: user.id).insert(on: past)
            try check(ann.created.timeIntervalSince1970 == 43_200)
            await past.close()
        },
        Snippet("recorder") { _ in
            let recorder = StatementRecorder()
            let db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder])))
            try await db.create([Song.self])
            let made = recorder.take().map(\.rows)
            try check(made == [0])
            _ = try await Song(name: "One").insert(on: db)
            let statements = recorder.takeSQL()
            // [#"INSERT INTO "song" ("name", "seconds") VALUES (?1, ?2) RETURNING "id", "name", "seconds""#]
            try check(statements == [#"INSERT INTO "song" ("name", "seconds") VALUES (?1, ?2) RETURNING "id", "name", "seconds""#])
            await db.close()
        },
        Snippet("schema") { book in
            let db = book.db
            try await db.verify([User.self, Contact.self, Category.self, ContactDepartment.self])
            try await db.create([Song.self], ifNotExists: true)
        },
        Snippet("dialects") { book in
            let db = book.db
            let sql = try Phone.filter { $0.kind == "work" }.sql(for: .sqlite)
            let same = try Phone.filter { $0.kind == "work" }.sql(for: db.dialect)
            try check(sql == same && sql.hasSuffix(#"WHERE t0."kind" = ?1"#), sql)
            let name = db.dialect.quote("order")  // "order", in double quotes
            try check(name == "\"order\"")
            try book.show(Phone.filter { $0.kind == "work" })
        },
    ]
}

#if POSTGRES
// There is no server here: these are compiled, and never called.

private func open() async throws {
    let db = try await Database.postgres("postgres://app:secret@db.example.com/contacts")
    await db.close()
}

private func openParts(_ secret: String) async throws {
    let location = PostgresLocation(host: "db.example.com", database: "contacts", user: "app", password: secret)
    let db = try await Database.postgres(location)
    await db.close()
}

private func openEither(_ secret: String) async throws {
    let hosts = [PostgresLocation.Host("db1.example.com"), PostgresLocation.Host("db2.example.com", port: 5433)]
    let location = PostgresLocation(hosts: hosts, database: "contacts", user: "app", password: secret)
    let configuration = PostgresConfiguration(tls: .verifyFull(rootCertificates: "/etc/ca.pem"), statementLimit: .seconds(30))
    let db = try await Database.postgres(location, configuration)
    await db.close()
}

private func openThroughPooler() async throws {
    let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 20), pooled: true)
    let db = try await Database.postgres("postgres://app@localhost:6432/contacts", configuration)
    await db.close()
}

extension Snippet {
    static let servers = [
        Snippet("statements for a server") { book in
            let sql = try Phone.query.lock(.forUpdate, .skipLocked).sql(for: .postgres)
            // SELECT … FROM "phone" AS t0 FOR UPDATE OF t0 SKIP LOCKED
            try check(sql.hasSuffix(#"FROM "phone" AS t0 FOR UPDATE OF t0 SKIP LOCKED"#), sql)
            let location = PostgresLocation(url: "postgres://app:secret@db.example.com/contacts")
            try check(!"\(location)".contains("secret"))
            _ = book
        }
    ]
}
#else
extension Snippet {
    static let servers: [Snippet] = []
}
#endif
