import Foundation
import Junction
import JunctionTesting
import Testing

/// Rows that a transaction holds.
@Suite struct LockTests {
    /// Holding an owner asks nothing but its key, whatever order its model has.
    @Test(arguments: TestDatabase.all)
    func anOwnerWithAnOrder(_ database: TestDatabase) async throws {
        try await database.run(Studio.models) { db, recorder in
            let playlist = try await Playlist(name: "P").insert(on: db), singer = try await Singer(name: "Ann").insert(on: db)
            _ = recorder.take()
            for _ in 0..<2 {
                try await playlist.singers.set([singer], on: db)
                let holding = recorder.takeSQL().filter { $0.hasSuffix("FOR NO KEY UPDATE OF t0") }
                let held = "SELECT t0.\"id\" FROM \"playlist\" AS t0 WHERE t0.\"id\" = $1 FOR NO KEY UPDATE OF t0"
                #expect(holding == (database.name == "SQLite" ? [] : [held]))
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func whatIsSent(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            _ = try await Ledger.accounts(3, on: db)
            _ = recorder.take()
            let (one, first, all) = try await db.transaction { tx in
                (
                    try await Account.filter { $0.mail == "m1" }.lock().all(on: tx),
                    try await Account.order { $0.mail }.lock(.forShare).first(on: tx),
                    try await Account.with { $0.entries }.lock(.forNoKeyUpdate).all(on: tx)
                )
            }
            #expect(one.count == 1 && first?.mail == "m0" && all.count == 3)
            let sql = recorder.takeSQL()
            if database.name != "SQLite" {
                #expect(
                    sql[0].hasSuffix("FOR UPDATE OF t0") && sql[1].hasSuffix("FOR SHARE OF t0")
                        && sql[2].hasSuffix("FOR NO KEY UPDATE OF t0"))
            }
            let outside = try await refusal(of: QueryError.self) { _ = try await Account.query.lock().all(on: db) }
            #expect(outside.kind == .lockOutsideTransaction)
            try await db.transaction { tx in
                try await refusal(of: QueryError.self) { _ = try await Account.query.values { $0.name }.distinct().lock().all(on: tx) }
                guard database.name == "SQLite" else { return }
                for wait in [LockWait.skipLocked, .noWait] {
                    let error = try await refusal(of: QueryError.self) { _ = try await Account.query.lock(.forUpdate, wait).all(on: tx) }
                    #expect(error.description.hasPrefix("SQLite has no lock"))
                }
                try await refusal(of: QueryError.self) { _ = try await Account.query.distinct(on: { [$0.name] }).all(on: tx) }
            }
        }
    }

    /// A queue: eight workers take jobs, each of which is done once.
    @Test(arguments: TestDatabase.all.filter { $0.name != "SQLite" })
    func skipLocked(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models, connections: Crowd.tasks) { db, _ in
            _ = try await Ledger.accounts(40, on: db)
            let done = try await Crowd.together { _ in
                var done = 0
                while true {
                    let taken = try await db.transaction { tx in
                        let jobs = try await Account.filter { $0.visits == 0 }.order { $0.id }.limit(3).lock(.forUpdate, .skipLocked).all(
                            on: tx)
                        for job in jobs { _ = try await job.update(on: tx) { $0.visits = 1 } }
                        return jobs.count
                    }
                    done += taken
                    if taken == 0 { return done }
                }
            }
            #expect(done.reduce(0, +) == 40)
            #expect(try await Account.filter { $0.version == 2 }.count(on: db) == 40)
        }
    }

    @Test(arguments: TestDatabase.all.filter { $0.name != "SQLite" })
    func noWait(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models, connections: 2) { db, _ in
            let accounts = try await Ledger.accounts(2, on: db)
            try await db.transaction { tx in
                _ = try await Account.filter { $0.id == accounts[0].id }.lock().all(on: tx)
                try await db.outside {
                    let error = try await refusal(of: DatabaseError.self) {
                        try await db.transaction { other in _ = try await Account.query.lock(.forUpdate, .noWait).all(on: other) }
                    }
                    #expect(error.kind == .lockTimeout)
                    let free = try await db.transaction { other in try await Account.query.lock(.forUpdate, .skipLocked).all(on: other) }
                    #expect(free.map(\.id) == [accounts[1].id])
                }
            }
        }
    }

    @Test(arguments: TestDatabase.all.filter { $0.name != "SQLite" })
    func distinctOn(_ database: TestDatabase) async throws {
        try await database.run(Shop.models) { db, _ in
            try await Shop.fill(db)
            let most = Article.order { $0.stock.descending }.distinct(on: { [$0.isSold] })
            #expect(try await most.all(on: db).map(\.name) == ["cake", "Bread"])
            #expect(try await most.count(on: db) == 2)
            #expect(try await most.limit(1).all(on: db).map(\.name) == ["cake"])
            let values = Article.order { [$0.stock] }.values { ($0.shelfID, $0.name) }.distinct(on: { [$0.shelfID] })
            #expect(try await values.all(on: db).map(\.1) == ["Bread", "melon"])
        }
    }
}
