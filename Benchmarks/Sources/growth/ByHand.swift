import HandWritten

/// The time of every change.
let now: Int64 = 1_767_225_600_123_000

/// Each piece of work with the hand-written code.
struct ByHand {
    private let db: SQLiteConnection
    private let size: Size
    private let owners: OwnersByHand
    /// No link had a greater key when the file was made.
    private let lastKey: Int64

    init(_ path: String, _ size: Size) throws {
        db = try SQLiteConnection(path)
        self.size = size
        owners = try OwnersByHand(db, path)
        lastKey = try Self.lastKey(db)
    }

    /// Some runs, and one before them that is not counted.
    func measure(_ work: Work, runs: Int) throws -> Figures {
        var figures = Figures()
        switch work {
        case .w3:
            let keys = size.owners
            try repeated(runs, &figures) {
                try owners.read(keys)
            } digest: { rows, digest in
                for row in rows { digest.add(row) }
            }
        case .w4:
            try repeated(runs, &figures) {
                try db.contacts(inAnyOf: Size.rare)
            } digest: { rows, digest in
                for row in rows { digest.add(row) }
            }
        case .w6:
            let keys = size.lookUps
            try repeated(runs, &figures) {
                try db.find(keys)
            } digest: { rows, digest in
                for row in rows { digest.add(row) }
            }
        case .w7:
            let pairs = size.adds
            for run in 0...runs {
                let start = cpuMilliseconds()
                let counts = try db.addLinks(pairs, created: now)
                if run > 0 { figures.milliseconds.append(cpuMilliseconds() - start) }
                (figures.rows, figures.outcome) = (pairs.count, "\(counts), \(try Self.takeBack(db, after: lastKey))")
            }
        case .stream, .streamWith: break
        }
        owners.close()
        return figures
    }

    private func repeated<R>(
        _ runs: Int, _ figures: inout Figures, _ body: () throws -> R, digest: (R, inout Digest) -> Void
    ) throws {
        for run in 0...runs {
            let start = cpuMilliseconds()
            let result = try body()
            if run > 0 { figures.milliseconds.append(cpuMilliseconds() - start) }
            var all = Digest()
            digest(result, &all)
            (figures.rows, figures.outcome) = (all.rows, all.text)
        }
    }

    // MARK: For both sides

    static func lastKey(_ db: SQLiteConnection) throws -> Int64 {
        let statement = try db.prepare("SELECT max(id) FROM contact_category")
        return try statement.step() ? statement.int(0) : 0
    }

    /// Deletes the links that a run added, so that the next one finds what this one found; what they were.
    static func takeBack(_ db: SQLiteConnection, after key: Int64) throws -> String {
        let sums = try db.prepare("SELECT count(*),sum(contact_id*category_id) FROM contact_category WHERE id>?1")
        sums.bind(1, key)
        _ = try sums.step()
        let text = "\(sums.int(0)) new, sum \(sums.int(1))"
        sums.reset()
        let delete = try db.prepare("DELETE FROM contact_category WHERE id>?1")
        delete.bind(1, key)
        try delete.run()
        return text
    }
}
