import BenchLibPQ
import HandWritten

// The plain forms of the workloads that read, as a good engineer writes them by hand for one program. They are the bar, so they may become
// faster, never slower.

extension PostgresConnection {
    private static let contactColumns = "id,username,email,created,modified"

    /// P2: every link.
    public func allLinks() throws -> [Link] {
        let result = try prepare("SELECT id,contact_id,category_id,created,deleted_at FROM contact_category").run()
        var links: [Link] = []
        links.reserveCapacity(result.count)
        for row in 0..<Int32(result.count) {
            links.append(
                Link(
                    id: result.int(row, 0), contactID: result.int(row, 1), categoryID: result.int(row, 2), created: result.date(row, 3),
                    deletedAt: result.isNull(row, 4) ? nil : result.date(row, 4)))
        }
        return links
    }

    /// P3: the first contacts, each with the categories that it has a live link to.
    public func contactsWithCategories(first count: Int) throws -> [ContactWithCategories] {
        let contacts = try prepare("SELECT \(Self.contactColumns) FROM contact ORDER BY id LIMIT \(count)").run()
        var all: [ContactWithCategories] = [], places: [Int64: Int] = [:], keys: [Int64] = []
        all.reserveCapacity(count)
        places.reserveCapacity(count)
        for row in 0..<Int32(contacts.count) {
            let one = contact(contacts, row)
            places[one.id] = all.count
            keys.append(one.id)
            all.append(ContactWithCategories(contact: one, categories: []))
        }
        // In no order: to sort would cost the server more than a dictionary costs here.
        let links = try prepare(
            """
            SELECT l.contact_id,c.id,c.name FROM contact_category l JOIN category c ON c.id=l.category_id \
            WHERE l.deleted_at IS NULL AND l.contact_id=ANY($1)
            """, [.bigints])
        links.bindArray(0, keys)
        let result = try links.run()
        for row in 0..<Int32(result.count) {
            guard let place = places[result.int(row, 0)] else { continue }
            all[place].categories.append(Category(id: result.int(row, 1), name: result.string(row, 2)))
        }
        return all
    }

    /// P6s: the contacts with these keys, one look-up after the other, all in one read transaction.
    public func find(_ keys: [Int64]) throws -> [Contact] {
        let statement = try lookUp()
        return try transaction(readOnly: true) {
            var contacts: [Contact] = []
            contacts.reserveCapacity(keys.count)
            for key in keys {
                statement.bind(0, key)
                let result = try statement.run()
                if result.count > 0 { contacts.append(contact(result, 0)) }
            }
            return contacts
        }
    }

    /// P6: the same, where a hundred look-ups are sent before their answers are waited for.
    public func findInPipeline(_ keys: [Int64]) throws -> [Contact] {
        let statement = try lookUp()
        return try transaction(readOnly: true) {
            PQenterPipelineMode(handle)
            defer { PQexitPipelineMode(handle) }
            var contacts: [Contact] = []
            contacts.reserveCapacity(keys.count)
            for start in stride(from: 0, to: keys.count, by: 100) {
                let batch = keys[start..<min(start + 100, keys.count)]
                for key in batch {
                    statement.bind(0, key)
                    try statement.send()
                }
                PQpipelineSync(handle)
                for _ in batch {
                    let result = try PostgresResult.checked(PQgetResult(handle), handle)
                    if result.count > 0 { contacts.append(contact(result, 0)) }
                    // Nothing more comes of this statement.
                    PQclear(PQgetResult(handle))
                }
                _ = try PostgresResult.checked(PQgetResult(handle), handle)
            }
            return contacts
        }
    }

    private func lookUp() throws -> PostgresStatement { try prepare("SELECT \(Self.contactColumns) FROM contact WHERE id=$1", [.bigint]) }

    @inline(__always) private func contact(_ result: borrowing PostgresResult, _ row: Int32) -> Contact {
        Contact(
            id: result.int(row, 0), username: result.string(row, 1), email: result.string(row, 2), created: result.date(row, 3),
            modified: result.date(row, 4))
    }
}
