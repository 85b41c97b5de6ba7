import Foundation

/// The files of this project.
enum Project {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file in a folder, by its path from the root.
    static func swiftFiles(in folder: String) throws -> [SourceFile] {
        try paths(in: folder).filter { $0.hasSuffix(".swift") }.map { try SourceFile($0) }
    }

    /// Every file that people write, as paths from the root: what a build, a package manager or git made is left out.
    static func paths(in folder: String = "") throws -> [String] {
        let start = folder.isEmpty ? root : root.appendingPathComponent(folder)
        let made: Set = [".build", ".git", ".swiftpm", ".index-build", "__pycache__"]
        var paths: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: start.path).sorted()
        where !made.contains(name) && !name.hasPrefix(".build-") {
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue { paths += try self.paths(in: path) } else { paths.append(path) }
        }
        return paths
    }

    /// The text of a file; nil for one that is not text.
    static func text(of path: String) throws -> String? {
        String(data: try Data(contentsOf: root.appendingPathComponent(path)), encoding: .utf8)
    }
}

/// A Swift file, by lines.
struct SourceFile {
    /// From the root of the project.
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The same lines with comments and the text of string literals blanked out.
    var code: [Substring] { CodeReader.code(of: text).split(separator: "\n", omittingEmptySubsequences: false) }
}

extension SourceFile {
    init(_ path: String) throws {
        self.init(path: path, text: try String(contentsOf: Project.root.appendingPathComponent(path), encoding: .utf8))
    }
}
