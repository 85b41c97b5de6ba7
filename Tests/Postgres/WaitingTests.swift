import Foundation
import JunctionPostgres
import Suites
import Testing

@testable import Junction

@Model
struct Club {
    var id: Key<Club>
    @ManyToMany var guests: Many<Guest>.Through<Visit>
    @DeletedAt var deleted: Date?
}

@Model
struct Guest {
    var id: Key<Guest>
    @Inverse(\Club.guests) var clubs: Many<Club>.Through<Visit>
    @DeletedAt var deleted: Date?
}

@Model
struct Visit {
    var id: Key<Visit>
    @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var clubID: Key<Club>
    @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var guestID: Key<Guest>
    @DeletedAt var deleted: Date?
}

/// Changes that come while another one is not committed yet.
@Suite struct WaitingTests {
    /// Who links to a row that is being deleted, with the links that follow it, waits, and is then refused.
    @Test(arguments: [1, 2])
    func addAgainstASoftDeletion(_ count: Int) async throws {
        try await SharedServer.withDatabase(creating: [Club.self, Guest.self, Visit.self]) { db in
            let club = try await Club().insert(on: db), guest = try await Guest().insert(on: db)
            let others = try await (1..<count).map { _ in Guest() }.insert(on: db)
            let adding = try await db.transaction { tx in
                try await guest.delete(on: tx)
                let adding = Task.detached { try await club.guests.add(keys: [guest.id] + others, on: db) }
                try await eventually {
                    try await db.outside {
                        try await !db.texts(
                            "SELECT pid::text FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%\"visit\"%'"
                        ).isEmpty
                    }
                }
                return adding
            }
            let error = try await refusal(of: RelationError.self) { _ = try await adding.value }
            #expect(error.kind == .deletedTargets && error.keys == [guest.id.columnValue])
            #expect(try await Visit.query.includingDeleted.count(on: db) == 0)
        }
    }

    /// A row that another writer inserts meanwhile is the one that is found.
    @Test func getOrCreateTogether() async throws {
        let configuration = PostgresConfiguration(DatabaseConfiguration(connections: 8, waitLimit: .seconds(3_600)))
        try await SharedServer.withDatabase(configuration, creating: [Entry.self]) { db in
            for round in 0..<25 {
                let name = "entry \(round)"
                let found = try await withThrowingTaskGroup(of: (Key<Entry>, Bool).self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            let (row, isNew) = try await Entry.filter { $0.name == name }.getOrCreate(on: db) { Entry(name: name) }
                            return (row.id, isNew)
                        }
                    }
                    return try await group.reduce(into: [(Key<Entry>, Bool)]()) { $0.append($1) }
                }
                #expect(Set(found.map(\.0)).count == 1)
                #expect(found.count { $0.1 } == 1)
            }
        }
    }
}
