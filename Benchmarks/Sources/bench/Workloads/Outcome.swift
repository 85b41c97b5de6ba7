import Foundation
import HandWritten
import Junction

/// A row as numbers, so that the rows of two implementations can be compared.
protocol Figured {
    var figures: [Int64] { get }
}

extension Contact: Figured {
    var figures: [Int64] { [number(id), number(username), number(email), number(created), number(modified)] }
}

extension HandWritten.Contact: Figured {
    var figures: [Int64] { [id, number(username), number(email), number(created), number(modified)] }
}

extension Category: Figured {
    var figures: [Int64] { [number(id), number(name)] }
}

extension HandWritten.Category: Figured {
    var figures: [Int64] { [id, number(name)] }
}

extension Link: Figured {
    var figures: [Int64] {
        [number(id), number(contactID), number(categoryID), number(created), number(deletedAt), deletedAt == nil ? 0 : 1]
    }
}

extension HandWritten.Link: Figured {
    var figures: [Int64] { [id, contactID, categoryID, number(created), number(deletedAt), deletedAt == nil ? 0 : 1] }
}

/// A row with those that were read beside it, whose order does not matter.
struct Owner: Figured {
    let figures: [Int64]

    init(_ row: some Figured, with others: [some Figured]) {
        var sum: Int64 = 0
        for other in others { for figure in other.figures { sum &+= figure } }
        figures = row.figures + [Int64(others.count), sum]
    }
}

/// The number of rows, and the sum of each of their figures. Where the order matters, each row weighs as much as its place.
func digest(_ rows: [some Figured], inOrder: Bool = false) -> String {
    var sums: [Int64] = []
    for (place, row) in rows.enumerated() {
        let figures = row.figures, weight = inOrder ? Int64(place + 1) : 1
        if sums.isEmpty { sums = figures.map { _ in 0 } }
        for (i, figure) in figures.enumerated() { sums[i] &+= figure &* weight }
    }
    let first = inOrder ? rows.first.map { ", first \($0.figures[0])" } ?? "" : ""
    return "\(rows.count) rows\(first), sums \(sums)"
}

private func number<M: Model>(_ key: Key<M>) -> Int64 where M.RawKey == Int64 { key.raw ?? 0 }

/// Microseconds since 1970.
private func number(_ date: Date?) -> Int64 {
    guard let date else { return 0 }
    return Int64((date.timeIntervalSince1970 * 1e6).rounded())
}

/// The text's FNV-1a hash, which is the same in every run.
private func number(_ text: String) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int64(bitPattern: hash)
}

extension SQLiteConnection {
    /// The table of links as a workload left it: how many links, how many of them with a time of deletion, and sums of their columns, in
    /// whichever order they were written.
    ///
    /// - Parameter given: links up to this key were there before: those that are live must be the same rows.
    func linkTable(given: Int) throws -> String {
        // A time's seconds and microseconds; without a fraction, there are none.
        func time(_ column: String) -> String {
            "sum(contact_id * (strftime('%s', \(column)) % 65537) + substr(\(column) || '.000000', 21, 6))"
        }
        let statement = try prepare(
            """
            SELECT count(*), count(deleted_at), sum(contact_id * category_id), sum(id * (id <= \(given) AND deleted_at IS NULL)), \
            \(time("created")), \(time("deleted_at")) FROM contact_category
            """)
        _ = try statement.step()
        let sums = ([2, 3, 4, 5] as [Int32]).map { statement.int($0) }
        return "\(statement.int(0)) links, \(statement.int(1)) deleted, sums \(sums)"
    }
}
