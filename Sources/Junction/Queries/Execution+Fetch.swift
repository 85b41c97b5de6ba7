extension Execution {
    /// Carries a question out.
    func answer<Answer>(_ question: Question<Answer>) throws -> Answer {
        try read(question.reading)
        return try question.answer(self)
    }

    func count(of selection: Selection) throws -> Question<Int> { try single(.count(selection.counted), else: 0) }
    func existence(of selection: Selection) throws -> Question<Bool> { try single(.exists(selection.counted), else: false) }
    func exists(_ selection: Selection) throws -> Bool { try answer(existence(of: selection)) }

    private func single<Answer: ColumnValue>(_ request: Request, else missing: Answer) throws -> Question<Answer> {
        let (plan, values) = try plan(request)
        var answer = missing
        return Question(plan, values) { rows in
            if try rows.next() { answer = try rows.row.value(at: 0) }
        } answer: { _ in
            answer
        }
    }

    /// The rows of a selection, with everything beside them.
    ///
    /// - Parameter mark: what else is read of each row.
    func question<Root: Model, Output>(
        _ selection: Selection, _ loader: Loader<Root, Output>, _ mark: ((borrowing Row, Plan) throws -> Void)? = nil
    ) throws -> Question<[Output]> {
        let (plan, values) = try plan(.select(selection))
        switch loader {
        case .values(let decode):
            var all: [Output] = []
            return Question(plan, values) { rows in
                while try rows.next() {
                    all.append(try decode(rows.row))
                    try mark?(rows.row, plan)
                }
            } answer: { _ in
                all
            }
        case .models(let make):
            let assembly = make(plan.slots)
            var models: [Root] = []
            return Question(plan, values) { rows in
                if assembly.beside == nil, mark == nil {
                    models = try Root._readAll(&rows, at: 0)
                    return
                }
                models = try Root._readAll(&rows, at: 0) { row in
                    try assembly.beside?(row)
                    try mark?(row, plan)
                }
            } answer: { execution in
                try assembly.finish(execution)
                return assembly.assemble(models)
            }
        }
    }

    /// The same, at once.
    func fetch<Root: Model, Output>(_ selection: Selection, _ loader: Loader<Root, Output>) throws -> [Output] {
        try answer(question(selection, loader))
    }

    /// The same with the values of its last parts, which mark each row's place.
    func fetch<Root: Model, Output>(
        _ selection: Selection, _ loader: Loader<Root, Output>, marking count: Int
    ) throws -> (rows: [Output], marks: [[Value]]) {
        var marks: [[Value]] = []
        let marked = try question(selection, loader) { row, plan in
            var values: [Value] = []
            for slot in plan.slots.suffix(count) { values.append(try row.key(of: slot.keyTypes, at: slot.offset)) }
            marks.append(values)
        }
        return (try answer(marked), marks)
    }

    /// The rows that a relation leads to from many owners, by owner.
    func fetch<Root: Model, Item>(_ selection: Selection, of owners: Owners, _ loader: Loader<Root, Item>) throws -> Grouped<Item> {
        guard case .models(let make) = loader else { throw QueryError(.valuesWithParts) }
        // Over a junction many owners share a row; the key tells it again, where nothing else is read beside it.
        let isShared = try selection.parts.isEmpty && selection.via?.relation.resolve().junction != nil && Root.RawKey.self == Int64.self
        let keyAt = Int32(Root.table.positions(of: Root.table.primaryKey).first ?? 0)
        let (models, assembly, found) = try rows(.related(selection, owners: owners.keys)) { rows, plan in
            let assembly = make(plan.slots), slot = plan.slots[plan.slots.count - 1], key = slot.key
            var found = owners.named(by: slot.keyTypes)
            let models: [Root]
            if isShared {
                models = try Root._readShared(&rows, keyAt: keyAt) { try found.note($0, at: key) }
            } else {
                models = try Root._readAll(&rows, at: 0) {
                    try found.note($0, at: key)
                    try assembly.beside?($0)
                }
            }
            return (models, assembly, found)
        }
        try assembly.finish(self)
        return Grouped(assembly.assemble(models), of: found, assembly.gather)
    }
}
