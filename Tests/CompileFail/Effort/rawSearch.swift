import Foundation
import Junction

/// A search in SQL of one's own: values are bound, names are quoted.
func rawSearch(_ word: String, _ keys: [Key<User>], since day: Date, on db: Database) async throws -> [(Key<Contact>, String, Int)] {
    let wanted: SQL = "SELECT id, title, visits FROM \(table: Contact.self) WHERE title LIKE \(word + "%")"  // misspelt: table: -> tabel:
    let old: SQL = "SELECT id, title, 0 FROM contact WHERE user_id IN \(list: keys) AND created < \(day)"  // wrong: keys -> word
    let some = try await db.query(wanted, as: (Key<Contact>, String, Int).self)  // misspelt: query -> fetch; wrong: wanted -> word
    let more = try await db.query(old, as: (Key<Contact>, String, Int).self)  // misspelt: old -> olt
    return some + more
}
