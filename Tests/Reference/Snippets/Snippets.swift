/// Code as it stands in documentation comments, each piece on a book of its own.
struct Snippet: Sendable, CustomStringConvertible {
    let description: String
    let run: @Sendable (Book) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (Book) async throws -> Void) {
        description = name
        self.run = run
    }

    static let all: [Snippet] = expressions + queries + relations + models + database
}

/// What a snippet expected and did not get.
struct SnippetFailed: Error {
    let text: String
}

/// Checks what a snippet got.
func check(_ isTrue: Bool, _ text: String = "") throws {
    if !isTrue { throw SnippetFailed(text: text) }
}
