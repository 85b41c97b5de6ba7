import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

// The snippets of docs/inspect.md, with the models of the first example in place of those of a file.

private enum InspectedModels {
    static let all: [any Model.Type] = [Contact.self, Department.self, Membership.self]
}

/// Verifies models with a file, and writes those that it has.
func inspecting(path: String) async throws -> String {
    let made = try await Database.sqlite(path: path)
    try await made.create(InspectedModels.all)
    await made.close()

    // snippet: inspect-verify
    let db = try await Database.sqlite(path: path)
    try await db.verify(InspectedModels.all)
    // end snippet
    // snippet: inspect-source
    let catalogue = try await db.catalogue()
    let source = ModelSource(catalogue)
    print(source.text)
    // end snippet
    await db.close()
    return source.text
}
