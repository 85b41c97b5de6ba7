import Junction
import JunctionTesting

/// Brings a package index into an empty database: everything or nothing.
struct Import: Sendable {
    let index: PackageIndex
    let recorder: StatementRecorder

    struct Counts: Sendable {
        var packages = 0, tags = 0, links = 0, dependencies = 0, statements = 0
    }

    func run(on db: Database) async throws -> Counts {
        try await db.create([Package.self, Tag.self, Dependency.self])
        return try await db.transaction { tx -> Counts in
            var counts = Counts()
            let packageKeys = try await insert(index.packages, "packages", counting: &counts.statements, on: tx)
            let tagKeys = try await insert(index.tags, "tags", counting: &counts.statements, on: tx)
            (counts.packages, counts.tags) = (packageKeys.count, tagKeys.count)

            // A relation is written from either end. There are far fewer tags than packages, and each of them takes one statement.
            let progress = ProgressLine("links", of: index.members.reduce(0) { $0 + $1.count })
            for (number, members) in index.members.enumerated() {
                var tag = index.tags[number]
                tag.id = tagKeys[number]
                let changes = try await tag.packages.add(keys: members.map { packageKeys[$0] }, on: tx)
                counts.links += changes.added.count
                counts.statements += recorder.take().count
                if number % 20 == 19 || number == index.members.count - 1 { progress.show(counts.links) }
            }
            // Links may be inserted as the rows that they are, too.
            let dependencies = index.needs.map { need in
                Dependency(
                    packageID: packageKeys[need.package], neededID: packageKeys[need.needed], constraint: need.constraint, rank: need.rank)
            }
            counts.dependencies = try await insert(dependencies, "dependencies", counting: &counts.statements, on: tx).count
            return counts
        }
    }

    /// Inserts in portions, so that there is something to see meanwhile. The keys come in the order of the rows.
    private func insert<M: Model>(
        _ rows: [M], _ what: String, counting statements: inout Int, on tx: Transaction
    ) async throws -> [Key<M>] {
        let progress = ProgressLine(what, of: rows.count), portion = 2_000
        var keys: [Key<M>] = []
        for start in stride(from: 0, to: rows.count, by: portion) {
            let inserted = try await M.insert(Array(rows[start..<min(start + portion, rows.count)]), on: tx)
            keys += inserted
            // Taken at once: hundreds of thousands of statements need not be kept.
            statements += recorder.take().count
            progress.show(keys.count)
        }
        return keys
    }
}
