import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/queries.md. They use the models of the first example, and these.

@Model
struct Invoice {
    var id: Key<Invoice>
    @ForeignKey(onDelete: .cascade) var contactID: Key<Contact>
    @Unique var number: String
    var amount: Int
    var isPaid: Bool = false
    @CreatedAt var created: Date
}

@Model
struct Topic {
    var id: Key<Topic>
    @Unique var name: String
    @ForeignKey(onDelete: .cascade) var parentID: Key<Topic>?
    @HasMany(\Topic.parentID) var children: HasMany<Topic>
}

struct ContactPage: Sendable {
    let contact: Contact
    let departments: [Department]
}

func questions(_ db: Database, _ hr: Department, _ it: Department) async throws {
    // snippet: questions
    let staff = Contact
        .filter { $0.departments.contains(anyOf: [hr, it]) && $0.name != "Bob" }    // a contact with both comes once
        .order { $0.name }
    let heads = Contact.filter { $0.departments.any(linked: { department, link in department.name == "HR" && link.role == "head" }) }
    let free = Contact.filter { $0.departments.isEmpty }
    let busy = Contact.filter { $0.departments.count > 1 }
    // end snippet
    _ = (try await staff.all(on: db), try await heads.all(on: db), try await free.count(on: db), try await busy.exists(on: db))
}

func beside(_ db: Database) async throws {
    // snippet: beside
    let rows: [(Contact, [Department], Int)] = try await Contact
        .with { $0.departments.order { $0.name } }                                  // one more statement, whatever the number of rows
        .annotate { $0.departments.count { $0.name != "IT" } }
        .all(on: db)
    let pages = try await Contact.with { $0.departments }.into(ContactPage.init).all(on: db)
    let names: [(String, Int)] = try await Contact.query.values { ($0.name, $0.departments.count) }.all(on: db)
    // end snippet
    _ = (rows, pages, names)
}

func figures(_ db: Database) async throws {
    // snippet: figures
    let (count, sum) = try await Invoice.query.aggregate(on: db) { ($0.id.count(), $0.amount.sum(where: $0.isPaid)) }

    let debtors = try await Invoice
        .filter { !$0.isPaid }                                                      // rows
        .group { $0.contact.name }
        .having { $0.amount.sum() > 100 }                                           // groups
        .values { ($0.id.count(), $0.amount.sum()) }
        .order { $0.amount.sum().descending }
        .all(on: db)                                                                // [(String, Int, Int?)]
    // end snippet
    _ = (count, sum, debtors)
}

func windows(_ db: Database) async throws {
    // snippet: windows
    let ranked = Invoice.query.values { invoice in
        let window = Window(by: invoice.contactID, order: invoice.amount.descending, invoice.id)
        return (invoice.number, window.rowNumber(), window.sum(invoice.amount))
    }
    let largest = try await ranked.filter(values: { _, place, _ in place <= 3 }).all(on: db)
    // end snippet
    _ = largest
}

func functions(_ db: Database) async throws {
    // snippet: functions
    let sizes = try await Invoice.query.values { invoice in
        (invoice.number.prefix(4), invoice.created.year, Case.when(invoice.amount < 100, "small").else("large"))
    }.all(on: db)
    // end snippet
    _ = sizes
}

func inside(_ db: Database) async throws {
    // snippet: inside
    let debtors = Contact.filter { contact in
        Invoice.filter { $0.contactID == contact.id && !$0.isPaid }.exists
    }
    let latest = Contact.query.values { contact in
        let invoices = Invoice.filter { $0.contactID == contact.id }.order { $0.created.descending }
        return (contact.name, invoices.values { $0.number }.scalar())               // String?
    }
    let either = debtors.union(Contact.filter { $0.departments.isEmpty }).order { $0.name }
    // end snippet
    _ = (try await latest.all(on: db), try await either.all(on: db))
}

func trees(_ db: Database, _ topic: Topic) async throws {
    // snippet: trees
    let below = try await topic.closure(of: \.children).all(on: db)                 // everything below, at any depth
    let near = try await topic.closure(of: \.children, maxDepth: 2).all(on: db)     // [(Topic, Int)], nearest first
    let above = try await topic.closure(of: \.parent).all(on: db)
    // end snippet
    _ = (below, near, above)
}

func pages(_ db: Database) async throws {
    // snippet: pages
    let query = Invoice.order { $0.created.descending }
    let first = try await query.page(20, on: db)
    let second = try await query.page(20, after: first.next, on: db)                // a cursor is text for a URL, too

    for try await (invoice, contact) in query.with({ $0.contact }).stream(on: db) { print(invoice.number, contact.name) }
    // end snippet
    _ = second
}

func writes(_ db: Database, _ ann: Contact) async throws {
    // snippet: writes
    try await Invoice.filter { $0.contact.name == "Ann" }.update(on: db) { new, old in new.amount = old.amount + 1 }

    let invoice = try await Invoice(contactID: ann.id, number: "A-1", amount: 10).upsert(unique: { [$0.number] }, on: db)
    let (topic, isNew) = try await Topic.filter { $0.name == "Swift" }.getOrCreate(on: db) { Topic(name: "Swift") }
    let paid = try await Invoice.filter { $0.amount < 100 }.updateReturning(on: db) { new, _ in new.isPaid = true }
    // end snippet
    _ = (invoice, topic, isNew, paid)
}

func rawSQL(_ db: Database) async throws {
    // snippet: raw-sql
    let name = "O'Hara"
    let found = try await db.query("SELECT \(columns: Contact.self) FROM contact WHERE name = \(name)", as: Contact.self)
    let sums = try await db.query("SELECT contact_id, sum(amount) FROM invoice GROUP BY contact_id", as: (Key<Contact>, Int).self)
    // end snippet
    _ = (found, sums)
}

func together(_ db: Database, _ keys: [Key<Contact>]) async throws {
    // snippet: together
    let contacts = try await db.pipeline { pipe in keys.map { Contact.find($0, on: pipe) } }
    let (unpaid, count, newest) = try await db.pipeline { pipe in
        (
            Invoice.filter { !$0.isPaid }.all(on: pipe), Invoice.query.count(on: pipe),
            Invoice.order { $0.id.descending }.first(on: pipe)
        )
    }
    // end snippet
    _ = (contacts, unpaid, count, newest)
}

/// Runs all of them.
func allQueries() async throws {
    let db = try await Database.sqlite(path: ":memory:")
    try await db.create([Contact.self, Department.self, Membership.self, Invoice.self, Topic.self])
    let ann = try await Contact(name: "Ann").insert(on: db)
    let hr = try await Department(name: "HR").insert(on: db), it = try await Department(name: "IT").insert(on: db)
    try await ann.departments.add(hr, it, on: db)
    let topic = try await Topic(name: "root").insert(on: db)
    _ = try await Topic(name: "leaf", parentID: topic.id).insert(on: db)
    try await questions(db, hr, it)
    try await beside(db)
    try await writes(db, ann)
    try await figures(db)
    try await windows(db)
    try await functions(db)
    try await inside(db)
    try await trees(db, topic)
    try await pages(db)
    try await together(db, [ann.id])
    try await rawSQL(db)
    await db.close()
}
