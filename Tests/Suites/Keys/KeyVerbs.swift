import Junction
import Testing

/// Every verb and every question of one relation, whatever the keys of its two ends are made of.
struct KeyVerbs<Owner: Model, R: ManyVerbs, Path: ToManyPath> where Path.Root == R.Target {
    let relation: KeyPath<Owner, R>
    let path: (Owner.Fields) -> Path
    let owners: [Owner]
    let targets: [R.Target]
    let missing: Key<R.Target>

    private var keys: [Key<R.Target>] { targets.map(\.id) }
    private var owner: R { owners[0][keyPath: relation] }

    /// - Parameter others: every row of the owner's model.
    func run(on db: Database, others: [Owner]) async throws {
        try await changes(on: db)
        try await reading(on: db, others)
        try await questions(on: db, others)
        try await manyOwners(on: db)
        try await refusals(on: db)
    }

    private func changes(on db: Database) async throws {
        #expect(try await owner.add(keys: [keys[0], keys[1], keys[0]], on: db).added == [keys[0], keys[1]])
        let again = try await owner.add(keys: [keys[1], keys[2]], on: db)
        #expect(again.added == [keys[2]] && again.existing == [keys[1]])
        #expect(try await owner.remove(keys: [keys[0], keys[3]], on: db).removed == [keys[0]])
        let back = try await owner.add(keys: [keys[0]], on: db)
        #expect(back.added + back.restored == [keys[0]])
        let set = try await owner.set(keys: [keys[3], keys[1]], on: db)
        #expect(set.added == [keys[3]] && set.existing == [keys[1]] && Set(set.removed) == [keys[0], keys[2]])
        #expect(try await owner.set(keys: [keys[1], keys[3]], on: db).isEmpty)
        #expect(Set(try await owner.clear(on: db).removed) == [keys[1], keys[3]])
    }

    private func reading(on db: Database, _ others: [Owner]) async throws {
        try await owner.set(keys: [keys[0], keys[1]], on: db)
        #expect(Set(try await owner.all(on: db).map(\.id)) == [keys[0], keys[1]])
        #expect(try await owner.count(on: db) == 2)
        #expect(try await owner.contains(keys[0], on: db))
        #expect(try await !owner.contains(targets[2], on: db))
        #expect(try await R.Target.find(keys[2], on: db).id == keys[2])
        #expect(Set(try await R.Target.find([keys[2], keys[0], keys[2]], on: db).map(\.id)) == [keys[0], keys[2]])
        let rows = try await Owner.query.with(path).all(on: db)
        #expect(rows.count == others.count)
        for (row, linked) in rows { #expect(Set(linked.map(\.id)) == (row.id == owners[0].id ? [keys[0], keys[1]] : [])) }
        let held = try await owners.with(path, on: db)
        #expect(held.map(\.0.id) == owners.map(\.id))
        #expect(held.map { Set($0.1.map(\.id)) } == [[keys[0], keys[1]], []])
    }

    private func questions(on db: Database, _ others: [Owner]) async throws {
        func owners(_ condition: (Owner.Fields) -> Expr<Bool>) async throws -> [Key<Owner>] {
            try await Owner.filter(condition).all(on: db).map(\.id)
        }
        let first = [self.owners[0].id]
        #expect(try await owners { path($0).contains(keys[0]) } == first)
        #expect(try await owners { path($0).contains(keys[2]) } == [])
        #expect(try await owners { path($0).contains(anyOf: [keys[1], keys[2]]) } == first)
        #expect(try await owners { path($0).contains(allOf: [keys[0], keys[1]]) } == first)
        #expect(try await owners { path($0).contains(allOf: keys) } == [])
        #expect(try await owners { path($0).contains(exactly: [keys[1], keys[0]]) } == first)
        #expect(try await owners { path($0).contains(exactly: [keys[0]]) } == [])
        #expect(try await owners { path($0).count == 2 } == first)
        #expect(try await owners { path($0).any { $0.id == keys[1] } } == first)
        #expect(try await owners { path($0).any { $0.id.in([keys[1], keys[2]]) } } == first)
        #expect(Set(try await owners { path($0).isEmpty }) == Set(others.dropFirst().map(\.id)))
        #expect(try await R.Target.filter { $0.id.notIn(Array(keys.dropFirst())) }.all(on: db).map(\.id) == [keys[0]])
        let counts = try await Owner.query.values { ($0.id, path($0).count) }.all(on: db)
        #expect(counts.first { $0.0 == self.owners[0].id }?.1 == 2)
        #expect(try await R.Target.order { $0.id }.all(on: db).count == targets.count)
    }

    private func manyOwners(on db: Database) async throws {
        let a = owners[0].id, b = owners[1].id
        let changes = try await Owner.set(relation, to: [a: [keys[1], keys[2]], b: [keys[1]]], on: db)
        #expect(
            Set((changes[a]?.added ?? []) + (changes[a]?.restored ?? [])) == [keys[2]] && changes[a]?.existing == [keys[1]]
                && changes[a]?.removed == [keys[0]])
        #expect(changes[b]?.added == [keys[1]] && changes[b]?.existing == [])
        let added = try await Owner.add(relation, [a: [keys[1], keys[3]], b: [keys[1], keys[3]]], on: db)
        #expect(Set((added[a]?.added ?? []) + (added[a]?.restored ?? [])) == [keys[3]] && added[b]?.existing == [keys[1]])
        let removed = try await Owner.remove(relation, [a: keys, b: [keys[3]]], on: db)
        #expect(Set(removed[a]?.removed ?? []) == [keys[1], keys[2], keys[3]] && removed[b]?.removed == [keys[3]])
        #expect(try await owners[1][keyPath: relation].all(on: db).map(\.id) == [keys[1]])
    }

    private func refusals(on db: Database) async throws {
        try await expectMissing { try await owner.add(keys: [keys[0], missing], on: db) }
        try await expectMissing { try await owner.set(keys: [missing, keys[0]], on: db) }
        try await expectMissing { try await Owner.set(relation, to: [owners[0].id: [missing], owners[1].id: []], on: db) }
        #expect(try await owner.isEmpty(on: db))
        #expect(try await owners[1][keyPath: relation].count(on: db) == 1)
    }

    private func expectMissing<T>(_ change: () async throws -> T) async throws {
        let error = await #expect(throws: RelationError.self) { _ = try await change() }
        #expect(error?.kind == .missingTargets && error?.keys == [missing.columnValue] && error?.model == "\(R.Target.self)")
    }
}
