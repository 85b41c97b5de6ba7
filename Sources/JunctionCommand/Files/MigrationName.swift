import Foundation
import Junction

/// The name of a migration: a number, which says its place, and what it is about.
struct MigrationName: Sendable, Hashable {
    let name: String

    init(_ name: String) { self.name = name }

    /// The next one after others.
    init(after migrations: [Migration], _ words: String) {
        let names = migrations.flatMap { [$0.name] + $0.replaced }
        let last = names.compactMap { Self.number($0) }.max() ?? migrations.count
        self.init(Self.padded(last + 1) + "_" + Self.slug(words))
    }

    static func number(_ name: String) -> Int? { Int(name.prefix { "0"..."9" ~= $0 }) }
    static func padded(_ number: Int) -> String { String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)" }

    /// Small letters and digits, with underscores between: `Add stars` becomes `add_stars`.
    static func slug(_ words: String) -> String {
        let parts = words.lowercased().split { !("a"..."z" ~= $0 || "0"..."9" ~= $0) }
        return parts.isEmpty ? "change" : String(parts.joined(separator: "_").prefix(60))
    }

    /// The name of the constant: `0002_add_stars` is `m0002AddStars`.
    var identifier: String {
        let parts = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return "m" + parts.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    var file: String { name + ".swift" }

    /// What a migration with these steps is about.
    static func words(_ steps: [MigrationStep], isFirst: Bool) -> String {
        guard !isFirst, let first = steps.first else { return isFirst ? "initial" : "change" }
        let tables = Set(steps.map(\.subject.table))
        return first.subject.words + (tables.count > 1 ? "_and_more" : "")
    }
}
