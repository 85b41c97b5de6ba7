import Foundation
import Junction
import Testing

// What the database itself refuses. What only a file can do wrong is in the tests of SQLite.

/// The same table where the name may be absent.
@Model(table: "error_strict")
struct ErrorStrict {
    var id: Key<ErrorStrict>
    var name: String
}

@Model(table: "error_strict")
struct ErrorLoose {
    var id: Key<ErrorLoose>
    var name: String?
}

@Model(table: "error_strict")
struct ErrorWider {
    var id: Key<ErrorWider>
    var name: String
    var colour: String
}

/// A link with a column of its own that nobody fills.
@Model
struct ErrorPost {
    var id: Key<ErrorPost>
    @ManyToMany var likes: Many<ErrorStrict>.Through<ErrorLike>
    @HasMany(\ErrorVisit.postID) var visits: HasMany<ErrorVisit>
}

@Model
struct ErrorLike {
    var id: Key<ErrorLike>
    var postID: Key<ErrorPost>
    var strictID: Key<ErrorStrict>
    var reason: String
}

@Model
struct ErrorVisit {
    var id: Key<ErrorVisit>
    var postID: Key<ErrorPost>
    var seconds: Int
}

@Suite struct DatabaseErrorTests {
    @Test(arguments: TestDatabase.all)
    func unique(_ database: TestDatabase) async throws {
        try await database.run([ErrorAccount.self, ErrorSeat.self]) { db, _ in
            let secret = "secret@example.org"
            let account = try await ErrorAccount(email: secret).insert(on: db)
            let error = try await refusal(of: DatabaseError.self) { _ = try await ErrorAccount(email: secret).insert(on: db) }
            #expect(error.kind == .unique)
            #expect(error.model == "ErrorAccount")
            #expect(error.table == "error_account")
            #expect(error.columns == ["email"])
            #expect(error.constraint == "error_account__email__unique")
            #expect(!error.code.isEmpty)
            #expect(error.sql?.hasPrefix("INSERT INTO") == true)
            #expect(error.description.hasPrefix("ErrorAccount (email): another row has the same value (a soft-deleted one counts, too) ["))
            #expect(!error.description.contains(secret), "the contents of columns never enter a sentence")
            // By an update, by a key, and over two columns.
            let other = try await ErrorAccount(email: "b").insert(on: db)
            let update = try await refusal(of: DatabaseError.self) { _ = try await other.update(on: db) { $0.email = secret } }
            #expect(update.kind == .unique)
            #expect(update.columns == ["email"])
            let key = try await refusal(of: DatabaseError.self) { _ = try await ErrorAccount(id: account.id, email: "c").insert(on: db) }
            #expect(key.kind == .unique)
            #expect(key.columns == ["id"])
            _ = try await ErrorSeat(row: 1, number: 2).insert(on: db)
            let seat = try await refusal(of: DatabaseError.self) { try await [ErrorSeat(row: 1, number: 2)].insert(on: db) }
            #expect(seat.columns == ["row", "number"])
            #expect(seat.constraint == "error_seat__row__number__unique")
            let together = "ErrorSeat (row, number): another row has the same value (a soft-deleted one counts, too) ["
            #expect(seat.description.hasPrefix(together))
            #expect(try await ErrorAccount.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func foreignKey(_ database: TestDatabase) async throws {
        try await database.run([ErrorAccount.self]) { db, _ in
            let orphan = ErrorAccount(email: "a", parentID: Key(99))
            let insert = try await refusal(of: DatabaseError.self) { _ = try await orphan.insert(on: db) }
            #expect(insert.kind == .foreignKey)
            #expect(insert.model == "ErrorAccount")
            #expect(insert.table == "error_account")
            #expect(insert.columns == ["parent_id"])
            #expect(
                insert.description.hasPrefix(
                    "ErrorAccount (parent_id): a key refers to a row that is not there, or a row is still referred to ["))
            let parent = try await ErrorAccount(email: "a").insert(on: db)
            let child = try await ErrorAccount(email: "b", parentID: parent.id).insert(on: db)
            let update = try await refusal(of: DatabaseError.self) { _ = try await child.update(on: db) { $0.parentID = Key(99) } }
            #expect(update.kind == .foreignKey)
            #expect(update.columns == ["parent_id"])
            // The error comes at the call, not at the commit.
            try await db.transaction { tx in
                let orphan = ErrorAccount(email: "c", parentID: Key(99))
                let early = try await refusal(of: DatabaseError.self) { _ = try await orphan.insert(on: tx) }
                #expect(early.kind == .foreignKey)
            }
            let delete = try await refusal(of: DatabaseError.self) { try await parent.deletePermanently(on: db) }
            #expect(delete.kind == .foreignKey)
            #expect(try await ErrorAccount.count(on: db) == 2)
        }
    }

    @Test(arguments: TestDatabase.all)
    func notNull(_ database: TestDatabase) async throws {
        try await database.run([ErrorStrict.self, ErrorPost.self, ErrorLike.self, ErrorVisit.self]) { db, _ in
            let error = try await refusal(of: DatabaseError.self) { _ = try await ErrorLoose(name: nil).insert(on: db) }
            #expect(error.kind == .notNull)
            #expect(error.model == "ErrorStrict")
            #expect(error.table == "error_strict")
            #expect(error.columns == ["name"])
            #expect(error.description.hasPrefix("ErrorStrict (name): a value is missing ["))
            // A link whose own column has no value: it is not skipped in silence.
            let post = try await ErrorPost().insert(on: db), strict = try await ErrorStrict(name: "x").insert(on: db)
            let link = try await refusal(of: DatabaseError.self) { try await post.likes.add(strict, on: db) }
            #expect(link.kind == .notNull)
            #expect(link.model == "ErrorLike")
            #expect(link.columns == ["reason"])
            try await post.likes.add(strict, on: db) { $0.reason = "because" }
            #expect(try await post.likes.count(on: db) == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func check(_ database: TestDatabase) async throws {
        try await database.run([ErrorAccount.self]) { db, _ in
            let poor = try await refusal(of: DatabaseError.self) { _ = try await ErrorAccount(email: "a", balance: -101).insert(on: db) }
            #expect(poor.kind == .check)
            #expect(poor.model == "ErrorAccount")
            #expect(poor.table == "error_account")
            #expect(poor.constraint == "error_account__solvent__check")
            #expect(
                poor.description.hasPrefix("ErrorAccount: a value is not allowed by the check error_account__solvent__check ["))
            // What the database works out cannot be checked before: its own constraint does it.
            let account = try await ErrorAccount(email: "a", stars: 5).insert(on: db)
            let stars = try await refusal(of: DatabaseError.self) {
                try await ErrorAccount.query.update(on: db) { new, old in new.stars = old.stars + 1 }
            }
            #expect(stars.kind == .check)
            #expect(stars.constraint == "error_account__stars__check")
            #expect(try await ErrorAccount.find(account.id, on: db).stars == 5)
        }
    }

    @Test(arguments: TestDatabase.all)
    func readOnly(_ database: TestDatabase) async throws {
        try await database.run([ErrorStrict.self]) { db, _ in
            try await db.transaction(.read) { tx in
                let error = try await refusal(of: DatabaseError.self) { _ = try await ErrorStrict(name: "x").insert(on: tx) }
                #expect(error.kind == .readOnly)
                #expect(error.description.hasPrefix("the database can only be read ["))
            }
            #expect(try await ErrorStrict.count(on: db) == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func schemaChanged(_ database: TestDatabase) async throws {
        try await database.run([ErrorStrict.self]) { db, _ in
            let calls: [(String, @Sendable () async throws -> Void)] = [
                ("a missing table", { _ = try await ErrorSeat.query.all(on: db) }),
                ("a missing table, by key", { _ = try await ErrorSeat.find(Key(1), on: db) }),
                ("a missing table, written", { _ = try await ErrorSeat(row: 1, number: 1).insert(on: db) }),
                ("a missing column", { _ = try await ErrorWider.query.all(on: db) }),
                ("a missing column, written", { _ = try await ErrorWider(name: "x", colour: "red").insert(on: db) }),
                ("a missing column, asked for", { _ = try await ErrorWider.filter { $0.colour == "red" }.count(on: db) }),
            ]
            for (what, call) in calls {
                let error = try await refusal(of: DatabaseError.self, by: call)
                #expect(error.kind == .schemaChanged, "\(what)")
                #expect(error.description.hasPrefix("a table or column is not as the model says; see db.verify ["))
                #expect(error.sql != nil)
            }
        }
    }

    /// A sum or a product that no column can hold is an error, never another number.
    @Test(arguments: TestDatabase.all)
    func arithmetic(_ database: TestDatabase) async throws {
        try await database.run([ErrorStrict.self, ErrorPost.self, ErrorLike.self, ErrorVisit.self]) { db, _ in
            let post = try await ErrorPost().insert(on: db)
            for seconds in [Int.max, 1] { _ = try await ErrorVisit(postID: post.id, seconds: seconds).insert(on: db) }
            let sum = try await refusal(of: DatabaseError.self) {
                _ = try await ErrorPost.order { $0.visits.sum { $0.seconds } }.all(on: db)
            }
            #expect(sum.kind == .arithmetic)
            #expect(sum.description.hasPrefix("a number outside its range, or a division by zero ["))
        }
    }

    @Test(arguments: TestDatabase.all)
    func arithmeticInAnAssignment(_ database: TestDatabase) async throws {
        try await database.run([ErrorStrict.self, ErrorPost.self, ErrorLike.self, ErrorVisit.self]) { db, _ in
            let post = try await ErrorPost().insert(on: db)
            let visit = try await ErrorVisit(postID: post.id, seconds: .max).insert(on: db)
            let error = try await refusal(of: DatabaseError.self) {
                try await ErrorVisit.query.update(on: db) { new, old in new.seconds = old.seconds + 1 }
            }
            #expect(error.kind == .arithmetic)
            #expect(try await ErrorVisit.find(visit.id, on: db).seconds == .max)
        }
    }

    /// A refused statement of many rows takes all of them back.
    @Test(arguments: TestDatabase.all)
    func aRefusedBulkInsertLeavesNothing(_ database: TestDatabase) async throws {
        try await database.run([ErrorAccount.self]) { db, _ in
            let rows = ["a", "b", "a", "c"].map { ErrorAccount(email: $0) }
            let error = try await refusal(of: DatabaseError.self) { try await ErrorAccount.insert(rows, on: db) }
            #expect(error.kind == .unique)
            #expect(try await ErrorAccount.count(on: db) == 0)
            // In a transaction only the insert is taken back.
            try await db.transaction { tx in
                _ = try await ErrorAccount(email: "z").insert(on: tx)
                try await refusal(of: DatabaseError.self) { try await ErrorAccount.insert(rows, on: tx) }
                try await ErrorAccount.insert([ErrorAccount(email: "y")], on: tx)
            }
            #expect(try await ErrorAccount.order { $0.id }.all(on: db).map(\.email) == ["z", "y"])
        }
    }
}
