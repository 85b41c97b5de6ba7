import BenchSQLite

/// A contact or a category that there is not; nothing was written.
public enum MissingRow: Error {
    case contact(Int64)
    case category(Int64)
}

/// Links that are soft-deleted, by hand, with the policies of a relation and its report: both ends must be there, a soft-deleted link is
/// restored as the same row, a live one is not touched, and a superfluous one is kept with the time of its deletion.
///
/// Its statements are prepared once. The time of every change is the same, so that its text is bound once.
private final class SoftLinks {
    private let db: SQLiteConnection
    private let current: SQLiteStatement
    private let link: SQLiteStatement
    private let unlink: SQLiteStatement
    private let ends: SQLiteStatement
    private let stamp: UnsafeMutablePointer<UInt8>

    init(_ db: SQLiteConnection, now: Int64) throws {
        self.db = db
        current = try db.prepare(
            """
            SELECT l.category_id FROM contact o \
            LEFT JOIN contact_category l ON l.contact_id=o.id AND l.deleted_at IS NULL WHERE o.id=?1
            """)
        link = try db.prepare(
            """
            INSERT INTO contact_category AS l (contact_id,category_id,created) \
            SELECT o.id,t.id,?3 FROM contact o JOIN category t ON t.id=?2 WHERE o.id=?1 \
            ON CONFLICT(contact_id,category_id) DO UPDATE SET deleted_at=NULL WHERE l.deleted_at IS NOT NULL \
            RETURNING rowid=last_insert_rowid()
            """)
        unlink = try db.prepare(
            "UPDATE contact_category SET deleted_at=?3 WHERE contact_id=?1 AND category_id=?2 AND deleted_at IS NULL")
        ends = try db.prepare("SELECT EXISTS(SELECT 1 FROM contact WHERE id=?1),EXISTS(SELECT 1 FROM category WHERE id=?2)")
        stamp = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)
        DateText.write(now, to: stamp)
        link.bind(3, date: stamp)
        unlink.bind(3, date: stamp)
    }

    deinit { stamp.deallocate() }

    /// Links a contact to a category.
    func add(_ category: Int64, to contact: Int64) throws -> LinkReport {
        var report = LinkReport()
        switch try insert(contact, category) {
        case .added: report.added.append(category)
        case .restored: report.restored.append(category)
        case .untouched:
            try checkEnds(contact, category)
            report.existing.append(category)
        }
        return report
    }

    /// Makes these categories the live links of a contact: first adds what is missing, then removes what is superfluous.
    func set(_ categories: [Int64], of contact: Int64) throws -> LinkReport {
        let live = try live(contact)
        var report = LinkReport()
        for category in categories {
            if live.contains(category) {
                report.existing.append(category)
                continue
            }
            switch try insert(contact, category) {
            case .added: report.added.append(category)
            case .restored: report.restored.append(category)
            case .untouched: throw MissingRow.category(category)
            }
        }
        for category in live where !categories.contains(category) {
            unlink.bind(1, contact)
            unlink.bind(2, category)
            try unlink.run()
            report.removed.append(category)
        }
        return report
    }

    // MARK: Statements

    private enum Insertion { case added, restored, untouched }

    /// Untouched: it is live, or one of its ends is not there.
    private func insert(_ contact: Int64, _ category: Int64) throws -> Insertion {
        defer { link.reset() }
        // No row has this key, so that only a new row has the one that was inserted last.
        sqlite3_set_last_insert_rowid(db.handle, .min)
        link.bind(1, contact)
        link.bind(2, category)
        guard try link.step() else { return .untouched }
        let isNew = link.int(0) != 0
        // A statement that writes has done so when it was stepped to its end.
        _ = try link.step()
        return isNew ? .added : .restored
    }

    private func live(_ contact: Int64) throws -> [Int64] {
        defer { current.reset() }
        current.bind(1, contact)
        guard try current.step() else { throw MissingRow.contact(contact) }
        // A contact without links is one row without a category.
        if current.isNull(0) { return [] }
        var live = [current.int(0)]
        while try current.step() { live.append(current.int(0)) }
        return live
    }

    private func checkEnds(_ contact: Int64, _ category: Int64) throws {
        defer { ends.reset() }
        ends.bind(1, contact)
        ends.bind(2, category)
        _ = try ends.step()
        if ends.int(1) == 0 { throw MissingRow.category(category) }
        if ends.int(0) == 0 { throw MissingRow.contact(contact) }
    }
}

extension SQLiteConnection {
    /// W5s: makes each contact's live links those to exactly these categories.
    public func setSoftLinks(_ sets: [(contact: Int64, categories: [Int64])], now: Int64) throws -> LinkCounts {
        let links = try SoftLinks(self, now: now)
        return try transaction {
            var counts = LinkCounts()
            for (contact, categories) in sets { counts.add(try links.set(categories, of: contact)) }
            return counts
        }
    }

    /// W7s: links each pair that has no live link.
    public func addSoftLinks(_ pairs: [(contact: Int64, category: Int64)], now: Int64) throws -> LinkCounts {
        let links = try SoftLinks(self, now: now)
        return try transaction {
            var counts = LinkCounts()
            for (contact, category) in pairs { counts.add(try links.add(category, to: contact)) }
            return counts
        }
    }
}
