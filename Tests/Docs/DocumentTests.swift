import Foundation
import Testing

/// Code in documents is never re-typed: each block is a marked piece of a file that is compiled and run here.
@Suite struct DocumentTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// README and every page under docs.
    static var documents: [URL] {
        get throws {
            let pages = try FileManager.default.contentsOfDirectory(
                at: root.appendingPathComponent("docs"), includingPropertiesForKeys: nil)
            return [root.appendingPathComponent("README.md")] + pages.filter { $0.pathExtension == "md" }
        }
    }

    /// The marked pieces, by what they say.
    static var snippets: Set<String> {
        get throws {
            let folder = root.appendingPathComponent("Tests/Docs/Snippets")
            var found = Set<String>()
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                var current: [Substring]?
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
                    let text = line.drop { $0 == " " }
                    if text.hasPrefix("// snippet:") {
                        current = []
                    } else if text == "// end snippet" {
                        if let lines = current { found.insert(unindented(lines)) }
                        current = nil
                    } else {
                        current?.append(line)
                    }
                }
            }
            return found
        }
    }

    /// Each block is one, but for the files of the newcomer's path, which are built as they are.
    @Test func everySwiftBlockIsASnippet() throws {
        let snippets = try Self.snippets
        var blocks = 0
        for document in try Self.documents {
            let text = NewcomersPath.removed(from: try String(contentsOf: document, encoding: .utf8))
            for part in text.components(separatedBy: "```swift\n").dropFirst() {
                let block = part.components(separatedBy: "\n```")[0]
                blocks += 1
                #expect(snippets.contains(block), "\(document.lastPathComponent): this block is no snippet:\n\(block)")
            }
        }
        #expect(blocks > 0)
    }

    @Test func theFirstExampleRuns() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-first-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        #expect(try await firstExample(path: path) == ["Ann: HR (head)"])
    }

    @Test func theInspectionRuns() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-inspected-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let source = try await inspecting(path: path)
        #expect(source.contains("@ManyToMany var") && source.contains(": Many<Department>.Through<Membership>"))
    }

    @Test func theMigrationsRun() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("junction-migrated-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let steps = try await migrating(path: path)
        #expect(steps.isEmpty)
    }

    @Test func theQueriesRun() async { await #expect(throws: Never.self) { try await allQueries() } }

    private static func unindented(_ lines: [Substring]) -> String {
        let indent = lines.filter { !$0.allSatisfy { $0 == " " } }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n")
    }
}
