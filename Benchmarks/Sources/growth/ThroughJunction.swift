import Foundation
import HandWritten
import Junction
import JunctionSQLite

/// Each piece of work through Junction.
struct ThroughJunction {
    private let db: Database
    private let path: String
    private let size: Size

    static func measure(_ work: Work, _ path: String, _ size: Size, runs: Int, pageCache: Int) async throws -> Figures {
        let time = Date(microseconds: now), common = DatabaseConfiguration(clock: { time })
        let db = try await Database.sqlite(path: path, SQLiteConfiguration(common, pageCache: pageCache * 1_048_576))
        let figures = try await ThroughJunction(db: db, path: path, size: size).measure(work, runs: runs)
        await db.close()
        return figures
    }

    /// Some runs, and one before them that is not counted.
    private func measure(_ work: Work, runs: Int) async throws -> Figures {
        var figures = Figures()
        switch work {
        case .w3:
            let keys = Self.keys(of: Contact.self, size.owners)
            try await repeated(runs, &figures) {
                let rows: [(Contact, [Category])] =
                    try await Contact.filter { $0.id.in(keys) }.order { $0.id }.with { $0.categories }.all(on: db)
                return rows
            } digest: { rows, digest in
                for (contact, categories) in rows { digest.add(contact, categories) }
            }
        case .w4:
            let keys = Self.keys(of: Category.self, Size.rare)
            try await repeated(runs, &figures) {
                try await Contact.filter { $0.categories.contains(anyOf: keys) }.order { $0.username }.all(on: db)
            } digest: { rows, digest in
                for row in rows { digest.add(row) }
            }
        case .w6:
            let keys = Self.keys(of: Contact.self, size.lookUps)
            try await repeated(runs, &figures) {
                try await lookUps(keys)
            } digest: { rows, digest in
                for row in rows { digest.add(row) }
            }
        case .w7: try await adds(runs, &figures)
        case .stream:
            try await streamed(runs, &figures) { digest, limit in
                for try await link in Link.query.stream(on: db) {
                    digest.add(link)
                    if digest.rows == limit { return }
                }
            }
        case .streamWith:
            try await streamed(runs, &figures) { digest, limit in
                for try await (contact, categories) in Contact.with({ $0.categories }).stream(on: db) {
                    digest.add(contact, categories)
                    if digest.rows == limit { return }
                }
            }
        }
        return figures
    }

    // MARK: The work

    private func lookUps(_ keys: [Key<Contact>]) async throws -> [Contact] {
        try await db.transaction(.read) { tx in
            var contacts: [Contact] = []
            contacts.reserveCapacity(keys.count)
            for key in keys { contacts.append(try await Contact.find(key, on: tx)) }
            return contacts
        }
    }

    private func adds(_ runs: Int, _ figures: inout Figures) async throws {
        let time = Date(microseconds: now), byHand = try SQLiteConnection(path), lastKey = try ByHand.lastKey(byHand)
        let pairs = size.adds.map { pair in
            // An owner is known by its key alone.
            var contact = Contact(username: "", email: "", created: time, modified: time)
            contact.id = Key(pair.contact)
            return (contact: contact, category: Key<Category>(pair.category))
        }
        for run in 0...runs {
            let start = cpuMilliseconds()
            let (added, existing) = try await db.transaction { tx in
                var counts = (0, 0)
                for (contact, category) in pairs {
                    let changes = try await contact.plainCategories.add(keys: [category], on: tx) { $0.created = time }
                    counts = (counts.0 + changes.added.count, counts.1 + changes.existing.count)
                }
                return counts
            }
            if run > 0 { figures.milliseconds.append(cpuMilliseconds() - start) }
            var counts = LinkCounts()
            (counts.added, counts.existing) = (added, existing)
            (figures.rows, figures.outcome) = (pairs.count, "\(counts), \(try ByHand.takeBack(byHand, after: lastKey))")
        }
    }

    // MARK: Runs

    private func repeated<R>(
        _ runs: Int, _ figures: inout Figures, _ body: () async throws -> R, digest: (R, inout Digest) -> Void
    ) async throws {
        for run in 0...runs {
            let start = cpuMilliseconds()
            let result = try await body()
            if run > 0 { figures.milliseconds.append(cpuMilliseconds() - start) }
            var all = Digest()
            digest(result, &all)
            (figures.rows, figures.outcome) = (all.rows, all.text)
        }
    }

    /// Runs over all rows, and over the first ten thousand before. To make the sum is part of a run, as nothing else uses the rows.
    private func streamed(_ runs: Int, _ figures: inout Figures, _ body: (inout Digest, Int) async throws -> Void) async throws {
        for run in 0...runs {
            var digest = Digest()
            let start = cpuMilliseconds()
            try await body(&digest, run == 0 ? 10_000 : .max)
            if run > 0 { figures.milliseconds.append(cpuMilliseconds() - start) }
            (figures.rows, figures.outcome) = (digest.rows, digest.text)
        }
    }

    private static func keys<M: Model>(of model: M.Type, _ raw: [Int64]) -> [Key<M>] where M.RawKey == Int64 { raw.map { Key($0) } }
}
