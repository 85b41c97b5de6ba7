/// The keys that rows belong to, numbered in the order in which they come.
struct Owners {
    /// Each key once.
    private(set) var keys: [Value] = []
    /// The number of each row's key; absent where it is NULL.
    private(set) var numbers: [Int?] = []
    private var types: [ColumnType]
    /// A table for each form of key, since integers are hashed in a third of the time.
    private var integers: [Int64: Int] = [:]
    private var others: [Value: Int] = [:]
    /// Rows of one owner often come one after the other.
    private var last: (key: Int64, number: Int)?

    /// - Parameter types: of the columns of a key.
    init(_ types: [ColumnType]) { self.types = types }

    /// The same keys, and no row yet of those that name them by columns of these types.
    func named(by types: [ColumnType]) -> Owners {
        var owners = self
        owners.types = types
        owners.numbers = []
        return owners
    }

    /// Notes the key of the next row, by its columns.
    mutating func note(_ row: borrowing Row, at column: Int32) throws {
        if types.count == 1, types[0] == .integer {
            numbers.append(try row.integer(at: column).map { number(of: $0) })
        } else {
            note(try row.key(of: types, at: column))
        }
    }

    /// Notes the key of the next row.
    mutating func note(_ key: Value) { numbers.append(number(of: key)) }

    private mutating func number(of key: Value) -> Int? {
        if case .integer(let integer) = key { return number(of: integer) }
        if key.isNull { return nil }
        if let known = others[key] { return known }
        let number = add(key)
        others[key] = number
        return number
    }

    private mutating func number(of key: Int64) -> Int {
        if let last, last.key == key { return last.number }
        let number: Int
        if let known = integers[key] {
            number = known
        } else {
            number = add(.integer(key))
            integers[key] = number
        }
        last = (key, number)
        return number
    }

    private mutating func add(_ key: Value) -> Int {
        keys.append(key)
        return keys.count - 1
    }
}

/// Rows by the numbers of their owners.
struct Grouped<Item> {
    private var groups: [[Item]] = []

    /// - Parameters:
    ///   - owners: which tell whose each of the rows is.
    ///   - gather: the rows at some places.
    init(_ rows: [Item], of owners: Owners, _ gather: ([Item], ArraySlice<Int>) -> [Item]) {
        // Where the rows of each number begin, and at last where they end.
        var starts = Array(repeating: 0, count: owners.keys.count + 1)
        for case let number? in owners.numbers { starts[number + 1] += 1 }
        for number in owners.keys.indices { starts[number + 1] += starts[number] }
        var next = starts, places = Array(repeating: 0, count: rows.count)
        for (place, number) in owners.numbers.enumerated() {
            guard let number else { continue }
            places[next[number]] = place
            next[number] += 1
        }
        groups.reserveCapacity(owners.keys.count)
        for number in owners.keys.indices { groups.append(gather(rows, places[starts[number]..<starts[number + 1]])) }
    }

    subscript(number: Int) -> [Item] { groups[number] }
}
