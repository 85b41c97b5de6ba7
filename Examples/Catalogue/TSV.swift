import Foundation

/// The rows of a tab-separated file with a heading line, plain or gzipped.
struct TSV: Sendable {
    let rows: [[String]]

    /// Reads `name.tsv`, or `name.tsv.gz`, of a folder.
    init(_ name: String, in folder: URL, columns: Int) throws {
        let plain = folder.appendingPathComponent(name + ".tsv"), packed = folder.appendingPathComponent(name + ".tsv.gz")
        let data: Data
        if FileManager.default.fileExists(atPath: plain.path) {
            data = try Data(contentsOf: plain)
        } else if FileManager.default.fileExists(atPath: packed.path) {
            data = try Self.unpacked(packed)
        } else {
            throw CatalogueError("there is neither \(name).tsv nor \(name).tsv.gz in \(folder.path)")
        }
        // Split as bytes: a file of millions of characters is read in no time.
        let lines = [UInt8](data).split(separator: UInt8(ascii: "\n")).dropFirst()
        rows = try lines.map { line in
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard fields.count == columns else {
                let text = String(decoding: line, as: UTF8.self)
                throw CatalogueError("\(name): a line has \(fields.count) fields instead of \(columns): \(text)")
            }
            return fields.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func unpacked(_ file: URL) throws -> Data {
        let gzip = Process(), output = Pipe()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        guard gzip.terminationStatus == 0 else { throw CatalogueError("gzip cannot read \(file.path)") }
        return data
    }
}

/// What went wrong, in one sentence.
struct CatalogueError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
