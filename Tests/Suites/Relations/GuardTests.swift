import Junction
import JunctionTesting
import Testing

/// A link is never written to a row that is not there, whatever the foreign keys of the database do.
@Suite struct GuardTests {
    private static let tables = [
        "CREATE TABLE recipe (id {key}, name text NOT NULL)",
        "CREATE TABLE spice (id {key}, name text NOT NULL)",
    ]

    private static func junction(_ suffix: String) -> String {
        """
        CREATE TABLE with_id (id {key}, recipe bigint NOT NULL REFERENCES recipe (id)\(suffix), \
        spice bigint NOT NULL REFERENCES spice (id)\(suffix), UNIQUE (recipe, spice))
        """
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func aMissingEnd(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), bob = try await Office.contact("bob", on: db)
            let sticker = try await Office.stickers(1, on: db)[0]
            for relation in ["labels", "departments"] {
                try await refuses(.missingTargets, [.integer(99)], on: db) { session in
                    if relation == "labels" { return try await ann.labels.add(keys: [Key(99)], on: session).added.count }
                    return try await ann.departments.add(keys: [Key(99)], on: session) { $0.role = "head" }.added.count
                }
            }
            try await refuses(.missingTargets, [.integer(98)], on: db) { try await ann.labels.set(keys: [Key(98)], on: $0).added.count }
            try await bob.delete(on: db)
            try await refuses(.missingOwner, [bob.id.columnValue], on: db) { try await bob.labels.add(keys: [sticker], on: $0).added.count }

            let count = try await ann.labels.count(on: db), added = try await ann.labels.add(keys: [sticker], on: db)
            #expect(count == 0 && added.added == [sticker])
            let again = try await db.transaction { try await ann.labels.add(keys: [sticker], on: $0) }
            #expect(again.existing == [sticker] && again.added.isEmpty)
        }
    }

    @Test(
        "Keys that the database looks after late, or not at all", arguments: TestDatabase.all,
        [" DEFERRABLE INITIALLY DEFERRED", "", "loose"])
    func lateOrNever(_ database: TestDatabase, _ kind: String) async throws {
        try await database.run { db, _ in
            let plain = "CREATE TABLE with_id (id {key}, recipe bigint NOT NULL, spice bigint NOT NULL, UNIQUE (recipe, spice))"
            for sql in Self.tables + [kind == "loose" ? plain : Self.junction(kind)] { try await rawSQL(sql, on: db) }
            let soup = try await Recipe(name: "soup").insert(on: db), salt = try await Spice(name: "salt").insert(on: db)
            try await refuses(.missingTargets, [.integer(77)], on: db) { try await soup.withID.add(keys: [Key(77)], on: $0).added.count }
            let changes = try await soup.withID.add(salt, on: db)
            #expect(changes.added == [salt.id])
        }
    }

    @Test("Whatever SQL of one's own changes", arguments: TestDatabase.named("SQLite"))
    func whatChangesMeanwhile(_ database: TestDatabase) async throws {
        for change in ["PRAGMA foreign_keys = OFF", "DROP TABLE with_id"] {
            try await database.run { db, _ in
                for sql in Self.tables + [Self.junction("")] { try await rawSQL(sql, on: db) }
                let soup = try await Recipe(name: "soup").insert(on: db), salt = try await Spice(name: "salt").insert(on: db)
                try await soup.withID.add(salt, on: db)
                try await db.execute(SQL(stringLiteral: change))
                if change.hasPrefix("DROP") {
                    try await db.execute(
                        "CREATE TABLE with_id (id integer PRIMARY KEY, recipe bigint, spice bigint, UNIQUE (recipe, spice))")
                }
                try await refuses(.missingTargets, [.integer(77)], on: db) {
                    try await soup.withID.add(keys: [Key(77)], on: $0).added.count
                }
            }
        }
        try await database.run { db, _ in
            for sql in Self.tables + [Self.junction("")] { try await rawSQL(sql, on: db) }
            let soup = try await Recipe(name: "soup").insert(on: db), salt = try await Spice(name: "salt").insert(on: db)
            try await soup.withID.add(salt, on: db)
            try await db.transaction { tx in
                try await tx.execute("PRAGMA defer_foreign_keys = ON")
                let error = try await refusal(of: RelationError.self) { try await soup.withID.add(keys: [Key(77)], on: tx) }
                #expect(error.kind == .missingTargets)
            }
        }
        // What was taken back is as it was before, and so is what is looked at.
        try await database.run { db, _ in
            for sql in Self.tables + [Self.junction("")] { try await rawSQL(sql, on: db) }
            let soup = try await Recipe(name: "soup").insert(on: db), salt = try await Spice(name: "salt").insert(on: db)
            let loose = "CREATE TABLE with_id (id integer PRIMARY KEY, recipe bigint, spice bigint, UNIQUE (recipe, spice))"
            try await db.transaction { tx in
                try await tx.execute("DROP TABLE with_id")
                try await tx.execute(SQL(stringLiteral: loose))
                _ = try? await tx.transaction { inner in
                    try await inner.execute("DROP TABLE with_id")
                    try await inner.execute(SQL(stringLiteral: Self.junction("").replacing("{key}", with: "integer PRIMARY KEY")))
                    try await soup.withID.add(salt, on: inner)
                    throw CancellationError()
                }
                let error = try await refusal(of: RelationError.self) { try await soup.withID.add(keys: [Key(77)], on: tx) }
                #expect(error.kind == .missingTargets)
            }
        }
    }

    /// Refused alone and in a transaction, and nothing was written.
    private func refuses(
        _ kind: RelationError.Kind, _ keys: [Value], on db: Database, at location: SourceLocation = #_sourceLocation,
        _ change: @Sendable (any Session) async throws -> Int
    ) async throws {
        let alone = try await refusal(of: RelationError.self, at: location) { _ = try await change(db) }
        #expect(alone.kind == kind && alone.keys == keys, sourceLocation: location)
        try await db.transaction { tx in
            let inside = try await refusal(of: RelationError.self, at: location) { _ = try await change(tx) }
            #expect(inside.kind == kind && inside.keys == keys, sourceLocation: location)
        }
    }
}

@Suite("Rows of a junction that are inserted many at a time") struct LinkOrderTests {
    @Test("keep the order of their keys, whatever that of their rows", arguments: TestDatabase.allWithPoolers)
    func order(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let ann = try await Office.contact("ann", on: db), bob = try await Office.contact("bob", on: db)
            let departments = try await Office.departments(20, on: db)
            var links: [Membership] = []
            for (number, department) in departments.enumerated().reversed() {
                for contact in number % 2 == 0 ? [ann, bob] : [bob, ann] {
                    var link = Membership(contactID: contact.id, departmentID: department)
                    link.rank = number
                    links.append(link)
                }
            }
            let keys = try await Membership.insert(links, on: db)
            #expect(Set(keys).count == 40)
            let stored = try await Membership.query.all(on: db)
            for (key, link) in zip(keys, links) {
                let row = try #require(stored.first { $0.id == key })
                #expect(row.contactID == link.contactID && row.departmentID == link.departmentID && row.rank == link.rank)
            }
            // SQLite counts them in the order in which its index of the pair grows.
            let byKey = try await Membership.order { $0.id }.all(on: db),
                byPair = try await Membership.order { [$0.contactID, $0.departmentID] }.all(on: db)
            if database.name == "SQLite" { #expect(byKey.map(\.id) == byPair.map(\.id)) }
        }
    }

    @Test("stay as they are where one may need another", arguments: TestDatabase.all)
    func rowsThatReferToEachOther(_ database: TestDatabase) async throws {
        try await database.run([Bough.self]) { db, _ in
            let rows = [(5, 5, 5), (3, 5, 3), (4, 3, 5)].map { Bough(id: Key($0.0), parentID: Key($0.1), rootID: Key($0.2)) }
            let keys = try await Bough.insert(rows, on: db)
            #expect(keys == [Key(5), Key(3), Key(4)])
        }
    }
}

/// Its two keys are unique together, and refer to itself: no link.
@Model
struct Bough {
    var id: Key<Bough>
    @ForeignKey(onDelete: .restrict) var parentID: Key<Bough>
    @ForeignKey(onDelete: .restrict) var rootID: Key<Bough>

    static let options = Options<Self>(unique: { [[$0.parentID, $0.rootID]] })
}
