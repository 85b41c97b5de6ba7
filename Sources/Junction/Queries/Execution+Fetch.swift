extension Execution {
    func exists(_ selection: Selection) throws -> Bool {
        try rows(.exists(selection)) { rows, _ in try rows.next() ? try rows.row.value(Bool.self, at: 0) : false }
    }

    /// The rows of a selection, with everything beside them.
    func fetch<Root: Model, Output>(_ selection: Selection, _ loader: Loader<Root, Output>) throws -> [Output] {
        switch loader {
        case .values(let decode):
            return try rows(.select(selection)) { rows, _ in
                var all: [Output] = []
                while try rows.next() { all.append(try decode(rows.row)) }
                return all
            }
        case .models(let make):
            let (models, assembly) = try rows(.select(selection)) { rows, plan in
                let assembly = make(plan.slots)
                return (try Root._readAll(&rows, at: 0, beside: assembly.beside), assembly)
            }
            try assembly.finish(self)
            return assembly.assemble(models)
        }
    }

    /// The rows that a relation leads to from many owners, by owner.
    func fetch<Root: Model, Item>(_ selection: Selection, of owners: [Value], _ loader: Loader<Root, Item>) throws -> [Value: [Item]] {
        guard case .models(let make) = loader else { throw QueryError(.valuesWithParts) }
        var keys: [Value] = []
        let (models, assembly) = try rows(.related(selection, owners: owners)) { rows, plan in
            let assembly = make(plan.slots), owner = plan.slots[plan.slots.count - 1], beside = assembly.beside
            let models = try Root._readAll(&rows, at: 0) { row in
                keys.append(try row.key(of: owner.keyTypes, at: owner.key))
                if let beside { try beside(row) }
            }
            return (models, assembly)
        }
        try assembly.finish(self)
        var grouped: [Value: [Item]] = [:]
        for (key, item) in zip(keys, assembly.assemble(models)) { grouped[key, default: []].append(item) }
        return grouped
    }
}
