import Testing

/// What the guides show does what they say: each snippet's result, and the number of its statements where a guide has one. The messages
/// are those that the guides quote.
@Suite struct GuideTests {
    private func expect(_ lines: [String], _ expected: [String], at location: SourceLocation = #_sourceLocation) {
        #expect(lines.count == expected.count, sourceLocation: location)
        for (line, expected) in zip(lines, expected) { #expect(line == expected, sourceLocation: location) }
    }

    @Test func firstSteps() async throws {
        expect(
            try await allOfFirstSteps(),
            [
                "keys: true",
                #"read [4]: ["Solaris", "Solaris", "one", "2"]"#,
                "update [3]: Solaris, a novel 224 2",
                #"relations [5]: ["Stanisław Lem: [\"Solaris, a novel\", \"The Cyberiad\"]", "Stanisław Lem 2 521"]"#,
                #"caught: ["taken: [\"name\"]"]"#,
                #"sql: SELECT t0."id", t0."author_id", t0."title", t0."pages", t0."finished", t0."added" FROM "book" AS t0 JOIN "author" AS t1 ON t1."id" = t0."author_id" WHERE (t0."pages" < ?1 AND t1."name" = ?2)"#,
                "validation: Author is not valid: name has 101 characters, 100 are allowed. Nothing was written.",
                "unique: Author (name): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: author.name]",
                "foreign key: Book (author_id): a key refers to a row that is not there, or a row is still referred to [787: FOREIGN KEY constraint failed]",
                "restrict: Book (author_id): a key refers to a row that is not there, or a row is still referred to [1811: FOREIGN KEY constraint failed]",
                "not found: there is no Book with the key 99, or it is soft-deleted",
                "unsaved: the key of a Book that was never inserted was used; insert it and use what insert returns",
                "relation: Book.genres: there is no Genre with the key 99; insert it first. Nothing was written.",
                "none: no Book fulfils the condition",
                "no table: a table or column is not as the model says; see db.verify [1: no such table: contact]",
                "verify: Contact: there is no table 'contact'",
                "delete [2]: 0",
                "links left: [0]",
            ])
    }

    @Test func manyToMany() async throws {
        expect(
            try await allOfManyToMany(),
            [
                #"clubs: ["chess", "choir", "go", "drama", "film"]"#,
                "add [1]: 2",
                "add, one linked already [2]: 1",
                "remove [1]: 2",
                "clear [1]: 1",
                "set, adding [2]: 2",
                "set, both ways [3]: 2",
                "set, the same [1]: true",
                "create [2]: tennis",
                "getOrCreate, not linked [2]: false",
                "getOrCreate, linked [2]: false",
                "getOrCreate, new [3]: true",
                "updateOrCreate, linked [3]: false",
                "updateOrCreate, new [3]: true",
                "refused [2]: Student.clubs: there is no Club with the key 99; insert it first. Nothing was written.",
                #"columns [4]: ["1 1 2"]"#,
                "add to many [1]: 2",
                "set of many [3]: 2",
                "remove from many [1]: 2",
                #"reading [7]: ["Logic", "true", "1", "Ann: [\"go\"] [\"Logic 2\"]", "Bob: [] [\"Logic 1\", \"Sets 1\"]", "2"]"#,
                #"questions [6]: [["Ann", "Bob"], ["Bob"], ["Ann"], ["Ann"], [], ["Ann 2", "Bob 2"]]"#,
            ])
    }

    @Test func manyToManyShapes() async throws {
        expect(
            try await allOfManyToManyShapes(),
            [
                #"selves: [[], ["Ann"]]"#,
                "friends [2]: [2]",
                #"order: ["intro", "outro", "song", "song", "intro"]"#,
                "insert [3]: true",
                "move [2]: 3",
                "set [3]: true",
                "no place: there is no place 5 among 2 links; use 0 to 2",
                "not linked: Playlist.tracks: the Track with the key 1 is not linked; add it, or insert it at a place. Nothing was written.",
                "exists: PlaylistTrack (playlist_id, track_id): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: playlist_track.playlist_id, playlist_track.track_id]",
                "existing table [1]: 1",
                "missing target [2]: Recipe.spices: there is no Spice with the key 9; insert it first. Nothing was written.",
                #"hooks: ["1 teaches 2"], TooMany()"#,
            ])
    }

    @Test func softDeletion() async throws {
        expect(
            try await allOfSoftDeletion(),
            [
                "delete: 1",
                "after: [0, 0, 3, 0]",
                "unique: Article (slug): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: article.slug]",
                "deleted target: Writer.articles: the Article with the key 1 is soft-deleted; restore it first. Nothing was written.",
                "deleted owner: Article.writers: the Article with the key 1 is soft-deleted; restore it first. Nothing was written.",
                "deleted twice: there is no Article with the key 1, or it is soft-deleted",
                "not found: there is no Article with the key 1, or it is soft-deleted",
                "getOrCreate: Article (slug): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: article.slug]",
                "assigned: Article is not valid: deleted is set by delete and restore. Nothing was written.",
                "saved: there is no Article with the key 1, or it is soft-deleted",
                "changed: 1",
                "late: late",
                "later: Article.comments: the Article with the key 1 is soft-deleted; restore it first. Nothing was written.",
                #"restore: false 1 ["a"]"#,
                "not deleted: the Article with the key 1 is not soft-deleted",
                #"hops: ["2", "[\"draft\"]", "[1, 1]", "[2]", "2 1"]"#,
                #"maybe: ["[\"-\", \"Ann\"]", "[\"-\", \"Ann\"]", "[\"Ann\"]", "[\"Ann\", \"Bob\"]", "1"]"#,
                "links [5]: [true, true]",
                "delete [1]: nobody follows",
                "restore [2]: nobody follows",
                "delete [5]: comments follow",
                "restore [5]: comments follow",
                #"again: ["false", "false", "false"]"#,
                "good: 1",
                "left: [0, 0]",
                "taken: Page (slug): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: page.slug]",
                "restored: Page (slug): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: page.slug]",
                "upsert: slug of Page are not declared unique together, so no row can be told by them; see @Unique and the options' unique",
            ])
    }

    @Test func transactions() async throws {
        expect(
            try await allOfTransactions(),
            [
                "simple: 30 [70, 30]",
                #"savepoint: ["10000"] [55, 45]"#,
                "refused: BankAccount (balance): a value is not allowed by the check bank_account__balance__check [275: CHECK constraint failed: bank_account__balance__check] [55, 45]",
                "misuse: the database was used inside its own transaction; use the transaction that the closure gets, or db.outside { } for a connection of its own",
                "outside: [55, 0]",
                #"after: ["Cid"]"#,
                "after a refusal: BankAccount (owner): another row has the same value (a soft-deleted one counts, too) [2067: UNIQUE constraint failed: bank_account.owner] 1",
                "isolated: 45",
                "reading: 3 Cid",
                "locked: 1 [10, 45, 955]",
                "stale: the BankAccount with the key 1 was changed by somebody else since it was read; read it again and decide anew",
                #"main actor: ["Ann", "Bob", "Cid"]"#,
                "over: the transaction is over; use the database, or begin another transaction",
                "nested: a nested transaction is open; use the innermost one, which its closure gets",
                "read only: the database can only be read [8: attempt to write a readonly database]",
                "lock: rows are held until their transaction ends, and there is none; use db.transaction { tx in … }",
                "skip: SQLite has no lock with skipLocked",
                "cancelled: CancellationError()",
                "writers: no connection became free within 2.0 seconds; raise the pool size or the wait limit, or keep transactions shorter",
                "closed: the database is closed",
            ])
    }
}
