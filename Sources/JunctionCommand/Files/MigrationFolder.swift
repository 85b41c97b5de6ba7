import Foundation
import Junction

/// The folder with a package's migrations: a file for each, and one with the list of them.
struct MigrationFolder {
    let path: String
    private let files: [String]

    init(_ path: String) throws(CommandError) {
        self.path = path
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw CommandError(.noFolder(path: URL(fileURLWithPath: path).standardizedFileURL.path))
        }
        self.files = files.filter { $0.hasSuffix(".swift") }.sorted()
    }

    func path(of file: String) -> String { path + "/" + file }

    /// Names of files that have migrations which are not among these.
    func unlisted(_ migrations: [Migration]) -> [String] {
        let names = migrations.flatMap { [$0.name] + $0.replaced }
        return files.filter { $0.contains(#/^\d{4}_/#) && !names.contains(String($0.dropLast(6))) }.filter { file in
            // A migration may have another name than its file.
            let text = (try? String(contentsOfFile: path(of: file), encoding: .utf8)) ?? ""
            return !names.contains { text.contains(Values.literal($0)) }
        }.map { String($0.dropLast(6)) }
    }

    /// Those that have no file with nothing but them.
    func withoutFile(_ migrations: some Sequence<Migration>) -> [String] {
        migrations.map(\.name).filter { name in
            let text = (try? String(contentsOfFile: path(of: MigrationName(name).file), encoding: .utf8)) ?? ""
            return !text.contains(Values.literal(name)) || text.ranges(of: "Migration(").count != 1
        }
    }

    /// The file with the list, which has all that have files.
    func list(of migrations: [Migration]) throws -> MigrationListFile {
        let unlisted = unlisted(migrations)
        if !unlisted.isEmpty { throw CommandError(.unlisted(unlisted)) }
        let found = try files.compactMap { try MigrationListFile(path(of: $0)) }
        guard found.count == 1 else { throw CommandError(.noList(path: path)) }
        return found[0]
    }
}
