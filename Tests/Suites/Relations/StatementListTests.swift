import Junction
import JunctionTesting
import Testing

/// The exact statements of each call of a relation, whatever the number of targets.
@Suite struct StatementListTests {
    static let one = """
        INSERT INTO "membership" AS l ("contact_id", "department_id", "rank", "created", "modified") SELECT ?1, ?2, ?4, ?3, ?3 \
        WHERE EXISTS (SELECT 1 FROM "department" AS t, "office_contact" AS o WHERE t."id" = ?2 AND o."id" = ?1) \
        ON CONFLICT ("contact_id", "department_id") DO UPDATE SET "deleted" = NULL, "modified" = ?3 WHERE l."deleted" IS NOT NULL
        """
    static let many = """
        INSERT INTO "membership" AS l ("contact_id", "department_id", "rank", "created", "modified") \
        SELECT ?1, k."value", ?5, ?4, ?4 FROM json_each(?2) AS k \
        WHERE (SELECT count(*) FROM json_each(?2) AS g JOIN "department" AS t ON t."id" = g."value" \
        JOIN "office_contact" AS o ON o."id" = ?1) = ?3 \
        ON CONFLICT ("contact_id", "department_id") DO UPDATE SET "deleted" = NULL, "modified" = ?4 WHERE l."deleted" IS NOT NULL \
        RETURNING "department_id", rowid = last_insert_rowid()
        """
    static let surveyOfOne = """
        SELECT ?2, t."id" IS NOT NULL, 1, o."id" IS NOT NULL, 1, 1, 1, 1 FROM (SELECT 1) AS k \
        LEFT JOIN "department" AS t ON t."id" = ?2 LEFT JOIN "office_contact" AS o ON o."id" = ?1
        """
    static let survey = """
        SELECT k."value", t."id" IS NOT NULL, 1, o."id" IS NOT NULL, 1, 1, 1, 1 FROM json_each(?2) AS k \
        LEFT JOIN "department" AS t ON t."id" = k."value" LEFT JOIN "office_contact" AS o ON o."id" = ?1
        """
    static let unlink = """
        UPDATE "membership" AS l SET "deleted" = ?3, "modified" = ?3 \
        WHERE l."contact_id" = ?1 AND l."department_id" IN (SELECT value FROM json_each(?2)) AND l."deleted" IS NULL RETURNING "department_id"
        """
    static let clear = """
        UPDATE "membership" AS l SET "deleted" = ?2, "modified" = ?2 \
        WHERE l."contact_id" = ?1 AND l."deleted" IS NULL RETURNING "department_id"
        """
    static let linked = """
        SELECT l."department_id", 1, 1 FROM "office_contact" AS o \
        LEFT JOIN "membership" AS l ON l."contact_id" = o."id" AND l."deleted" IS NULL WHERE o."id" = ?1
        """

    /// The same by `set`, which has read the owner already.
    private static func held(_ link: String) -> String {
        link.replacing(#", "office_contact" AS o WHERE t."id" = ?2 AND o."id" = ?1"#, with: #" WHERE t."id" = ?2"#)
            .replacing(#" JOIN "office_contact" AS o ON o."id" = ?1"#, with: "")
    }

    @Test(arguments: TestDatabase.allWithPoolers, [1, 10, 100_000])
    func throughAModel(_ database: TestDatabase, _ count: Int) async throws {
        try await database.run(Office.models) { db, recorder in
            let contact = try await Office.contact("ann", on: db), keys = try await Office.departments(count, on: db)
            let departments = contact.departments
            // One target stands in the statement, several in a list.
            let link = count == 1 ? database.refusing(Self.one) : Self.many, survey = count == 1 ? Self.surveyOfOne : Self.survey
            // A statement that fails by itself, or says that it was refused, leaves nothing more to ask.
            let surveyed = count == 1 || database.answersRefusal ? [link] : [link, survey]
            let unlink = count == 1 ? Self.unlink.replacing("IN (SELECT value FROM json_each(?2))", with: "= ?2") : Self.unlink
            _ = recorder.take()

            #expect(try await departments.add(keys: keys, on: db).added.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([link]))

            #expect(try await departments.add(keys: keys, on: db).existing.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words(surveyed))

            await #expect(throws: RelationError.self) { try await departments.add(keys: keys + [Key(0)], on: db) }
            #expect(database.words(recorder.takeSQL()) == database.words([Self.many, Self.survey]))

            #expect(try await departments.remove(keys: keys, on: db).removed.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([unlink]))

            #expect(try await departments.set(keys: keys, on: db).restored.count == count)
            #expect(
                database.words(recorder.takeSQL()) == database.words([Self.linked, Self.held(count == 1 ? link : database.refusing(link))]))

            #expect(try await departments.set(keys: keys, on: db).existing.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([Self.linked]))

            #expect(try await departments.set(keys: [], on: db).removed.count == count)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        Self.linked, unlink.replacing(" RETURNING \"department_id\"", with: database.told("\"department_id\"")),
                    ]))

            try await departments.add(keys: keys, on: db)
            _ = recorder.take()
            #expect(try await departments.clear(on: db).removed.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([Self.clear]))
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers, [1, 10, 100_000])
    func plain(_ database: TestDatabase, _ count: Int) async throws {
        let one = """
            INSERT INTO "office_contact_labels" AS l ("office_contact_id", "sticker_id") SELECT ?1, ?2 \
            WHERE EXISTS (SELECT 1 FROM "sticker" AS t, "office_contact" AS o WHERE t."id" = ?2 AND o."id" = ?1) \
            ON CONFLICT ("office_contact_id", "sticker_id") DO NOTHING
            """
        let many = """
            INSERT INTO "office_contact_labels" AS l ("office_contact_id", "sticker_id") SELECT ?1, k."value" \
            FROM json_each(?2) AS k WHERE (SELECT count(*) FROM json_each(?2) AS g JOIN "sticker" AS t ON t."id" = g."value" \
            JOIN "office_contact" AS o ON o."id" = ?1) = ?3 \
            ON CONFLICT ("office_contact_id", "sticker_id") DO NOTHING RETURNING "sticker_id", 1
            """
        let isTarget = count == 1 ? "= ?2" : "IN (SELECT value FROM json_each(?2))",
            link = count == 1 ? database.refusing(one) + database.told("\"sticker_id\", 1") : many
        let unlink = """
            DELETE FROM "office_contact_labels" AS l WHERE l."office_contact_id" = ?1 AND l."sticker_id" \(isTarget) RETURNING "sticker_id"
            """
        let linked = """
            SELECT l."sticker_id", 1, 1 FROM "office_contact" AS o \
            LEFT JOIN "office_contact_labels" AS l ON l."office_contact_id" = o."id" WHERE o."id" = ?1
            """
        try await database.run(Office.models) { db, recorder in
            let contact = try await Office.contact("ann", on: db), keys = try await Office.stickers(count, on: db)
            _ = recorder.take()
            #expect(try await contact.labels.add(keys: keys, on: db).added.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([link]))
            #expect(try await contact.labels.remove(keys: keys, on: db).removed.count == count)
            #expect(database.words(recorder.takeSQL()) == database.words([unlink]))
            #expect(try await contact.labels.set(keys: keys, on: db).added.count == count)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        linked,
                        Self.held(database.refusing(link))
                            .replacing(" RETURNING \"sticker_id\", 1", with: database.told("\"sticker_id\", 1")),
                    ]))
            #expect(try await contact.labels.clear(on: db).removed.count == count)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        "DELETE FROM \"office_contact_labels\" AS l WHERE l.\"office_contact_id\" = ?1 RETURNING \"sticker_id\""
                    ]))
        }
    }

    /// The statement that links begins with tables of its own on some databases.
    @Test(arguments: TestDatabase.allWithPoolers)
    func filledFromACommonQuery(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, _ in
            let contact = try await Office.contact("ann", on: db), keys = try await Office.departments(3, on: db)
            let names = Department.filter { $0.name == "D1" }.values { $0.name }.common("names")
            for some in [[keys[0]], [keys[1], keys[2]]] {
                let added = try await contact.departments.add(keys: some, on: db) { $0.role = names.scalar() }.added
                #expect(Set(added) == Set(some))
            }
            let roles = try await contact.departments.links.all(on: db).map(\.role)
            #expect(roles == ["D1", "D1", "D1"])
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func filledCreatedAndRead(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let contact = try await Office.contact("ann", on: db), keys = try await Office.departments(3, on: db)
            _ = recorder.take()
            try await contact.departments.add(keys: keys, on: db) { $0.role = "head" }
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        Self.many.replacing(
                            "\"contact_id\", \"department_id\", \"rank\"", with: "\"contact_id\", \"department_id\", \"role\", \"rank\"",
                            maxReplacements: 1
                        )
                        .replacing("k.\"value\", ?5, ?4", with: "k.\"value\", ?5, ?6, ?4").replacing(
                            "\"modified\" = ?4 WHERE", with: "\"modified\" = ?4, \"role\" = excluded.\"role\" WHERE")
                    ]))
            let made = try await contact.departments.create(Department(name: "new"), on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        "INSERT INTO \"department\" (\"name\") VALUES (?1) RETURNING \"id\", \"name\"", database.refusing(Self.one),
                    ]))
            #expect(try await contact.departments.count(on: db) == 4)
            #expect(try await contact.departments.contains(made, on: db))
            #expect(try await contact.departments.links.filter { $0.role == "head" }.all(on: db).count == 3)
            let read = recorder.takeSQL()
            let restricted = """
                t0."id" IN (SELECT t1."department_id" FROM "membership" AS t1 WHERE t1."deleted" IS NULL AND t1."contact_id" = ?1)
                """
            #expect(
                database.words(read)
                    == database.words([
                        "SELECT count(*) FROM \"department\" AS t0 WHERE \(restricted)",
                        "SELECT EXISTS (SELECT 1 FROM \"department\" AS t0 WHERE \(restricted) AND t0.\"id\" = ?2)",
                        """
                        SELECT t0."id", t0."contact_id", t0."department_id", t0."role", t0."rank", t0."created", t0."modified", t0."deleted" \
                        FROM "membership" AS t0 JOIN "office_contact" AS t1 ON t1."id" = t0."contact_id" \
                        JOIN "login" AS t2 ON t2."id" = t1."user_id" JOIN "department" AS t3 ON t3."id" = t0."department_id" \
                        WHERE t0."deleted" IS NULL AND t0."contact_id" = ?1 AND t0."role" = ?2 ORDER BY t2."username", t3."name"
                        """,
                    ]))
        }
    }

    /// Nothing to do is no statement.
    @Test(arguments: TestDatabase.allWithPoolers)
    func emptyLists(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let contact = try await Office.contact("ann", on: db)
            _ = recorder.take()
            #expect(try await contact.departments.add([], on: db).isEmpty)
            #expect(try await contact.departments.remove([], on: db).isEmpty)
            #expect(recorder.takeSQL().isEmpty)
        }
    }
}
