import Foundation
import Junction
import JunctionTesting
import Testing

/// Relation changes of many tasks at once: eight tasks, two hundred rounds each.
@Suite struct RelationConcurrencyTests {
    /// The same pair added by all is one row, added by one of them, and no error.
    @Test(arguments: TestDatabase.all)
    func theSamePair(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, _ in
            let room = try await Room(name: "r").insert(on: db)
            let keys = try await Crowd.visitors(Crowd.rounds, on: db)
            let reports = try await Crowd.together { number in
                var added = 0, existing = 0
                for key in keys {
                    let plain = try await room.visitors.add(keys: [key], on: db)
                    let through = try await key.room(room, number, on: db)
                    added += plain.added.count + through.added.count
                    existing += plain.existing.count + through.existing.count
                }
                return (added, existing)
            }
            #expect(reports.reduce(0) { $0 + $1.0 } == 2 * Crowd.rounds)
            #expect(reports.reduce(0) { $0 + $1.1 } == 2 * Crowd.rounds * (Crowd.tasks - 1))
            #expect(try await room.visitors.count(on: db) == Crowd.rounds)
            #expect(try await RoomMember.includingDeleted.count(on: db) == Crowd.rounds)
        }
    }

    /// `set` against `set` ends as one of them, never as a mix.
    @Test(arguments: TestDatabase.all)
    func setAgainstSet(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, _ in
            let room = try await Room(name: "r").insert(on: db)
            let keys = try await Crowd.visitors(12, on: db)
            let choices = [Set(keys.prefix(8)), Set(keys.suffix(8))]
            for _ in 0..<Crowd.rounds / 4 {
                _ = try await Crowd.together { number in
                    for _ in 0..<4 {
                        let choice = Array(choices[number % 2])
                        try await room.members.set(keys: choice, on: db)
                        try await room.visitors.set(keys: choice, on: db)
                    }
                }
                let members = Set(try await room.members.all(on: db).map(\.id)),
                    visitors = Set(try await room.visitors.all(on: db).map(\.id))
                #expect(choices.contains(members) && choices.contains(visitors))
            }
        }
    }

    /// What all reports say together is what is left: each link was added once more than it was removed, or as often.
    @Test(arguments: TestDatabase.all)
    func reportsAddUp(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, _ in
            let room = try await Room(name: "r").insert(on: db)
            let keys = try await Crowd.visitors(6, on: db)
            let seed = UInt64.random(in: .min ... .max)
            print("reports of relation changes: seed \(seed)")
            let tallies = try await Crowd.together { number in
                var random = SeededRandom("task \(number)", seed: seed &+ UInt64(number))
                var plain: [Key<Visitor>: Int] = [:], through: [Key<Visitor>: Int] = [:]
                func count(_ changes: LinkChanges<Visitor>, _ tally: inout [Key<Visitor>: Int]) {
                    for key in changes.added + changes.restored { tally[key, default: 0] += 1 }
                    for key in changes.removed { tally[key, default: 0] -= 1 }
                }
                for _ in 0..<Crowd.rounds / 2 {
                    let chosen = keys.filter { _ in Bool.random(using: &random) }
                    switch UInt8.random(in: 0..<4, using: &random) {
                    case 0:
                        count(try await room.visitors.set(keys: chosen, on: db), &plain)
                        count(try await room.members.set(keys: chosen, on: db), &through)
                    case 1:
                        count(try await room.visitors.remove(keys: chosen, on: db), &plain)
                        count(try await room.members.remove(keys: chosen, on: db), &through)
                    case 2:
                        count(try await room.visitors.add(keys: chosen, on: db), &plain)
                        count(try await room.members.add(keys: chosen, on: db), &through)
                    default:
                        count(try await room.visitors.clear(on: db), &plain)
                        count(try await room.members.clear(on: db), &through)
                    }
                }
                return (plain, through)
            }
            let plain = Set(try await room.visitors.all(on: db).map(\.id)), through = Set(try await room.members.all(on: db).map(\.id))
            for key in keys {
                #expect(tallies.reduce(0) { $0 + $1.0[key, default: 0] } == (plain.contains(key) ? 1 : 0))
                #expect(tallies.reduce(0) { $0 + $1.1[key, default: 0] } == (through.contains(key) ? 1 : 0))
            }
        }
    }

    /// Against the deletion of the target an addition makes a link or throws a typed error; no link leads nowhere.
    @Test(arguments: TestDatabase.all)
    func addAgainstDeletion(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, _ in
            let room = try await Room(name: "r").insert(on: db)
            let keys = try await Crowd.visitors(Crowd.rounds, on: db)
            let outcomes = try await Crowd.together { number in
                var linked = 0, refused = 0
                for key in keys {
                    do {
                        switch number {
                        case 0: try await Visitor.filter { $0.id == key }.delete(on: db)
                        case 1: try await Visitor.includingDeleted.filter { $0.id == key }.deletePermanently(on: db)
                        default: linked += try await room.members.add(keys: [key], on: db).added.count
                        }
                    } catch let error as RelationError {
                        #expect(error.kind == .deletedTargets || error.kind == .missingTargets)
                        #expect(error.keys == [key.columnValue])
                        refused += 1
                    }
                }
                return (linked, refused)
            }
            #expect(outcomes.reduce(0) { $0 + $1.1 } > 0)
            #expect(try await Visitor.includingDeleted.count(on: db) == 0)
            #expect(try await RoomMember.includingDeleted.count(on: db) == 0)
        }
    }

    /// Changes of a symmetrical relation from both ends at once: each link has its mirror, and nobody is refused.
    @Test(arguments: TestDatabase.all)
    func symmetricalFromBothEnds(_ database: TestDatabase) async throws {
        try await database.run(People.models, connections: Crowd.tasks) { db, _ in
            let people = try await People.insert("a", "b", "c", "d", "e", "f", on: db)
            _ = try await Crowd.together { number in
                for round in 0..<Crowd.rounds / 8 {
                    let person = people[(number + round) % people.count]
                    let others = people.enumerated().filter { ($0.offset + number * round) % 3 > 0 && $0.element.id != person.id }.map(
                        \.element.id)
                    try await person.friends.set(keys: others, on: db)
                    try await person.relatives.add(keys: others, on: db)
                    try await person.relatives.remove(keys: Array(others.prefix(2)), on: db)
                    if round.isMultiple(of: 5) { try await person.friends.clear(on: db) }
                }
            }
            for (person, friends, relatives) in try await Person.with({ $0.friends }).with({ $0.relatives }).all(on: db) {
                for friend in friends {
                    let isMutual = try await friend.friends.contains(person, on: db)
                    #expect(isMutual)
                }
                for relative in relatives {
                    let isMutual = try await relative.relatives.contains(person, on: db)
                    #expect(isMutual)
                }
            }
        }
    }

    /// A task that is cancelled in the middle of `set` leaves all of it or nothing.
    @Test(arguments: TestDatabase.all)
    func aCancelledSet(_ database: TestDatabase) async throws {
        try await database.run(Crowd.models, connections: Crowd.tasks) { db, _ in
            let room = try await Room(name: "r").insert(on: db)
            let keys = try await Crowd.visitors(400, on: db)
            let choices = [Set(keys.prefix(300)), Set(keys.suffix(300))]
            try await room.members.set(keys: Array(choices[0]), on: db)
            var current = 0, cancelled = 0
            for round in 0..<Crowd.rounds {
                let next = 1 - current
                let task = Task { try await room.members.set(keys: Array(choices[next]), on: db) }
                try await Task.sleep(for: .microseconds(round * 40))
                // On a machine that is slow enough, all would be.
                if round % 10 < 9 { task.cancel() }
                do {
                    _ = try await task.value
                    current = next
                } catch is CancellationError { cancelled += 1 }
                let found = Set(try await room.members.all(on: db).map(\.id))
                #expect(found == choices[current])
                if found != choices[current] { return }
            }
            #expect(cancelled > 0 && cancelled < Crowd.rounds, "\(cancelled) of \(Crowd.rounds) were cancelled")
        }
    }
}

extension Key<Visitor> {
    /// Adds the pair from one end or the other.
    fileprivate func room(_ room: Room, _ number: Int, on db: Database) async throws -> (added: [Int], existing: [Int]) {
        if number.isMultiple(of: 2) {
            let changes = try await room.members.add(keys: [self], on: db)
            return (changes.added.map { _ in 1 }, changes.existing.map { _ in 1 })
        }
        let changes = try await Visitor(id: self).memberships.add(keys: [room.id], on: db)
        return (changes.added.map { _ in 1 }, changes.existing.map { _ in 1 })
    }
}
