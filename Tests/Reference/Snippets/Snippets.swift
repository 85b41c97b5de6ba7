/// Code as it stands in documentation comments, each piece on a book of its own.
struct Snippet: Sendable, CustomStringConvertible {
    let description: String
    let run: @Sendable (Book) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (Book) async throws -> Void) {
        description = name
        self.run = run
    }

    static let all: [Snippet] = expressions
}

/// What a snippet found is not what its comment says.
struct SnippetFailed: Error {
    let text: String
}

/// Throws where it is not true.
func check(_ isTrue: Bool, _ text: String = "") throws {
    if !isTrue { throw SnippetFailed(text: text) }
}
