// The plain forms of the workloads that read. They are what a good engineer writes by hand for one program: columns by their number, dates
// parsed in place, arrays merged by their order. They are the bar, so they may become faster, never slower.

extension SQLiteConnection {
    private static let contactColumns = "id,username,email,created,modified"

    /// W2: every link.
    public func allLinks() throws -> [Link] {
        let statement = try prepare("SELECT id,contact_id,category_id,created,deleted_at FROM contact_category")
        var links: [Link] = []
        links.reserveCapacity(1024)
        while try statement.step() { links.append(Link(statement)) }
        return links
    }

    /// W3: the first contacts, each with the categories that it has a live link to.
    public func contactsWithCategories(first count: Int) throws -> [ContactWithCategories] {
        let contacts = try prepare("SELECT \(Self.contactColumns) FROM contact ORDER BY id LIMIT \(count)")
        var all: [ContactWithCategories] = []
        all.reserveCapacity(count)
        while try contacts.step() { all.append(ContactWithCategories(contact: Contact(contacts), categories: [])) }

        let places = Array(repeating: "?", count: all.count).joined(separator: ",")
        let links = try prepare(
            """
            SELECT l.contact_id,c.id,c.name FROM contact_category l JOIN category c ON c.id=l.category_id \
            WHERE l.deleted_at IS NULL AND l.contact_id IN (\(places)) ORDER BY l.contact_id
            """)
        for (i, one) in all.enumerated() { links.bind(Int32(i + 1), one.contact.id) }
        // Both are in the order of the contacts' keys: a merge, no dictionary.
        var at = 0
        while try links.step() {
            let contact = links.int(0)
            while all[at].contact.id != contact { at += 1 }
            all[at].categories.append(Category(id: links.int(1), name: links.string(2)))
        }
        return all
    }

    /// W4: the contacts with a live link to at least one of these categories, by name.
    public func contacts(inAnyOf categories: [Int64]) throws -> [Contact] {
        let places = Array(repeating: "?", count: categories.count).joined(separator: ",")
        let statement = try prepare(
            """
            SELECT \(Self.contactColumns) FROM contact WHERE id IN \
            (SELECT contact_id FROM contact_category WHERE category_id IN (\(places)) AND deleted_at IS NULL) ORDER BY username
            """)
        for (i, category) in categories.enumerated() { statement.bind(Int32(i + 1), category) }
        var contacts: [Contact] = []
        while try statement.step() { contacts.append(Contact(statement)) }
        return contacts
    }

    /// W6: the contacts with these keys, one look-up each, all in one read transaction.
    public func find(_ keys: [Int64]) throws -> [Contact] {
        let statement = try prepare("SELECT \(Self.contactColumns) FROM contact WHERE id=?1")
        return try transaction(readOnly: true) {
            var contacts: [Contact] = []
            contacts.reserveCapacity(keys.count)
            for key in keys {
                statement.bind(1, key)
                if try statement.step() { contacts.append(Contact(statement)) }
                statement.reset()
            }
            return contacts
        }
    }

    /// W6a: the same, where each look-up is a read of its own.
    public func findEach(_ keys: [Int64]) throws -> [Contact] {
        let statement = try prepare("SELECT \(Self.contactColumns) FROM contact WHERE id=?1")
        var contacts: [Contact] = []
        contacts.reserveCapacity(keys.count)
        for key in keys {
            statement.bind(1, key)
            if try statement.step() { contacts.append(Contact(statement)) }
            // Ends the read.
            statement.reset()
        }
        return contacts
    }
}
