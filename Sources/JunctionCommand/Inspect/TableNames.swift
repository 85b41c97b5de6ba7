import Junction

/// The words of each table's name, without a prefix that all of them share, and with the words apart that stand together in it.
///
/// It only looks nicer: the name itself is always kept in `table:`.
struct TableNames {
    private let words: [String: Words]

    func words(of table: String) -> Words { words[table] ?? Words(of: table) }

    init(_ catalogue: Catalogue) {
        let names = catalogue.tables.map(\.name)
        var words = Dictionary(names.map { ($0, Words(of: $0)) }) { first, _ in first }
        for group in Self.groups(names) {
            let parts = group.compactMap { words[$0]?.all }
            var count = 0
            while parts.allSatisfy({ $0.count > count + 1 && $0[count] == parts[0][count] }) { count += 1 }
            for name in group { words[name] = words[name].map { Words(Array($0.all.dropFirst(count))) } }
        }
        self.words = Self.split(words, catalogue)
    }

    /// Tables that share the first word of their names, which says whose they are: all tables there are, or, where Django has made them,
    /// those of each application.
    private static func groups(_ names: [String]) -> [[String]] {
        let kept: Set = ["django", "auth"],
            keptNames: Set = ["alembic_version", "schema_migrations", "grdb_migrations", "_fluent_migrations"]
        let own = names.filter { !kept.contains(Words(of: $0).all.first ?? "") && !keptNames.contains($0) }
        let groups = Dictionary(grouping: own) { Words(of: $0).all.first ?? "" }.filter { first, group in
            group.count > 1 && !group.contains { Words(of: $0).all == [first] }
        }
        if names.contains("django_migrations") { return Array(groups.values) }
        return groups.count == 1 && groups.values.first?.count == own.count ? Array(groups.values) : []
    }

    /// `contactdepartment` is two words where it refers to the table `contact`, `databaseconfig` where another table begins with `database`,
    /// too, and a column has that word in its name.
    private static func split(_ words: [String: Words], _ catalogue: Catalogue) -> [String: Words] {
        let known = Set(catalogue.tables.flatMap { $0.columns.flatMap { Words(of: $0.name).all } }).filter { $0.count > 3 }
        let firsts = words.values.compactMap(\.all.first)
        func parts(of word: String, in table: TableCatalogue) -> [String] {
            let referred = table.foreignKeys.compactMap { words[$0.table]?.all }.filter { $0.count == 1 }.map { $0[0] }
            for start in (referred + known).sorted(by: { ($0.count, $0) > ($1.count, $1) }) where word.hasPrefix(start) {
                let rest = String(word.dropFirst(start.count))
                if rest.count < 3 { continue }
                let isShared = Set(firsts.filter { $0.hasPrefix(start) && $0.count > start.count + 2 }).count > 1
                if referred.contains(start) || isShared || known.contains(rest) { return [start, rest] }
            }
            return [word]
        }
        var result = words
        for table in catalogue.tables {
            guard let own = words[table.name] else { continue }
            result[table.name] = Words(own.all.flatMap { parts(of: $0, in: table) })
        }
        return result
    }
}
