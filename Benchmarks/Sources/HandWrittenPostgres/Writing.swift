import BenchLibPQ
import HandWritten

// The plain forms of the workloads that write: arrays as parameters, so that a statement writes many rows, one transaction around it all.
// They are the bar, so they may become faster, never slower.

extension PostgresConnection {
    private static let insertLinks = """
        INSERT INTO contact_category(contact_id,category_id,created,deleted_at) \
        SELECT * FROM unnest($1::bigint[],$2::bigint[],$3::timestamptz[],$4::timestamptz[])
        """

    /// P1: inserts links; how many.
    public func insert(_ links: [NewLink]) throws -> Int {
        let statement = try prepare(Self.insertLinks, [.bigints, .bigints, .times, .times])
        let contacts = Wire(), categories = Wire(), created = Wire(), deleted = Wire()
        return try transaction {
            for start in stride(from: 0, to: links.count, by: 10_000) {
                let chunk = links[start..<min(start + 10_000, links.count)]
                contacts.beginArray(of: .bigints, count: chunk.count)
                categories.beginArray(of: .bigints, count: chunk.count)
                created.beginArray(of: .times, count: chunk.count)
                deleted.beginArray(of: .times, count: chunk.count, hasNulls: true)
                for link in chunk {
                    contacts.appendElement(link.contact)
                    categories.appendElement(link.category)
                    created.appendElement(link.created - PostgresTime.epoch)
                    if let time = link.deleted { deleted.appendElement(time - PostgresTime.epoch) } else { deleted.appendNull() }
                }
                for (i, wire) in [contacts, categories, created, deleted].enumerated() { statement.take(i, wire) }
                _ = try statement.run()
            }
            return links.count
        }
    }

    /// P5: makes each contact's links those to exactly these categories, whatever `deleted_at` says: reads them, then deletes and inserts
    /// the difference, a statement each.
    public func setLinks(_ sets: [(contact: Int64, categories: [Int64])], created: Int64) throws -> LinkCounts {
        let current = try prepare("SELECT category_id FROM contact_category WHERE contact_id=$1", [.bigint])
        let delete = try prepare("DELETE FROM contact_category WHERE contact_id=$1 AND category_id=ANY($2)", [.bigint, .bigints])
        let insert = try prepare(
            "INSERT INTO contact_category(contact_id,category_id,created) SELECT $1,unnest($2),$3", [.bigint, .bigints, .time])
        return try transaction {
            var counts = LinkCounts()
            for (contact, categories) in sets {
                current.bind(0, contact)
                let result = try current.run()
                var have = Set<Int64>()
                for row in 0..<Int32(result.count) { have.insert(result.int(row, 0)) }
                let want = Set(categories), superfluous = have.filter { !want.contains($0) }, missing = want.filter { !have.contains($0) }
                if !superfluous.isEmpty {
                    delete.bind(0, contact)
                    delete.bindArray(1, Array(superfluous))
                    counts.removed += try delete.run().changes
                }
                if !missing.isEmpty {
                    insert.bind(0, contact)
                    insert.bindArray(1, Array(missing))
                    insert.bind(2, created - PostgresTime.epoch)
                    counts.added += try insert.run().changes
                }
                counts.existing += want.count - missing.count
            }
            return counts
        }
    }

    /// P7: links each pair that is not linked yet, whatever `deleted_at` says.
    public func addLinks(_ pairs: [(contact: Int64, category: Int64)], created: Int64) throws -> LinkCounts {
        let insert = try prepare(
            """
            INSERT INTO contact_category(contact_id,category_id,created) VALUES($1,$2,$3) \
            ON CONFLICT(contact_id,category_id) DO NOTHING
            """, [.bigint, .bigint, .time])
        return try transaction {
            var counts = LinkCounts()
            for (contact, category) in pairs {
                insert.bind(0, contact)
                insert.bind(1, category)
                insert.bind(2, created - PostgresTime.epoch)
                if try insert.run().changes == 0 { counts.existing += 1 } else { counts.added += 1 }
            }
            return counts
        }
    }

    /// P7s: the same where a statement that fails takes back itself alone, as on SQLite: a savepoint around each, in one round trip.
    public func addLinksInSavepoints(_ pairs: [(contact: Int64, category: Int64)], created: Int64) throws -> LinkCounts {
        let insert = try prepare(
            """
            INSERT INTO contact_category(contact_id,category_id,created) VALUES($1,$2,$3) \
            ON CONFLICT(contact_id,category_id) DO NOTHING
            """, [.bigint, .bigint, .time])
        let begin = try prepare("SAVEPOINT one"), end = try prepare("RELEASE one")
        return try transaction {
            PQenterPipelineMode(handle)
            defer { PQexitPipelineMode(handle) }
            var counts = LinkCounts()
            for (contact, category) in pairs {
                insert.bind(0, contact)
                insert.bind(1, category)
                insert.bind(2, created - PostgresTime.epoch)
                try begin.send()
                try insert.send()
                try end.send()
                PQpipelineSync(handle)
                _ = try next()
                if try next() == 0 { counts.existing += 1 } else { counts.added += 1 }
                _ = try next()
                _ = try PostgresResult.checked(PQgetResult(handle), handle)
            }
            return counts
        }
    }

    /// How many rows the next statement of a pipeline wrote.
    private func next() throws -> Int {
        let changes = try PostgresResult.checked(PQgetResult(handle), handle).changes
        // Nothing more comes of this statement.
        PQclear(PQgetResult(handle))
        return changes
    }
}
