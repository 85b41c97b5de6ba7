import Foundation
import Junction
import JunctionTesting
import Testing

/// Inserts that meet a row which is there.
@Suite struct UpsertTests {
    @Test(arguments: TestDatabase.all)
    func insertsOrUpdates(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            _ = recorder.take()
            let new = try await Account(mail: "a@x", name: "Ann", visits: 3).upsert(unique: { [$0.mail] }, on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        INSERT INTO "account" AS t0 ("mail", "name", "visits", "balance", "birthday", "is_active", "created", "modified", \
                        "version", "deleted") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT ("mail") DO UPDATE SET "name" = \
                        excluded."name", "visits" = excluded."visits", "balance" = excluded."balance", "birthday" = excluded."birthday", \
                        "is_active" = excluded."is_active", "modified" = ?11, "version" = junction_add_integer(t0."version", ?12), "deleted" = ?13 \
                        RETURNING "id", "mail", "name", "visits", "balance", "birthday", "is_active", "created", "modified", "version", "deleted"
                        """
                    ]))
            #expect(new.version == 1 && new.id.isAssigned)
            let changed = try await Account(mail: "a@x", name: "Anna", balance: 2).upsert(unique: { [$0.mail] }, on: db)
            #expect(changed.id == new.id && changed.name == "Anna" && changed.visits == 0 && changed.balance == 2)
            #expect(changed.version == 2 && changed.created == new.created && changed.modified >= new.modified)
            #expect(try await Account.count(on: db) == 1)
            // What was soft-deleted is restored.
            try await changed.delete(on: db)
            let again = try await Account(mail: "a@x", name: "A").upsert(unique: { [$0.mail] }, on: db)
            #expect(again.id == new.id && again.deleted == nil && again.name == "A")
            // Old and new values.
            let counted = try await Account(mail: "a@x", name: "?", visits: 5).upsert(unique: { [$0.mail] }, on: db) { row, old, new in
                row.visits = old.visits + new.visits + 1
            }
            #expect(counted.visits == 6 && counted.name == "A")
            let same = try await Account(mail: "a@x", name: "?").upsert(unique: { [$0.mail] }, on: db) { _, _, _ in }
            #expect(same.id == new.id && same.visits == 6)
        }
    }

    @Test(arguments: TestDatabase.all)
    func severalColumnsAndOtherViolations(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, recorder in
            let accounts = try await Ledger.accounts(2, on: db)
            let one = try await AccountEntry(accountID: accounts[0].id, kind: "in", amount: 1).upsert(
                unique: { [$0.kind, $0.accountID] }, on: db)
            let two = try await AccountEntry(accountID: accounts[0].id, kind: "in", amount: 2).upsert(
                unique: { [$0.accountID, $0.kind] }, on: db)
            #expect(one.id == two.id && two.amount == 2)
            let keyed = try await AccountEntry(id: one.id, accountID: accounts[1].id, kind: "out", amount: 9).upsert(
                unique: { [$0.id] }, on: db)
            #expect(keyed.id == one.id && keyed.kind == "out" && keyed.accountID == accounts[1].id)
            // Only the named conflict is one.
            let missing = try await refusal(of: DatabaseError.self) {
                _ = try await AccountEntry(accountID: Key(99), kind: "in", amount: 1).upsert(unique: { [$0.accountID, $0.kind] }, on: db)
            }
            #expect(missing.kind == .foreignKey && missing.columns == ["account_id"])
            let taken = try await refusal(of: DatabaseError.self) {
                _ = try await Account(id: accounts[0].id, mail: "m1", name: "x").upsert(unique: { [$0.id] }, on: db)
            }
            #expect(taken.kind == .unique && taken.columns == ["mail"])
            _ = recorder.take()
            let undeclared = try await refusal(of: QueryError.self) {
                _ = try await AccountEntry(accountID: accounts[0].id, kind: "in", amount: 1).upsert(unique: { [$0.kind] }, on: db)
            }
            #expect(undeclared.kind == .notUnique(model: "AccountEntry", columns: "kind"))
            try await refusal(of: ValidationError.self) {
                _ = try await Account(mail: "a\0", name: "x").upsert(unique: { [$0.mail] }, on: db)
            }
            #expect(recorder.takeSQL() == [])
            #expect(try await Account.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func insertsOrIgnores(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, _ in
            let new = try await Account(mail: "a", name: "Ann").insertOrIgnore(unique: { [$0.mail] }, on: db)
            #expect(new?.name == "Ann")
            let old = try await Account(mail: "a", name: "Other").insertOrIgnore(unique: { [$0.mail] }, on: db)
            #expect(old == nil)
            try await #require(new).delete(on: db)
            #expect(try await Account(mail: "a", name: "Third").insertOrIgnore(unique: { [$0.mail] }, on: db) == nil)
            #expect(try await Account.includingDeleted.all(on: db).map(\.name) == ["Ann"])
            let missing = try await refusal(of: DatabaseError.self) {
                _ = try await AccountEntry(accountID: Key(99), kind: "x", amount: 1).insertOrIgnore(
                    unique: { [$0.accountID, $0.kind] }, on: db)
            }
            #expect(missing.kind == .foreignKey)
        }
    }

    @Test(arguments: TestDatabase.all)
    func updatesOrCreates(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models) { db, _ in
            let query = Account.filter { $0.mail == "a" }
            let (new, isNew) = try await query.updateOrCreate(on: db) { new, old in
                new.visits = old.visits + 1
            } create: {
                Account(mail: "a", name: "Ann", visits: 10)
            }
            #expect(isNew && new.visits == 10)
            let (old, isOld) = try await query.updateOrCreate(on: db) { new, old in
                new.visits = old.visits + 1
                new.mail = "b"
            } create: {
                Account(mail: "never", name: "")
            }
            #expect(!isOld && old.visits == 11 && old.mail == "b" && old.id == new.id && old.version == 2)
            _ = try await Ledger.accounts(2, on: db)
            try await refusal(of: QueryError.self) {
                try await Account.query.updateOrCreate(on: db) { new, _ in
                    new.visits = 1
                } create: {
                    Account(mail: "z", name: "")
                }
            }
            #expect(try await Account.count(on: db) == 3)
        }
    }

    /// Eight tasks that want the same row end with one, and lose no change.
    @Test(arguments: TestDatabase.all)
    func atTheSameTime(_ database: TestDatabase) async throws {
        try await database.run(Ledger.models, connections: Crowd.tasks) { db, _ in
            let created = try await Crowd.together { number in
                var created = 0
                for round in 0..<20 {
                    let mail = "mail \(round)"
                    _ = try await Account(mail: mail, name: "n", visits: 1).upsert(unique: { [$0.mail] }, on: db) { row, old, new in
                        row.visits = old.visits + new.visits
                    }
                    let (_, isNew) = try await Account.filter { $0.mail == "other \(round)" }.updateOrCreate(on: db) { new, old in
                        new.visits = old.visits + 1
                    } create: {
                        Account(mail: "other \(round)", name: "o", visits: 1)
                    }
                    let ignored = try await Account(mail: "third \(round)", name: "t", visits: 8).insertOrIgnore(
                        unique: { [$0.mail] }, on: db)
                    created += (isNew ? 1 : 0) + (ignored == nil ? 0 : 1)
                }
                return created
            }
            #expect(created.reduce(0, +) == 40)
            #expect(try await Account.count(on: db) == 60)
            #expect(try await Account.filter { $0.visits == 8 }.count(on: db) == 60)
        }
    }
}
