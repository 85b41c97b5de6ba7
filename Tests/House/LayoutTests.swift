import Foundation
import Testing

@Suite("Files and folders stay small") struct LayoutTests {
    @Test("A folder has at most 15 source files")
    func folders() throws {
        let files = try Project.swiftFiles(in: "Sources").map(\.path)
        let folders = Dictionary(grouping: files) { $0.split(separator: "/").dropLast().joined(separator: "/") }
        #expect(!folders.isEmpty)
        for (folder, files) in folders { #expect(files.count <= 15, "\(folder) has \(files.count) files") }
    }

    @Test("A file has at most 400 lines", arguments: ["Sources", "Tests", "Examples"])
    func files(in folder: String) throws {
        for file in try Project.swiftFiles(in: folder) {
            let count = file.lines.count - 1
            #expect(count <= 400, "\(file.path) has \(count) lines")
        }
    }
}
