import Foundation
import JunctionPostgres
import JunctionTesting
import Suites
import Testing

@testable import Junction

@Model
struct Shelf {
    var id: Key<Shelf>
    var name: String
    @ManyToMany var papers: Many<Paper>
    @ManyToMany var loans: Many<Paper>.Through<Loan>
}

@Model
struct Paper {
    var id: Key<Paper>
    var name: String
}

@Model
struct Loan {
    var id: Key<Loan>
    var shelfID: Key<Shelf>
    var paperID: Key<Paper>
    var note: String?
    @DeletedAt var deleted: Date?
}

/// A transaction that adds many links one by one leaves their ends to the foreign keys of the table, once it has found out that they are
/// looked at, and only while nobody can change that.
@Suite struct ForeignKeyTests {
    private static let models: [any Model.Type] = [Shelf.self, Paper.self, Loan.self]

    private struct Library {
        let shelf: Shelf
        let papers: [Key<Paper>]
        let recorder: StatementRecorder

        /// How each of some additions made sure of both ends: asked, or not.
        func adds(_ numbers: some Sequence<Int>, on session: some Session) async throws -> [Bool] {
            var asked: [Bool] = []
            for number in numbers {
                _ = recorder.take()
                let changes = try await shelf.papers.add(keys: [papers[number]], on: session)
                #expect(changes.added == [papers[number]])
                asked.append(recorder.takeSQL().joined().contains("junction_guard"))
            }
            return asked
        }

        /// That a link to nothing is refused by its name, and nothing else is lost.
        func refusesNothing(on session: some Session) async throws {
            let count = try await shelf.papers.count(on: session)
            let error = try await refusal(of: RelationError.self) { try await shelf.papers.add(keys: [Key(0)], on: session) }
            #expect(error.kind == .missingTargets && error.keys == [.integer(0)])
            let gone = Shelf(id: Key(0), name: "gone")
            let other = try await refusal(of: RelationError.self) { try await gone.papers.add(keys: [papers[0]], on: session) }
            #expect(other.kind == .missingOwner && other.keys == [.integer(0)])
            let after = try await shelf.papers.count(on: session)
            #expect(after == count)
        }
    }

    private func run(connections: Int = 4, hooks: [RelationHook] = [], _ body: (Database, Library) async throws -> Void) async throws {
        let recorder = StatementRecorder()
        let configuration = PostgresConfiguration(DatabaseConfiguration(connections: connections, observers: [recorder], hooks: hooks))
        try await SharedServer.withDatabase(configuration, creating: Self.models) { db in
            let shelf = try await Shelf(name: "a").insert(on: db)
            let papers = try await Paper.insert((0..<40).map { Paper(name: "\($0)") }, on: db)
            try await body(db, Library(shelf: shelf, papers: papers, recorder: recorder))
        }
    }

    @Test("The fourth addition of a transaction finds out, and those after it are plain insertions")
    func reliedUpon() async throws {
        try await run { db, library in
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(asked == [true, true, true, false, false, false])
                _ = library.recorder.take()
                let again = try await library.shelf.papers.add(keys: [library.papers[1]], on: tx)
                #expect(again.existing == [library.papers[1]])
                #expect(
                    library.recorder.takeSQL() == [
                        #"""
                        INSERT INTO "shelf_papers" AS l ("shelf_id", "paper_id") VALUES ($1, $2) \#
                        ON CONFLICT ("shelf_id", "paper_id") DO NOTHING
                        """#
                    ])
                try await library.refusesNothing(on: tx)
                // What was found out is forgotten with the savepoint that was gone back to.
                let later = try await library.adds(6..<12, on: tx)
                #expect(later == [true, true, true, false, false, false])
            }
            let count = try await library.shelf.papers.count(on: db)
            #expect(count == 12)
            // Outside a transaction it would take a round trip more, and nothing holds the table.
            let alone = try await library.adds(12..<18, on: db)
            #expect(!alone.contains(false))
        }
    }

    @Test("'set' asks, and removes in the same round trip")
    func set() async throws {
        try await run { db, library in
            let shelf = library.shelf, papers = library.papers
            try await db.transaction { tx in
                _ = try await library.adds(0..<6, on: tx)
                // One more and one less, two more, and one that is missing.
                _ = library.recorder.take()
                let one = try await shelf.papers.set(keys: Array(papers[1..<7]), on: tx)
                #expect(one.added == [papers[6]] && one.removed == [papers[0]])
                #expect(library.recorder.takeSQL().joined().contains("junction_guard"))
                let two = try await shelf.papers.set(keys: Array(papers[2..<9]), on: tx)
                #expect(two.added == Array(papers[7..<9]) && two.removed == [papers[1]])
                let error = try await refusal(of: RelationError.self) { try await shelf.papers.set(keys: [papers[2], Key(0)], on: tx) }
                #expect(error.kind == .missingTargets && error.keys == [.integer(0)])
                let linked = try await shelf.papers.all(on: tx).map(\.id)
                #expect(Set(linked) == Set(papers[2..<9]))
            }
        }
    }

    @Test("Links that are restored, and several at once, are asked for")
    func others() async throws {
        try await run { db, library in
            try await db.transaction { tx in
                _ = try await library.adds(0..<5, on: tx)
                for paper in library.papers.prefix(6) {
                    _ = library.recorder.take()
                    try await library.shelf.loans.add(keys: [paper], on: tx)
                    #expect(library.recorder.takeSQL().joined().contains("junction_guard"))
                }
                let error = try await refusal(of: RelationError.self) {
                    try await library.shelf.papers.add(keys: [library.papers[7], Key(0)], on: tx)
                }
                #expect(error.keys == [.integer(0)])
            }
        }
    }

    @Test("Those who listen are told once of an addition that is refused")
    func listened() async throws {
        let told = Counter()
        try await run(hooks: [.before(\Shelf.papers) { _, _ in _ = await told.next(0) }]) { db, library in
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(!asked.contains(false))
                try await refusal(of: RelationError.self) { try await library.shelf.papers.add(keys: [Key(0)], on: tx) }
            }
            let count = await told.count(0)
            #expect(count == 7)
        }
    }

    @Test("A trigger that keeps a link back does not make it one that is there")
    func keptBack() async throws {
        try await run { db, library in
            try await db.raw(
                """
                CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS \
                $$ BEGIN IF NEW.paper_id < 1 THEN RETURN NULL; END IF; RETURN NEW; END $$
                """)
            try await db.raw("CREATE TRIGGER kept BEFORE INSERT ON shelf_papers FOR EACH ROW EXECUTE FUNCTION kept()")
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(!asked.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }

    @Test("A table in parts, whose keys may be off in one of them, is asked")
    func partitioned() async throws {
        try await run { db, library in
            try await db.raw("DROP TABLE shelf_papers")
            try await db.raw(
                """
                CREATE TABLE shelf_papers (shelf_id bigint NOT NULL REFERENCES shelf, paper_id bigint NOT NULL REFERENCES paper, \
                PRIMARY KEY (shelf_id, paper_id)) PARTITION BY LIST (shelf_id)
                """)
            try await db.raw("CREATE TABLE shelf_papers_all PARTITION OF shelf_papers DEFAULT")
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(!asked.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }

    /// What makes foreign keys look at something else, later, or not at all.
    private static let dangers = [
        "ALTER TABLE shelf_papers DROP CONSTRAINT shelf_papers__paper_id__foreign_key",
        "ALTER TABLE shelf_papers ALTER CONSTRAINT shelf_papers__paper_id__foreign_key DEFERRABLE INITIALLY DEFERRED",
        "ALTER TABLE shelf_papers DISABLE TRIGGER ALL",
        """
        ALTER TABLE shelf_papers DROP CONSTRAINT shelf_papers__paper_id__foreign_key, \
        ADD CONSTRAINT shelf_papers__paper_id__foreign_key FOREIGN KEY (paper_id) REFERENCES paper NOT VALID
        """,
    ]

    @Test("Not relied upon where they look at something else, later, or not at all", arguments: dangers)
    func notLookedAt(_ danger: String) async throws {
        try await run { db, library in
            try await db.raw(danger)
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(!asked.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }

    /// Foreign keys see what policies hide, and do not tell the columns where the junction has some.
    @Test("Nor where policies decide who sees an end, or a link", arguments: ["paper", "shelf_papers"])
    func policies(_ table: String) async throws {
        let role = "reader_" + UUID().uuidString.lowercased()
        try await run(connections: 1) { db, library in
            let isSeen = table == "paper" ? "name <> '39'" : "true"
            for sql in [
                "CREATE ROLE \"\(role)\"", "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY seen ON \(table) USING (\(isSeen))",
                "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO \"\(role)\"', current_schema()); END $$",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON shelf, paper, shelf_papers TO \"\(role)\"", "SET ROLE \"\(role)\"",
            ] { try await db.raw(sql) }
            let asked = try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                try await library.refusesNothing(on: tx)
                if table == "paper" {
                    let hidden = library.papers[39]
                    let error = try await refusal(of: RelationError.self) { try await library.shelf.papers.add(keys: [hidden], on: tx) }
                    #expect(error.kind == .missingTargets)
                }
                return asked
            }
            #expect(!asked.contains(false))
            for sql in ["RESET ROLE", "DROP OWNED BY \"\(role)\"", "DROP ROLE \"\(role)\""] { try await db.raw(sql) }
        }
    }

    private static let setting = "SELECT set_config('session_replication_role', 'replica', true)"

    @Test("Nor where that changed in the same transaction", arguments: dangers + [setting])
    func changedSince(_ danger: String) async throws {
        try await run { db, library in
            try await db.transaction { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(asked.suffix(3) == [false, false, false])
                try await tx.raw(danger)
                let later = try await library.adds(6..<12, on: tx)
                #expect(!later.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }

    @Test("Nor in a transaction that does not see what was written since", arguments: [IsolationLevel.repeatableRead, .serializable])
    func stricter(_ level: IsolationLevel) async throws {
        try await run { db, library in
            try await db.transaction(isolation: level) { tx in
                let asked = try await library.adds(0..<6, on: tx)
                #expect(!asked.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }

    @Test("Nobody else can change that meanwhile, and what went back to a savepoint does not count")
    func locked() async throws {
        try await run { db, library in
            let table = try await db.texts("SELECT quote_ident(current_schema()) || '.shelf_papers'")[0]
            try await db.transaction { tx in
                _ = try await library.adds(0..<5, on: tx)
                let error = try await refusal(of: DatabaseError.self) {
                    // What every change of a foreign key takes, or more.
                    try await SharedServer.execute("DO $$ BEGIN LOCK TABLE \(table) IN SHARE ROW EXCLUSIVE MODE NOWAIT; END $$")
                }
                #expect(error.kind == .lockTimeout)
            }
            struct Oops: Error {}
            try await db.transaction { tx in
                try await refusal(of: Oops.self) {
                    try await tx.transaction { inner in
                        _ = try await library.adds(5..<10, on: inner)
                        throw Oops()
                    }
                }
                try await SharedServer.execute("ALTER TABLE \(table) DROP CONSTRAINT shelf_papers__paper_id__foreign_key")
                let asked = try await library.adds(5..<11, on: tx)
                #expect(!asked.contains(false))
                try await library.refusesNothing(on: tx)
            }
        }
    }
}
