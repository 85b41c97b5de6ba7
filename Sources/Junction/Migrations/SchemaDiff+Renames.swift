// What may be another name. Whether it is one, only people know.
extension SchemaDiff {
    /// Tables that go while others come, and columns of one table that do; the most alike first.
    package var possibleRenames: [Rename] {
        var tables: [(rename: Rename, likeness: Double)] = [], columns: [(rename: Rename, likeness: Double)] = []
        let gone = steps.compactMap { if case .dropTable(let name) = $0 { start.table(named: name) } else { nil } }
        let come = steps.compactMap { if case .createTable(let table) = $0 { table } else { nil } }
        for new in come {
            for old in gone {
                let likeness = new.likeness(to: old)
                if likeness >= 0.5 || gone.count == 1 && come.count == 1 {
                    tables.append((Rename(table: old.name, to: new.name), likeness))
                }
            }
        }
        for step in steps {
            switch step {
            case .addColumn(let new, let table, _):
                for case .dropColumn(let name, from: table, _) in steps {
                    guard let old = start.table(named: table)?.column(named: name), old.type.isLike(new.type) else { continue }
                    columns.append((Rename(table: table, column: name, to: new.name), name.likeness(to: new.name)))
                }
            // What was counted under another name keeps its numbers only where that is said.
            case .changeKey(let table, .counted(let new)):
                guard let old = start.table(named: table), case .counted(let name) = old.key, old.column(named: new) == nil else {
                    continue
                }
                columns.append((Rename(table: table, column: name, to: new), 1))
            default: continue
            }
        }
        return (tables.sorted { $0.likeness > $1.likeness } + columns.sorted { $0.likeness > $1.likeness }).map(\.rename)
    }
}

extension ColumnType {
    /// Whether a column may have changed from one to the other besides its name.
    fileprivate func isLike(_ other: ColumnType) -> Bool {
        let numbers: [ColumnType] = [.integer, .real, .decimal]
        return self == other || numbers.contains(self) && numbers.contains(other)
    }
}

extension TableDefinition {
    /// How much of the smaller table's columns both have, from 0 to 1.
    fileprivate func likeness(to other: TableDefinition) -> Double {
        let same = columns.count { column in other.column(named: column.name)?.type == column.type }
        let likeness = Double(same) / Double([columns.count, other.columns.count].min() ?? 1)
        // The columns of a table of links have the names of what they link, which may be new as well.
        let areLinks =
            if case .junction = key, case .junction = other.key { columns.map(\.type) == other.columns.map(\.type) } else { false }
        return areLinks ? [likeness, 0.5].max() ?? likeness : likeness
    }
}

extension String {
    /// How much of the longer name both begin or end with, from 0 to 1.
    fileprivate func likeness(to other: String) -> Double {
        let start = zip(self, other).prefix { $0 == $1 }.count, end = zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
        return Double([start, end].max() ?? 0) / Double([count, other.count, 1].max() ?? 1)
    }
}
