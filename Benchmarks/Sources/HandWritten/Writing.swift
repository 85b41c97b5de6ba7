// The plain forms of the workloads that write. They are what a good engineer writes by hand for one program: statements that are prepared
// once, dates formatted into one buffer and bound without a copy, one transaction around it all. They are the bar, so they may become
// faster, never slower.

extension SQLiteConnection {
    private static let insertLink = "INSERT INTO contact_category(contact_id,category_id,created,deleted_at) VALUES(?1,?2,?3,?4)"

    /// W1: inserts links; how many.
    public func insert(_ links: [NewLink]) throws -> Int {
        let statement = try prepare(Self.insertLink)
        let created = UnsafeMutablePointer<UInt8>.allocate(capacity: 64), deleted = created + 32
        defer { created.deallocate() }
        return try transaction {
            for link in links {
                statement.bind(1, link.contact)
                statement.bind(2, link.category)
                DateText.write(link.created, to: created)
                statement.bind(3, date: created)
                if let time = link.deleted {
                    DateText.write(time, to: deleted)
                    statement.bind(4, date: deleted)
                } else {
                    statement.bindNull(4)
                }
                try statement.run()
            }
            return links.count
        }
    }

    /// W5: makes each contact's links those to exactly these categories, whatever `deleted_at` says: reads them, then deletes and inserts
    /// the difference.
    public func setLinks(_ sets: [(contact: Int64, categories: [Int64])], created: Int64) throws -> LinkCounts {
        let current = try prepare("SELECT category_id FROM contact_category WHERE contact_id=?1")
        let delete = try prepare("DELETE FROM contact_category WHERE contact_id=?1 AND category_id=?2")
        let insert = try prepare(Self.insertLink)
        let stamp = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)
        defer { stamp.deallocate() }
        return try transaction {
            var counts = LinkCounts()
            for (contact, categories) in sets {
                var have = Set<Int64>()
                current.bind(1, contact)
                while try current.step() { have.insert(current.int(0)) }
                current.reset()
                let want = Set(categories)
                for category in have where !want.contains(category) {
                    delete.bind(1, contact)
                    delete.bind(2, category)
                    try delete.run()
                    counts.removed += 1
                }
                DateText.write(created, to: stamp)
                for category in want {
                    if have.contains(category) {
                        counts.existing += 1
                        continue
                    }
                    insert.bind(1, contact)
                    insert.bind(2, category)
                    insert.bind(3, date: stamp)
                    insert.bindNull(4)
                    try insert.run()
                    counts.added += 1
                }
            }
            return counts
        }
    }

    /// W7: links each pair that is not linked yet, whatever `deleted_at` says.
    public func addLinks(_ pairs: [(contact: Int64, category: Int64)], created: Int64) throws -> LinkCounts {
        let insert = try prepare(Self.insertLink + " ON CONFLICT(contact_id,category_id) DO NOTHING")
        let stamp = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)
        defer { stamp.deallocate() }
        return try transaction {
            var counts = LinkCounts()
            for (contact, category) in pairs {
                DateText.write(created, to: stamp)
                insert.bind(1, contact)
                insert.bind(2, category)
                insert.bind(3, date: stamp)
                insert.bindNull(4)
                try insert.run()
                if changes == 0 { counts.existing += 1 } else { counts.added += 1 }
            }
            return counts
        }
    }
}
