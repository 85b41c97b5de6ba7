// expect-count: 1
import Junction

func rename(_ contact: Contact, on db: Database) async throws -> Contact {
    try await contact.update(on: db) { $0.title += "x" }  // expect: a change can only be assigned; read the old value from
}
