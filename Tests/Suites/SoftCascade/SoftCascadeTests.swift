import Foundation
import Junction
import JunctionTesting
import Testing

@Suite struct SoftCascadeTests {
    private func live(_ db: Database) async throws -> [String] { try await Remark.all(on: db).map(\.text) }

    /// What follows is marked with the same time, level by level, and exactly that comes back.
    @Test(arguments: TestDatabase.all)
    func followsAndComesBack(_ database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(Cascades.models, clock: { clock.now }) { db, _ in
            let team = try await Team(name: "T").insert(on: db), other = try await Team(name: "U").insert(on: db)
            let players = try await [Player(name: "a"), Player(name: "b")].insert(on: db)
            try await team.players.add(keys: players, on: db)
            try await other.players.add(keys: players, on: db)
            let a = try await Remark(teamID: team.id, text: "a").insert(on: db)
            let b = try await Remark(onID: a.id, text: "b").insert(on: db)
            let c = try await Remark(teamID: team.id, onID: b.id, text: "c").insert(on: db)
            _ = try await a.update(on: db) { $0.onID = c.id }
            let early = try await Remark(teamID: team.id, text: "early").insert(on: db)
            _ = try await Remark(teamID: other.id, text: "u").insert(on: db)
            try await early.delete(on: db)
            try await team.players.remove(keys: [players[0]], on: db)

            // The clock stands still: what was deleted before at the same moment is still told apart.
            try await team.delete(on: db)
            let left = try await live(db)
            #expect(left == ["u"])
            let marked = try await Remark.onlyDeleted.all(on: db)
            let stamp = try await Team.onlyDeleted.one(on: db).deleted
            #expect(marked.filter { $0.deleted == stamp }.map(\.text) == ["a", "b", "c"])
            #expect(try await Seating.count(on: db) == 2)
            #expect(try await Seating.onlyDeleted.filter { $0.deleted == stamp }.count(on: db) == 1)

            clock.advance()
            #expect(try await team.restore(on: db).isDeleted == false)
            let back = try await live(db)
            #expect(back == ["a", "b", "c", "u"])
            #expect(try await team.players.all(on: db).map(\.name) == ["b"])
            #expect(try await Remark.onlyDeleted.restore(on: db) == 1)
            let all = try await live(db)
            #expect(all == ["a", "b", "c", "early", "u"])
        }
    }

    /// A page is a page in the order that was asked for, also where more rows follow.
    @Test(arguments: TestDatabase.all)
    func aPage(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, _ in
            for name in ["c", "a", "b"] {
                let team = try await Team(name: name).insert(on: db)
                _ = try await Remark(teamID: team.id, text: name).insert(on: db)
            }
            #expect(try await Team.order { $0.name }.limit(2).delete(on: db) == 2)
            #expect(try await Team.all(on: db).map(\.name) == ["c"])
            let left = try await live(db)
            #expect(left == ["c"])
            #expect(try await Team.onlyDeleted.order { $0.name.descending }.limit(1).restore(on: db) == 1)
            #expect(try await Team.order { $0.name }.all(on: db).map(\.name) == ["b", "c"])
        }
    }

    /// By query: each row restores its own.
    @Test(arguments: TestDatabase.all)
    func byQuery(_ database: TestDatabase) async throws {
        let clock = TestClock()
        try await database.run(Cascades.models, clock: { clock.now }) { db, recorder in
            for name in ["T", "U"] {
                let team = try await Team(name: name).insert(on: db)
                _ = try await Remark(teamID: team.id, text: name).insert(on: db)
                try await Team.filter { $0.name == name }.delete(on: db)
                clock.advance()
            }
            let none = try await live(db)
            #expect(none.isEmpty)
            #expect(try await Team.filter { $0.name == "U" }.restore(on: db) == 1)
            let one = try await live(db)
            #expect(one == ["U"])
            #expect(try await Team.query.restore(on: db) == 1)
            let both = try await live(db)
            #expect(both == ["T", "U"])
            _ = recorder.take()
            #expect(try await Team.query.delete(on: db) == 2)
            #expect(recorder.take().count < 20)
        }
    }

    @Test(arguments: TestDatabase.all)
    func mistakes(_ database: TestDatabase) async throws {
        let error = try await refusal(of: SchemaError.self) { try await database.run([Floor.self, Desk.self]) { _, _ in } }
        #expect(error.mistakes == ["Desk.floorID: 'onSoftDelete: .cascade' needs two soft-deletable models; Floor has no @DeletedAt"])
    }

    /// A circle of rows is deleted and restored from any of them, and each row counts once.
    @Test(arguments: TestDatabase.all)
    func circles(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, _ in
            let a = try await Remark(text: "a").insert(on: db), b = try await Remark(onID: a.id, text: "b").insert(on: db)
            let c = try await Remark(onID: b.id, text: "c").insert(on: db)
            _ = try await a.update(on: db) { $0.onID = c.id }
            let all = Remark.filter { $0.text.in(["a", "c"]) }
            #expect(try await all.delete(on: db) { $0.text = "!" } == 2)
            #expect(try await Remark.onlyDeleted.all(on: db).map(\.text) == ["!", "!", "b"])
            #expect(try await Remark.filter { $0.text == "!" }.restore(on: db) == 2)
            #expect(try await live(db) == ["!", "!", "b"])
            try await Remark.find(b.id, on: db).delete(on: db)
            #expect(try await live(db).isEmpty)
            _ = try await Remark.onlyDeleted.filter { $0.text == "b" }.one(on: db).restore(on: db)
            #expect(try await live(db) == ["!", "!", "b"])
        }
    }

    /// What followed is taken back when the deletion itself is refused, also where the error is caught in a transaction.
    @Test(arguments: TestDatabase.all)
    func aRefusedDeletionLeavesNothing(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, _ in
            let a = try await Remark(text: "a").insert(on: db)
            _ = try await Remark(onID: a.id, text: "b").insert(on: db)
            let left = try await db.transaction { tx in
                let error = try await refusal(of: DatabaseError.self) {
                    try await Remark.filter { $0.text == "a" }.delete(on: tx) { $0.teamID = Key(99) }
                }
                #expect(error.kind == .foreignKey)
                return try await Remark.count(on: tx)
            }
            #expect(left == 2)
            #expect(try await live(db) == ["a", "b"])
        }
    }

    /// When a row was deleted is said by `delete` and `restore`, which others follow.
    @Test(arguments: TestDatabase.all)
    func theTimeCannotBeAssigned(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, recorder in
            let team = try await Team(name: "T").insert(on: db)
            _ = recorder.take()
            let first = try await refusal(of: ValidationError.self) { try await team.delete(on: db) { $0.deleted = Date() } }
            let second = try await refusal(of: ValidationError.self) { _ = try await team.update(on: db) { $0.deleted = nil } }
            let third = try await refusal(of: ValidationError.self) {
                try await Team.query.update(on: db) { row, _ in row.deleted = Date() }
            }
            for error in [first, second, third] { #expect(error.failures.map(\.property) == ["deleted"]) }
            #expect(recorder.take().isEmpty)
        }
    }
}

@Model
struct Floor {
    var id: Key<Floor>
}

@Model
struct Desk {
    var id: Key<Desk>
    @ForeignKey(onSoftDelete: .cascade) var floorID: Key<Floor>
    @DeletedAt var deleted: Date?
}
