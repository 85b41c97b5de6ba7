import Foundation
import Junction
import JunctionTesting
import Testing

/// Many rows, each with its own values; and rows that a write gives back.
@Suite struct UpdateEachTests {
    @Test(arguments: TestDatabase.all)
    func ownValues(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            var accounts = try await Ledger.accounts(4, on: db)
            for number in accounts.indices {
                accounts[number].name = "new \(number)'"
                accounts[number].balance = number == 2 ? nil : Decimal(number) / 4
                accounts[number].birthday = CalendarDate(year: 2000 + number, month: 1, day: 1)
                accounts[number].isActive = number.isMultiple(of: 2)
                accounts[number].visits = 99
            }
            let changed = accounts
            _ = recorder.take()
            let count = try await Account.update(
                Array(changed.prefix(3)), columns: { [$0.name, $0.balance, $0.birthday, $0.isActive] }, on: db)
            #expect(count == 3)
            #expect(recorder.takeSQL().count == 1)
            let stored = try await Account.order { $0.id }.all(on: db)
            #expect(stored.map(\.name) == ["new 0'", "new 1'", "new 2'", "n3"] && stored.map(\.visits) == [0, 0, 0, 0])
            #expect(stored.map(\.balance) == [0, Sample.decimal("0.25"), nil, nil] && stored.map(\.isActive) == [true, false, true, true])
            #expect(stored.map(\.birthday) == Array(changed.prefix(3).map(\.birthday)) + [nil])
            #expect(stored.map(\.version) == [2, 2, 2, 1])
            let keys = try await (0..<5_000).map { AccountEntry(accountID: stored[0].id, kind: "\($0)", amount: $0) }.insert(on: db)
            let entries = keys.enumerated().map { AccountEntry(id: $1, accountID: stored[1].id, kind: "\($0)", amount: -$0) }
            #expect(try await AccountEntry.update(entries, columns: { [$0.accountID, $0.amount] }, on: db) == 5_000)
            #expect(try await AccountEntry.filter { $0.accountID == stored[1].id && $0.amount <= 0 }.count(on: db) == 5_000)
        }
    }

    @Test(arguments: TestDatabase.all)
    func allOrNone(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            let accounts = try await Ledger.accounts(3, on: db)
            func renamed(_ accounts: [Account]) -> [Account] {
                accounts.map { account in
                    var account = account
                    account.name = "x"
                    return account
                }
            }
            try await accounts[1].delete(on: db)
            let missing = try await refusal(of: QueryError.self) {
                try await Account.update(renamed(accounts), columns: { [$0.name] }, on: db)
            }
            #expect(missing.kind == .notFound(model: "Account", keys: [accounts[1].id.columnValue]))
            _ = try await accounts[2].update(on: db) { $0.visits = 1 }
            let stale = try await refusal(of: QueryError.self) {
                try await Account.update(renamed([accounts[0], accounts[2]]), columns: { [$0.name] }, on: db)
            }
            #expect(stale.kind == .staleVersion(model: "Account", keys: [accounts[2].id.columnValue]))
            #expect(try await Account.filter { $0.name == "x" }.count(on: db) == 0)
            _ = recorder.take()
            try await refusal(of: QueryError.self) {
                try await Account.update(renamed([accounts[0], accounts[0]]), columns: { [$0.name] }, on: db)
            }
            try await refusal(of: QueryError.self) {
                try await Account.update([Account(mail: "", name: "")], columns: { [$0.name] }, on: db)
            }
            try await refusal(of: ValidationError.self) { try await Account.update(renamed(accounts), columns: { [$0.version] }, on: db) }
            var long = accounts[0]
            long.name = String(repeating: "x", count: 41)
            let refused = long
            try await refusal(of: ValidationError.self) { try await Account.update([refused], columns: { [$0.name] }, on: db) }
            #expect(try await Account.update([], columns: { [$0.name] }, on: db) == 0)
            #expect(recorder.takeSQL() == [])
        }
    }

    @Test(arguments: TestDatabase.all)
    func rowsThatComeBack(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            let accounts = try await Ledger.accounts(4, on: db)
            _ = recorder.take()
            let changed = try await Account.filter { $0.mail > "m1" }.updateReturning(on: db) { new, old in new.visits = old.visits + 2 }
            #expect(Set(changed.map(\.mail)) == ["m2", "m3"] && changed.allSatisfy { $0.visits == 2 && $0.version == 2 })
            #expect(recorder.takeSQL().count == 1)
            let paged = try await Account.order { $0.mail }.limit(1).updateReturning(on: db) { new, _ in new.name = "first" }
            #expect(paged.map(\.mail) == ["m0"])
            let gone = try await Account.filter { $0.visits == 2 }.deleteReturning(on: db)
            #expect(Set(gone.map(\.mail)) == ["m2", "m3"])
            #expect(try await Account.count(on: db) == 2)
            #expect(try await Account.filter { $0.visits == 2 }.deleteReturning(on: db).isEmpty)
            _ = try await AccountEntry(accountID: accounts[0].id, kind: "x", amount: 3).insert(on: db)
            #expect(try await AccountEntry.query.deleteReturning(on: db).map(\.amount) == [3])
            #expect(try await AccountEntry.count(on: db) == 0)
        }
    }
}
