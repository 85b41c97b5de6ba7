/// Rows to be inserted, by number and whatever their model: what works with them is compiled once.
struct NewRows {
    let table: Table
    let count: Int
    /// Appends the values of a row, in the order of the table.
    let append: (Int, inout [Value]) -> Void

    init<M: Model>(_ models: [M]) {
        table = M.table
        count = models.count
        append = { M._append(models, $0, to: &$1) }
    }

    /// The order in which the rows of a junction are written, where it is not their own: by the keys that make a link. Its index then grows
    /// at one end after the other, which takes half the time of growing anywhere.
    var order: [Int]? {
        guard count > 1, let ends = table.ends else { return nil }
        var links: [(near: Int64, far: Int64, number: Int)] = [], values: [Value] = [], isSorted = true
        links.reserveCapacity(count)
        for number in 0..<count {
            values.removeAll(keepingCapacity: true)
            append(number, &values)
            guard case .integer(let near) = values[ends.near], case .integer(let far) = values[ends.far] else { return nil }
            if let last = links.last, (near, far) < (last.near, last.far) { isSorted = false }
            links.append((near, far, number))
        }
        if isSorted { return nil }
        links.sort { ($0.near, $0.far, $0.number) < ($1.near, $1.far, $1.number) }
        return links.map(\.number)
    }
}

extension Table {
    /// Where the two keys stand that make a row a link: unique together, and each refers to a table. Nil for any other table, and for one
    /// that refers to itself: there a row may need another one before it.
    fileprivate var ends: (near: Int, far: Int)? {
        if foreignKeys.contains(where: { $0.table == self }) { return nil }
        let keys = Set(foreignKeys.filter { $0.columns.count == 1 }.flatMap(\.columns))
        for unique in [primaryKey] + constraints().unique where unique.count == 2 && unique.allSatisfy(keys.contains) {
            let places = positions(of: unique)
            return (places[0], places[1])
        }
        return nil
    }
}
