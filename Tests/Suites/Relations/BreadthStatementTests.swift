import Junction
import JunctionTesting
import Testing

/// The exact statements of the calls beside the common ones.
@Suite struct BreadthStatementTests {
    @Test(arguments: TestDatabase.allWithPoolers)
    func symmetrical(_ database: TestDatabase) async throws {
        try await database.run(People.models) { db, recorder in
            let people = try await People.insert("Ann", "Bob", on: db), (ann, bob) = (people[0], people[1])
            _ = recorder.take()
            try await ann.relatives.add(bob, on: db)
            try await ann.relatives.remove(bob, on: db)
            try await ann.relatives.restore(bob, on: db)
            try await ann.relatives.clear(on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        INSERT INTO "kinship" AS l ("one_id", "other_id", "role", "created", "modified") SELECT ?1, ?2, ?4, ?3, \
                        ?3 WHERE EXISTS (SELECT 1 FROM "person" AS t, "person" AS o WHERE t."id" = ?2 AND o."id" = ?1 AND \
                        t."deleted" IS NULL AND o."deleted" IS NULL) UNION ALL SELECT ?2, ?1, ?5, ?3, ?3 WHERE ?2 <> ?1 AND \
                        EXISTS (SELECT 1 FROM "person" AS t, "person" AS o WHERE t."id" = ?2 AND o."id" = ?1 AND t."deleted" IS \
                        NULL AND o."deleted" IS NULL) ON CONFLICT ("one_id", "other_id") DO UPDATE SET "deleted" = NULL, \
                        "modified" = ?3 WHERE l."deleted" IS NOT NULL RETURNING "other_id", "one_id", rowid = last_insert_rowid()
                        """,
                        """
                        UPDATE "kinship" AS l SET "deleted" = ?3, "modified" = ?3 WHERE ((l."one_id" = ?1 AND l."other_id" = ?2) \
                        OR (l."other_id" = ?1 AND l."one_id" = ?2)) AND l."deleted" IS NULL RETURNING "other_id", "one_id"
                        """,
                        """
                        UPDATE "kinship" AS l SET "deleted" = NULL, "modified" = ?3 WHERE ((l."one_id" = ?1 AND l."other_id" = \
                        ?2) OR (l."other_id" = ?1 AND l."one_id" = ?2)) AND l."deleted" IS NOT NULL AND EXISTS (SELECT 1 FROM \
                        "person" AS e WHERE (e."id" = l."other_id" AND e."deleted" IS NULL)) AND EXISTS (SELECT 1 FROM "person" \
                        AS e WHERE (e."id" = l."one_id" AND e."deleted" IS NULL)) RETURNING "other_id", "one_id"
                        """,
                        """
                        UPDATE "kinship" AS l SET "deleted" = ?2, "modified" = ?2 WHERE (l."one_id" = ?1 OR l."other_id" = ?1) \
                        AND l."deleted" IS NULL RETURNING "other_id", "one_id"
                        """,
                    ]))
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func manyOwners(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db).id, bob = try await Office.contact("bob", on: db).id
            let keys = try await Office.departments(3, on: db)
            let survey = """
                SELECT k."value1", k."value0", t."id" IS NOT NULL, 1, o."id" IS NOT NULL, 1, 1, 1, 1 FROM (SELECT \
                json_extract(value, '$[0]') AS value0, json_extract(value, '$[1]') AS value1 FROM json_each(?1)) AS k \
                LEFT JOIN "department" AS t ON t."id" = k."value1" LEFT JOIN "office_contact" AS o ON o."id" = k."value0"
                """
            let insert = """
                INSERT INTO "membership" AS l ("contact_id", "department_id", "rank", "created", "modified") SELECT \
                k."value0", k."value1", ?4, ?3, ?3 FROM (SELECT json_extract(value, '$[0]') AS value0, \
                json_extract(value, '$[1]') AS value1 FROM json_each(?1)) AS k WHERE (SELECT count(*) FROM (SELECT \
                json_extract(value, '$[0]') AS value0, json_extract(value, '$[1]') AS value1 FROM json_each(?1)) AS g \
                JOIN "department" AS t ON t."id" = g."value1" JOIN "office_contact" AS o ON o."id" = g."value0") = ?2 ON \
                CONFLICT ("contact_id", "department_id") DO UPDATE SET "deleted" = NULL, "modified" = ?3 WHERE \
                l."deleted" IS NOT NULL RETURNING "department_id", "contact_id", rowid = last_insert_rowid()
                """
            let linked = """
                SELECT l."department_id", o."id", 1, 1 FROM "office_contact" AS o LEFT JOIN "membership" AS l ON \
                l."contact_id" = o."id" AND l."deleted" IS NULL WHERE o."id" IN (SELECT value FROM json_each(?1))
                """
            _ = recorder.take()
            try await OfficeContact.set(\.departments, to: [ann: keys, bob: [keys[0]]], on: db)
            try await OfficeContact.set(\.departments, to: [ann: [], bob: [keys[0]]], on: db)
            try await OfficeContact.add(\.departments, [ann: [keys[0]], bob: [keys[0]]], on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words(
                        [
                            linked,
                            // The owners were read, and are held.
                            database.refusing(insert).replacing(
                                " JOIN \"office_contact\" AS o ON o.\"id\" = g.\"value0\"", with: ""),
                            linked,
                            """
                            UPDATE "membership" AS l SET "deleted" = ?2, "modified" = ?2 WHERE (l."contact_id", l."department_id") IN \
                            (SELECT k."value0", k."value1" FROM (SELECT json_extract(value, '$[0]') AS value0, json_extract(value, \
                            '$[1]') AS value1 FROM json_each(?1)) AS k) AND l."deleted" IS \
                            NULL\(database.told("\"department_id\", \"contact_id\""))
                            """,
                            insert,
                        ] + (database.answersRefusal ? [] : [survey])))
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func ordered(_ database: TestDatabase) async throws {
        try await database.run(Studio.models) { db, recorder in
            let playlist = try await Playlist(name: "P").insert(on: db)
            let tracks = try await Studio.tracks("a", "b", "c", on: db)
            _ = recorder.take()
            try await playlist.tracks.add(tracks[0], tracks[1], on: db)
            try await playlist.tracks.insert(tracks[2], at: 0, on: db)
            try await playlist.tracks.move(tracks[2], to: 2, on: db)
            _ = try await playlist.tracks.all(on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        INSERT INTO "playlist_track" AS l ("playlist_id", "track_id", "position", "modified") SELECT ?1, \
                        k."value0", ((SELECT coalesce(max(p."position") + 1, 0) FROM "playlist_track" AS p WHERE p."playlist_id" \
                        = ?1) + k."value1"), ?4 FROM (SELECT json_extract(value, '$[0]') AS value0, json_extract(value, '$[1]') \
                        AS value1 FROM json_each(?2)) AS k WHERE (SELECT count(*) FROM (SELECT json_extract(value, '$[0]') AS \
                        value0, json_extract(value, '$[1]') AS value1 FROM json_each(?2)) AS g JOIN "track" AS t ON t."id" = \
                        g."value0" JOIN "playlist" AS o ON o."id" = ?1 WHERE t."deleted" IS NULL) = ?3 ON CONFLICT \
                        ("playlist_id", "track_id") DO UPDATE SET "deleted" = NULL, "modified" = ?4, "position" = \
                        excluded."position" WHERE l."deleted" IS NOT NULL RETURNING "track_id", rowid = last_insert_rowid()
                        """,
                        """
                        SELECT l."track_id", t."deleted" IS NULL, 1, l."position" FROM "playlist" AS o LEFT JOIN "playlist_track" \
                        AS l ON l."playlist_id" = o."id" AND l."deleted" IS NULL LEFT JOIN "track" AS t ON t."id" = l."track_id" \
                        WHERE o."id" = ?1 ORDER BY l."position" NULLS LAST, l."track_id"
                        """,
                        """
                        INSERT INTO "playlist_track" AS l ("playlist_id", "track_id", "position", "modified") SELECT ?1, ?2, \
                        ((SELECT coalesce(max(p."position") + 1, 0) FROM "playlist_track" AS p WHERE p."playlist_id" = ?1) + ?3), \
                        ?4 WHERE EXISTS (SELECT 1 FROM "track" AS t, "playlist" AS o WHERE t."id" = ?2 AND o."id" = ?1 AND \
                        t."deleted" IS NULL) ON CONFLICT ("playlist_id", "track_id") DO UPDATE SET "deleted" = NULL, "modified" = \
                        ?4, "position" = excluded."position" WHERE l."deleted" IS NOT NULL
                        """,
                        """
                        UPDATE "playlist_track" AS l SET "position" = k."value2", "modified" = ?2 FROM (SELECT \
                        json_extract(value, '$[0]') AS value0, json_extract(value, '$[1]') AS value1, json_extract(value, '$[2]') \
                        AS value2 FROM json_each(?1)) AS k WHERE l."playlist_id" = k."value0" AND l."track_id" = k."value1" AND \
                        NOT (l."position" IS k."value2") AND l."deleted" IS NULL RETURNING "track_id", "playlist_id"
                        """,
                        """
                        SELECT l."track_id", t."deleted" IS NULL, 1, l."position" FROM "playlist" AS o LEFT JOIN "playlist_track" \
                        AS l ON l."playlist_id" = o."id" AND l."deleted" IS NULL LEFT JOIN "track" AS t ON t."id" = l."track_id" \
                        WHERE o."id" = ?1 ORDER BY l."position" NULLS LAST, l."track_id"
                        """,
                        """
                        UPDATE "playlist_track" AS l SET "position" = k."value2", "modified" = ?2 FROM (SELECT \
                        json_extract(value, '$[0]') AS value0, json_extract(value, '$[1]') AS value1, json_extract(value, '$[2]') \
                        AS value2 FROM json_each(?1)) AS k WHERE l."playlist_id" = k."value0" AND l."track_id" = k."value1" AND \
                        NOT (l."position" IS k."value2") AND l."deleted" IS NULL RETURNING "track_id", "playlist_id"
                        """,
                        """
                        SELECT t0."id", t0."title", t0."deleted" FROM "track" AS t0 WHERE t0."deleted" IS NULL AND t0."id" IN \
                        (SELECT t1."track_id" FROM "playlist_track" AS t1 WHERE t1."deleted" IS NULL AND t1."playlist_id" = ?1) \
                        ORDER BY (SELECT min(t2."position") FROM "playlist_track" AS t2 WHERE t2."track_id" = t0."id" AND \
                        t2."deleted" IS NULL AND t2."playlist_id" = ?2) NULLS LAST, t0."title"
                        """,
                    ]))
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func prefetched(_ database: TestDatabase) async throws {
        try await database.run(Office.models) { db, recorder in
            let ann = try await Office.contact("ann", on: db)
            try await ann.departments.add(keys: try await Office.departments(3, on: db), on: db)
            _ = recorder.take()
            _ = try await OfficeContact.with { $0.departments.withLink.order { $0.name }.limit(2).offset(1) }.all(on: db)
            _ = try await [ann].with({ ($0.departments, $0.user, $0.extensions) }, on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        SELECT t0."id", t0."user_id", t0."title", t0."id" FROM "office_contact" AS t0
                        """,
                        """
                        SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 FROM (SELECT t1."id" AS c0, t1."name" AS c1, t0."id" \
                        AS c2, t0."contact_id" AS c3, t0."department_id" AS c4, t0."role" AS c5, t0."rank" AS c6, t0."created" AS \
                        c7, t0."modified" AS c8, t0."deleted" AS c9, t0."contact_id" AS c10, row_number() OVER (PARTITION BY \
                        t0."contact_id" ORDER BY t1."name", t1."id") AS place FROM "membership" AS t0 JOIN "department" AS t1 ON \
                        t1."id" = t0."department_id" WHERE t0."contact_id" IN (SELECT value FROM json_each(?3)) AND t0."deleted" \
                        IS NULL) AS w WHERE w.place > ?2 AND w.place <= ?2 + ?1 ORDER BY w.place
                        """,
                        """
                        SELECT t0."id", t1."id", t1."username" FROM "office_contact" AS t0 JOIN "login" AS t1 ON t1."id" = \
                        t0."user_id" WHERE t0."id" IN (SELECT value FROM json_each(?1))
                        """,
                        """
                        SELECT t1."id", t1."name", t0."contact_id" FROM "membership" AS t0 JOIN "department" AS t1 ON t1."id" = \
                        t0."department_id" WHERE t0."contact_id" IN (SELECT value FROM json_each(?1)) AND t0."deleted" IS NULL
                        """,
                        """
                        SELECT t0."id", t0."contact_id", t0."number", t0."contact_id" FROM "extension" AS t0 WHERE \
                        t0."contact_id" IN (SELECT value FROM json_each(?1))
                        """,
                    ]))
        }
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func keysOfOtherKinds(_ database: TestDatabase) async throws {
        try await database.run(KeyShapes.models) { db, recorder in
            let guest = try await Guest(name: "Ann").insert(on: db), seat = try await Seat(row: "A", number: 1).insert(on: db)
            let venue = try await Venue(code: "n").insert(on: db), ware = try await Ware(number: "1").insert(on: db)
            let country = try await Country(id: Key("x")).insert(on: db)
            _ = recorder.take()
            try await guest.bookings.add(seat, on: db)
            try await guest.stays.add(country, on: db)
            try await venue.stock.add(ware, on: db)
            try await venue.stock.remove(ware, on: db)
            try await guest.bookings.set([], on: db)
            _ = try await Guest.filter { $0.bookings.contains(anyOf: [seat]) }.all(on: db)
            #expect(
                database.words(recorder.takeSQL())
                    == database.words([
                        """
                        INSERT INTO "booking" AS l ("guest_id", "seat_row", "seat_number", "price", "created") SELECT ?1, ?2, ?3, \
                        ?5, ?4 WHERE EXISTS (SELECT 1 FROM "seat" AS t, "guest" AS o WHERE (t."row", t."number") = (?2, ?3) AND \
                        o."id" = ?1) ON CONFLICT ("guest_id", "seat_row", "seat_number") DO UPDATE SET "deleted" = NULL WHERE \
                        l."deleted" IS NOT NULL RETURNING "seat_row", "seat_number", rowid = last_insert_rowid()
                        """,
                        database.refusing(
                            """
                            INSERT INTO "stay" AS l ("guest_id", "country_id", "id", "nights") SELECT ?1, ?2, ?3, ?4 WHERE EXISTS \
                            (SELECT 1 FROM "country" AS t, "guest" AS o WHERE t."code" = ?2 AND o."id" = ?1) ON CONFLICT ("guest_id", \
                            "country_id") DO UPDATE SET "deleted" = NULL WHERE l."deleted" IS NOT NULL RETURNING "country_id", rowid \
                            = last_insert_rowid()
                            """),
                        """
                        INSERT INTO "placement" AS l ("venue_code", "ware_number", "amount") SELECT (SELECT e."code" FROM "venue" \
                        AS e WHERE e."id" = ?1), (SELECT e."number" FROM "ware" AS e WHERE e."id" = ?2), ?3 WHERE EXISTS (SELECT \
                        1 FROM "ware" AS t, "venue" AS o WHERE t."id" = ?2 AND o."id" = ?1 AND o."code" IS NOT NULL AND \
                        t."number" IS NOT NULL) ON CONFLICT ("venue_code", "ware_number") DO UPDATE SET "deleted" = NULL WHERE \
                        l."deleted" IS NOT NULL
                        """,
                        """
                        UPDATE "placement" AS l SET "deleted" = ?3 WHERE l."venue_code" = (SELECT e."code" FROM "venue" AS e \
                        WHERE e."id" = ?1) AND l."ware_number" = (SELECT e."number" FROM "ware" AS e WHERE e."id" = ?2) AND \
                        l."deleted" IS NULL RETURNING (SELECT junction_key FROM (SELECT "id" AS junction_key, "number" AS \
                        junction_reference0 FROM "ware") AS e WHERE junction_reference0 = "ware_number")
                        """,
                        """
                        SELECT l."seat_row", l."seat_number", 1, 1 FROM "guest" AS o LEFT JOIN "booking" AS l ON l."guest_id" = \
                        o."id" AND l."deleted" IS NULL WHERE o."id" = ?1
                        """,
                        """
                        UPDATE "booking" AS l SET "deleted" = ?4 WHERE l."guest_id" = ?1 AND (l."seat_row", l."seat_number") = \
                        (?2, ?3) AND l."deleted" IS NULL\(database.told("\"seat_row\", \"seat_number\""))
                        """,
                        """
                        SELECT t0."id", t0."name" FROM "guest" AS t0 WHERE t0."id" IN (SELECT t1."guest_id" FROM "booking" AS t1 \
                        WHERE t1."deleted" IS NULL AND (t1."seat_row", t1."seat_number") = (?1, ?2)) ORDER BY t0."name"
                        """,
                    ]))
        }
    }
}
