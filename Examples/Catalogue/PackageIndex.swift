import Foundation
import Junction

/// A package index as it stands in its files: nothing has a key yet.
struct PackageIndex: Sendable {
    private(set) var packages: [Package] = []
    private(set) var tags: [Tag] = []
    /// For each tag, which packages have it: by their number in `packages`.
    private(set) var members: [[Int]] = []
    /// Which package needs which, by their numbers in `packages`.
    private(set) var needs: [Need] = []

    struct Need: Sendable {
        let package: Int, needed: Int
        let constraint: String?
        let rank: Int
    }

    init(folder: URL) throws {
        var packageNumbers: [String: Int] = [:], tagNumbers: [String: Int] = [:]
        for row in try TSV("packages", in: folder, columns: 6).rows {
            guard let size = Int(row[4]) else { throw CatalogueError("packages: the size of \(row[0]) is '\(row[4])', which is no number") }
            packageNumbers[row[0]] = packages.count
            packages.append(
                Package(name: row[0], version: row[1], section: row[2], priority: row[3], installedSizeKiB: size, summary: row[5]))
        }
        for row in try TSV("tags", in: folder, columns: 2).rows {
            guard let package = packageNumbers[row[0]] else { throw CatalogueError("tags: there is no package \(row[0])") }
            if let tag = tagNumbers[row[1]] {
                members[tag].append(package)
            } else {
                tagNumbers[row[1]] = tags.count
                tags.append(Tag(name: row[1]))
                members.append([package])
            }
        }
        var ranks: [Int: Int] = [:]
        for row in try TSV("depends", in: folder, columns: 3).rows {
            guard let package = packageNumbers[row[0]], let needed = packageNumbers[row[1]] else {
                throw CatalogueError("depends: there is no package \(row[0]) or \(row[1])")
            }
            let rank = ranks[package, default: 0]
            ranks[package] = rank + 1
            needs.append(Need(package: package, needed: needed, constraint: row[2].isEmpty ? nil : row[2], rank: rank))
        }
    }
}
