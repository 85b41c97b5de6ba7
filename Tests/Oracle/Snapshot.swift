/// The tables of a database at one moment.
public struct Snapshot: Sendable {
    /// Every row of every table of the application, as stored.
    let tables: [String: [[JSONValue]]]
    /// The rows of the tables that a case watches, in neutral form.
    let watched: [[[JSONValue]]]

    public init(tables: [String: [[JSONValue]]], watched: [[[JSONValue]]]) {
        (self.tables, self.watched) = (tables, watched)
    }

    /// The tables whose rows differ.
    public func differences(from other: Snapshot) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
    }
}

/// A table that a case watches, with the rows that it must have before and after.
public struct TableExpectation: Decodable, Sendable {
    public let table: String
    public let `where`: String?
    public let order: String
    public let columns: [String]
    let rowsBefore: [[JSONValue]]
    let rowsAfter: [[JSONValue]]
    let idsKeptUntouched: [Int64]?
    let idsChanged: [Int64]?
    let idsGone: [Int64]?

    /// The rows as they lie there.
    public var sql: String {
        "SELECT \(columns.map { "\"\($0)\"" }.joined(separator: ", ")) FROM \"\(table)\"" + (`where`.map { " WHERE \($0)" } ?? "")
            + " ORDER BY \(order)"
    }

    /// What differs from the rows expected, one sentence each.
    func problems(before: [[JSONValue]], after: [[JSONValue]], now: JSONValue) -> [String] {
        var problems: [String] = []
        if before != rowsBefore { problems.append("\(table) was not as expected before: \(before)") }
        let known = before.compactMap(\.first)
        if after.count != rowsAfter.count { problems.append("\(table) has \(after.count) rows, expected \(rowsAfter.count): \(after)") }
        for (found, expected) in zip(after, rowsAfter) {
            let isAsExpected =
                found.count == expected.count
                && zip(found, expected).allSatisfy { Self.matches($0, $1, now: now, known: known) }
            if !isAsExpected { problems.append("\(table) has \(found), expected \(expected)") }
        }
        return problems + rowProblems(before, after)
    }

    /// The placeholders: `*now` is the time of the operation, `*new` the id of a row that was not there before.
    private static func matches(_ found: JSONValue, _ expected: JSONValue, now: JSONValue, known: [JSONValue]) -> Bool {
        switch (expected, found) {
        case (.text("*now"), _): found == now
        case (.text("*new"), .int): !known.contains(found)
        default: found == expected
        }
    }

    /// Which rows kept everything, and which went away.
    private func rowProblems(_ before: [[JSONValue]], _ after: [[JSONValue]]) -> [String] {
        func check(_ name: String, _ expected: [Int64]?, _ belongs: ([JSONValue]) -> Bool) -> String? {
            guard let expected else { return nil }
            let found = before.filter(belongs).compactMap(\.first)
            let isSame = Set(found.map(\.description)) == Set(expected.map(\.description))
            return isSame ? nil : "\(table), rows that \(name): \(found), expected \(expected)"
        }
        let keys = after.compactMap(\.first)
        return [
            check("kept everything", idsKeptUntouched) { after.contains($0) },
            check("changed", idsChanged) { !after.contains($0) && keys.contains($0[0]) },
            check("went away", idsGone) { !keys.contains($0[0]) },
        ].compactMap { $0 }
    }
}
