import Foundation
import Junction
import JunctionSQLite
import Testing

// Everything here is isolated to the main actor unless it says otherwise; models say so.

@Model
nonisolated struct Chore {
    var id: Key<Chore>
    var title: String
    @ForeignKey(onDelete: .cascade) var roomID: Key<Room>?
    @ManyToMany var helpers: Many<Room>
    @CreatedAt var created: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(label: { $0.title }, ordering: { [$0.title] })
}

@Model
nonisolated struct Room {
    var id: Key<Room>
    var name: String
    @HasMany(\Chore.roomID) var chores: HasMany<Chore>
}

final class ViewModel {
    var titles: [String] = []

    func load(_ db: Database) async throws {
        try await db.transaction { tx in
            // State of the main actor, in the body.
            titles = try await Chore.query.all(on: tx).map(\.title)
        }
        titles += try await Chore.filter { $0.room.name == "kitchen" }.all(on: db).map(\.title)
    }

    /// Off the main actor on purpose: the body runs on the connection's thread.
    func loadAway(_ db: Database) async throws {
        titles = try await db.transaction { @concurrent tx in try await Chore.query.all(on: tx).map(\.title) }
    }
}

@Suite struct MainActorTests {
    @Test func modelsInAnIsolatedModule() async throws {
        let db = try await Database.sqlite(.memory)
        try await db.create([Chore.self, Room.self])
        let kitchen = try await Room(name: "kitchen").insert(on: db)
        let chore = try await kitchen.chores.create(Chore(title: "dishes"), on: db)
        try await chore.helpers.add(kitchen, on: db)
        let model = ViewModel()
        try await model.load(db)
        #expect(model.titles == ["dishes", "dishes"])
        try await model.loadAway(db)
        #expect(model.titles == ["dishes"])
        let rows = try await Room.with { $0.chores.with { $0.helpers } }.all(on: db)
        #expect(rows.first?.1.first?.1.map(\.name) == ["kitchen"])
        await db.close()
    }
}
