import Foundation
import Junction

/// One path on which deleted rows must not be seen: what the database answers, and what the plain values say.
struct MatrixRow: Sendable {
    let name: String
    let answer: @Sendable (Database) async throws -> String
    let expected: @Sendable (Shelf) -> String

    init(_ name: String, _ answer: @escaping @Sendable (Database) async throws -> String, expected: @escaping @Sendable (Shelf) -> String) {
        self.name = name
        self.answer = answer
        self.expected = expected
    }

    static let all = reading + asking + counting + loading + walking + handles + writing + breadth
}

/// The keys of the library, by name, deleted ones among them.
struct Catalog: Sendable {
    let authors: [String: Author]
    let books: [String: Book]

    init(_ db: some Session) async throws {
        authors = Dictionary(uniqueKeysWithValues: try await Author.includingDeleted.all(on: db).map { ($0.name, $0) })
        books = Dictionary(uniqueKeysWithValues: try await Book.includingDeleted.all(on: db).map { ($0.title, $0) })
    }

    func author(_ name: String) throws -> Author { try authors[name].orThrow() }
    func book(_ title: String) throws -> Book { try books[title].orThrow() }
}

struct NotThere: Error {}

extension Optional {
    func orThrow() throws -> Wrapped { if let self { self } else { throw NotThere() } }
}

func text(_ names: [String]) -> String { names.joined(separator: " ") }
func names(_ query: Query<Author, Author>, _ db: some Session) async throws -> String { text(try await query.all(on: db).map(\.name)) }
func titles(_ query: Query<Book, Book>, _ db: some Session) async throws -> String { text(try await query.all(on: db).map(\.title)) }

/// Runs a write and takes it back; an error is its answer.
func rolledBack(_ db: Database, _ body: (Transaction) async throws -> String) async throws -> String {
    struct TakeBack: Error {}
    var answer = ""
    do {
        try await db.transaction { tx in
            do { answer = try await body(tx) } catch let error as RelationError { answer = "\(error.kind)" } catch let error as QueryError {
                answer = if case .notFound = error.kind { "notFound" } else { "\(error.kind)" }
            }
            throw TakeBack()
        }
    } catch is TakeBack {}
    return answer
}
