// What looks like another name. Whether it is one, only people know.
extension SchemaDiff {
    /// Tables that go while ones like them come, and columns of one table that do; the most similar first.
    package var possibleRenames: [Rename] {
        var tables: [(rename: Rename, likeness: Double)] = [], columns: [(rename: Rename, likeness: Double)] = []
        for case .createTable(let new) in steps {
            for case .dropTable(let name) in steps {
                guard let old = start.table(named: name) else { continue }
                let likeness = new.likeness(to: old)
                if likeness >= 0.5 { tables.append((Rename(table: name, to: new.name), likeness)) }
            }
        }
        for case .addColumn(let new, let table, _) in steps {
            for case .dropColumn(let name, from: table, _) in steps {
                guard let old = start.table(named: table)?.column(named: name), old.type == new.type else { continue }
                columns.append((Rename(table: table, column: name, to: new.name), name.likeness(to: new.name)))
            }
        }
        return (tables.sorted { $0.likeness > $1.likeness } + columns.sorted { $0.likeness > $1.likeness }).map(\.rename)
    }
}

extension TableDefinition {
    /// How much of the larger table's columns both have, from 0 to 1.
    fileprivate func likeness(to other: TableDefinition) -> Double {
        let same = columns.count { column in other.column(named: column.name)?.type == column.type }
        // The columns of a table of links have the names of what they link, which may be new as well.
        if case .junction = key, case .junction = other.key, columns.map(\.type) == other.columns.map(\.type) {
            return max(0.5, Double(same) / 2)
        }
        return Double(same) / Double(max(columns.count, other.columns.count))
    }
}

extension String {
    /// How much of the longer name both begin or end with, from 0 to 1.
    fileprivate func likeness(to other: String) -> Double {
        let start = zip(self, other).prefix { $0 == $1 }.count, end = zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
        return Double([start, end].max() ?? 0) / Double([count, other.count, 1].max() ?? 1)
    }
}
