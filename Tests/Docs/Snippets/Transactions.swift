import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/transactions.md: accounts.

// snippet: tx-model
@Model
struct BankAccount {
    var id: Key<BankAccount>
    @Unique var owner: String
    @Check(0...) var balance: Int
    @Version var version: Int                                               // counted by Junction, from 1
}
// end snippet

// snippet: tx-session
func pay(_ amount: Int, from: Key<BankAccount>, to: Key<BankAccount>, on session: some Session) async throws {
    try await session.transaction { tx in
        try await BankAccount.filter { $0.id == from }.update(on: tx) { new, old in new.balance = old.balance - amount }
        try await BankAccount.filter { $0.id == to }.update(on: tx) { new, old in new.balance = old.balance + amount }
    }
}
// end snippet

enum Bank {
    static func simple(_ db: Database, _ ann: BankAccount, _ bob: BankAccount) async throws -> Int {
        // snippet: tx-simple
        let balance = try await db.transaction { tx in
            try await BankAccount.filter { $0.id == ann.id }.update(on: tx) { new, old in new.balance = old.balance - 30 }
            try await BankAccount.filter { $0.id == bob.id }.update(on: tx) { new, old in new.balance = old.balance + 30 }
            return try await BankAccount.find(bob.id, on: tx).balance
        }
        // end snippet
        return balance
    }

    static func savepoint(_ db: Database, _ ann: BankAccount, _ bob: BankAccount) async throws -> [String] {
        // snippet: tx-savepoint
        var failed: [String] = []                                           // the body may change it
        try await db.transaction { tx in
            for amount in [10, 10_000, 5] {
                do {
                    try await pay(amount, from: ann.id, to: bob.id, on: tx) // a savepoint in this transaction
                } catch let error as DatabaseError where error.kind == .check {
                    failed.append("\(amount)")                              // only this payment was taken back
                }
            }
        }
        // end snippet
        return failed
    }

    static func misuse(_ db: Database, _ ann: BankAccount) async throws {
        // snippet: tx-misuse
        try await db.transaction { tx in
            _ = try await BankAccount.find(ann.id, on: db)                      // throws: `db`, where `tx` was meant
        }
        // end snippet
    }

    static func outside(_ db: Database, _ ann: BankAccount) async throws -> [Int] {
        // snippet: tx-outside
        let seen = try await db.transaction { tx in
            try await BankAccount.filter { $0.id == ann.id }.update(on: tx) { new, _ in new.balance = 0 }
            return try await db.outside { try await BankAccount.find(ann.id, on: db).balance }      // as it was before
        }
        // end snippet
        return [seen, try await BankAccount.find(ann.id, on: db).balance]
    }

    static func after(_ db: Database, _ mailer: Mailer) async throws {
        // snippet: tx-after
        try await db.transaction { tx in
            let cid = try await BankAccount(owner: "Cid", balance: 0).insert(on: tx)
            try await tx.afterCommit { await mailer.welcome(cid.owner) }
        }
        // end snippet
    }

    static func isolated(_ db: Database) async throws -> Int {
        // snippet: tx-isolation
        let total = try await db.transaction(isolation: .serializable, retrying: 5) { tx in
            let sum = try await BankAccount.query.aggregate(on: tx) { $0.balance.sum() } ?? 0
            if sum < 1_000 { try await BankAccount.filter { $0.owner == "Cid" }.update(on: tx) { new, _ in new.balance = 1_000 - sum } }
            return sum
        }
        // end snippet
        return total
    }

    static func reading(_ db: Database) async throws -> String {
        // snippet: tx-read
        let (count, richest) = try await db.transaction(.read) { tx in      // both of one state, whatever others write
            (try await BankAccount.count(on: tx), try await BankAccount.order { $0.balance.descending }.first(on: tx))
        }
        // end snippet
        return "\(count) \(richest?.owner ?? "-")"
    }

    static func locked(_ db: Database) async throws -> Int {
        // snippet: tx-lock
        let raised = try await db.transaction { tx in
            let poor = try await BankAccount.filter { $0.balance < 10 }.lock(.forUpdate).all(on: tx)    // nobody changes them meanwhile
            for account in poor { _ = try await account.update(on: tx) { $0.balance = 10 } }
            return poor.count
        }
        // end snippet
        return raised
    }

    static func stale(_ db: Database, _ ann: BankAccount) async throws -> String {
        // snippet: tx-version
        let mine = try await BankAccount.find(ann.id, on: db), theirs = try await BankAccount.find(ann.id, on: db)
        _ = try await theirs.update(on: db) { $0.balance = 50 }
        do {
            _ = try await mine.update(on: db) { $0.balance = 60 }
        } catch let error as QueryError {
            guard case .staleVersion = error.kind else { throw error }
            print(error)                                                    // … was changed by somebody else since it was read …
        }
        // end snippet
        return await refusal { _ = try await mine.update(on: db) { $0.balance = 60 } }
    }

    static func configured(_ path: String) async throws -> Database {
        // snippet: tx-pool
        let db = try await Database.sqlite(
            path: path, SQLiteConfiguration(DatabaseConfiguration(connections: 4, waitLimit: .seconds(2)), busyLimit: .seconds(2)))
        // end snippet
        return db
    }

    actor Mailer {
        private(set) var sent: [String] = []
        func welcome(_ name: String) { sent.append(name) }
    }
}

// snippet: tx-main-actor
@MainActor
final class AccountList {
    private(set) var owners: [String] = []

    func load(_ db: Database) async throws {
        owners = try await db.transaction(.read) { @concurrent tx in        // the body runs on the connection's thread
            try await BankAccount.order { $0.owner }.all(on: tx).map(\.owner)
        }
    }
}
// end snippet

/// Runs all of them.
func allOfTransactions() async throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-bank-\(UUID().uuidString).sqlite").path
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    let db = try await Bank.configured(path)
    try await db.create([BankAccount.self])
    let ann = try await BankAccount(owner: "Ann", balance: 100).insert(on: db), bob = try await BankAccount(owner: "Bob", balance: 0).insert(on: db)
    func balances() async throws -> [Int] { try await BankAccount.order { $0.id }.all(on: db).map(\.balance) }

    var lines = ["simple: \(try await Bank.simple(db, ann, bob)) \(try await balances())"]
    lines.append("savepoint: \(try await Bank.savepoint(db, ann, bob)) \(try await balances())")
    lines.append("refused: \(await refusal { try await pay(1_000, from: ann.id, to: bob.id, on: db) }) \(try await balances())")
    lines.append("misuse: \(await refusal { try await Bank.misuse(db, ann) })")
    lines.append("outside: \(try await Bank.outside(db, ann))")
    let mailer = Bank.Mailer()
    try await Bank.after(db, mailer)
    lines.append("after: \(await mailer.sent)")
    lines.append("after a refusal: \(await refusal { try await Bank.after(db, mailer) }) \(await mailer.sent.count)")
    lines.append("isolated: \(try await Bank.isolated(db))")
    lines.append("reading: \(try await Bank.reading(db))")
    lines.append("locked: \(try await Bank.locked(db)) \(try await balances())")
    lines.append("stale: \(try await Bank.stale(db, ann))")
    let list = AccountList()
    try await list.load(db)
    lines.append("main actor: \(await list.owners)")
    lines += await mistakes(db)
    await db.close()
    lines.append("closed: \(await refusal { _ = try await BankAccount.count(on: db) })")
    return lines
}

/// The errors that docs/transactions.md quotes.
private func mistakes(_ db: Database) async -> [String] {
    func find(_ tx: Transaction) async throws { _ = try await BankAccount.count(on: tx) }
    return [
        "over: \(await refusal { try await find(db.transaction { $0 }) })",
        "nested: \(await refusal { try await db.transaction { tx in try await tx.transaction { _ in try await find(tx) } } })",
        "read only: \(await refusal { try await db.transaction(.read) { tx in _ = try await BankAccount.query.delete(on: tx) } })",
        "lock: \(await refusal { _ = try await BankAccount.query.lock().all(on: db) })",
        "skip: \(await refusal { try await db.transaction { tx in _ = try await BankAccount.query.lock(.forUpdate, .skipLocked).all(on: tx) } })",
        "cancelled: \(await refusal { try await cancelled(db) })",
        "writers: \(await refusal { try await db.transaction { _ in try await db.outside { _ = try await BankAccount.query.delete(on: db) } } })",
    ]
}

private func cancelled(_ db: Database) async throws {
    let task = Task {
        try await db.transaction { tx in
            try await BankAccount.query.delete(on: tx)
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }
    _ = try await task.value
}
