import Junction
import JunctionTesting
import Testing

/// A row that somebody else changed meanwhile is not overwritten.
@Suite struct VersionTests {
    @Test(arguments: TestDatabase.all)
    func aLaterVersionIsNotOverwritten(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, recorder in
            let first = try await Remark(text: "a").insert(on: db)
            #expect(first.version == 1)
            _ = recorder.take()
            let second = try await first.update(on: db) { $0.text = "b" }
            #expect(second.version == 2)
            #expect(recorder.take().count == 1)

            let stale = QueryError.Kind.staleVersion(model: "Remark", keys: [first.id.columnValue])
            let update = try await refusal(of: QueryError.self) { _ = try await first.update(on: db) { $0.text = "c" } }
            #expect(update.kind == stale && "\(update)".contains("read it again"))
            #expect(try await refusal(of: QueryError.self) { _ = try await first.save(on: db) }.kind == stale)
            #expect(try await refusal(of: QueryError.self) { try await first.delete(on: db) }.kind == stale)
            #expect(try await refusal(of: QueryError.self) { try await first.deletePermanently(on: db) }.kind == stale)
            #expect(try await Remark.find(first.id, on: db).text == "b")

            #expect(try await second.save(on: db).version == 3)
            #expect(try await Remark.query.update(on: db) { new, _ in new.text = "d" } == 1)
            let fourth = try await Remark.find(first.id, on: db)
            #expect(fourth.version == 4)
            try await fourth.delete(on: db)
            #expect(try await Remark.onlyDeleted.one(on: db).version == 5)
            // The value that was deleted will do: a deletion gives no newer one.
            #expect(try await fourth.restore(on: db).version == 6)
            let live = try await refusal(of: QueryError.self) { _ = try await fourth.restore(on: db) }
            #expect(live.kind == .notDeleted(model: "Remark", keys: [first.id.columnValue]))
        }
    }

    /// Which rows are on a page does not change because some of them are deleted already.
    @Test(arguments: TestDatabase.all)
    func pagesWithDeletedRows(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, _ in
            for text in ["a", "b", "c", "d"] { _ = try await Remark(text: text).insert(on: db) }
            func live() async throws -> [String] { try await Remark.order { $0.id }.all(on: db).map(\.text) }
            try await Remark.find(Key(1), on: db).delete(on: db)
            let page = Remark.includingDeleted.order { $0.id }.limit(2)
            #expect(try await page.delete(on: db) == 1)
            #expect(try await live() == ["c", "d"])
            #expect(try await page.deleteReturning(on: db).isEmpty)
            #expect(try await Remark.includingDeleted.order { $0.id }.offset(1).limit(2).deleteReturning(on: db).map(\.text) == ["c"])
            #expect(try await Remark.includingDeleted.order { $0.id }.offset(2).restore(on: db) == 1)
            #expect(try await live() == ["c", "d"])
            // Of a query of live rows, the deleted ones are meant.
            #expect(try await Remark.order { $0.id }.limit(1).restore(on: db) == 1)
            #expect(try await live() == ["a", "c", "d"])
        }
    }

    /// A condition on links that asks about other links sees them as they were before: each of the two has another one beside it.
    @Test(arguments: TestDatabase.all)
    func linksThatAskAboutLinks(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, recorder in
            let key = try await Team(name: "t").insert(on: db).id
            let team = try await Team.find(key, on: db)
            let players = try await [Player(name: "a"), Player(name: "b")].insert(on: db)
            try await team.players.add(keys: players, on: db)
            _ = recorder.take()
            let changes = try await team.players.clear(
                where: { link in Seating.filter { $0.teamID == link.teamID && $0.id != link.id }.exists }, on: db)
            #expect(Set(changes.removed) == Set(players))
            #expect(recorder.take().count == 1)
        }
    }

    @Test(arguments: TestDatabase.all)
    func itIsNotAssigned(_ database: TestDatabase) async throws {
        try await database.run(Cascades.models) { db, recorder in
            let remark = try await Remark(text: "a", version: 9).insert(on: db)
            #expect(remark.version == 1)
            _ = recorder.take()
            let error = try await refusal(of: ValidationError.self) { _ = try await remark.update(on: db) { $0.version = 7 } }
            #expect(error.failures.map(\.property) == ["version"])
            #expect(recorder.take().isEmpty)
            let missing = Remark(id: Key(99), text: "x", version: 1)
            #expect(
                try await refusal(of: QueryError.self) { _ = try await missing.update(on: db) { $0.text = "y" } }.kind
                    == .notFound(model: "Remark", keys: [.integer(99)]))
        }
    }
}
