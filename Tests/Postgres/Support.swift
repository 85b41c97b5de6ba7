import Foundation
import JunctionPostgres
import Suites
import Testing

@testable import Junction

// What the tests of PostgreSQL share.

@Model
struct Entry: Hashable {
    var id: Key<Entry>
    @Unique var name: String
    var amount: Int = 0
}

/// Closes the database when `body` has ended, however it does.
func withDatabase(_ db: Database, _ body: (Database) async throws -> Void) async throws {
    try await closing(db, body)
}

extension Session {
    /// Runs SQL as it is.
    func raw(_ sql: String) async throws { _ = try await _perform(.write) { try $0.execution.execute(Statement(sql)) } }

    /// The first column of a statement, which is text.
    func texts(_ sql: String) async throws -> [String] {
        try await _perform(.read) { work in
            try work.execution.run(Statement(sql, .read), []) { rows in
                var all: [String] = []
                try rows.forEach { all.append(try $0.value(String.self, at: 0)) }
                return all
            }
        }
    }
}

/// Waits until something holds, but not for ever. Beside all other tests little comes at once.
func eventually(_ limit: Duration = .seconds(1_200), _ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        try #require(ContinuousClock.now < end, "it did not come true")
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// A row whose key the client makes.
@Model(key: UUID.self)
struct Token {
    var id: Key<Token>
    var number: Int
}

/// A column of every type, absent in every other row.
@Model
struct Everything: Equatable {
    var id: Key<Everything>
    var integer: Int
    var real: Double?
    var decimal: Decimal?
    var flag: Bool?
    var text: String?
    @MaxLength(20) var short: String?
    var bytes: [UInt8]?
    var moment: Date?
    var day: CalendarDate?
    var token: UUID?
    var list: JSON<[String]>?

    static func sample(_ number: Int) -> Everything {
        if number.isMultiple(of: 2) { return Everything(integer: number) }
        return Everything(
            integer: -number, real: Double(number) / 3, decimal: Decimal(string: "\(number * 1_000_003).\(number)"),
            flag: number.isMultiple(of: 3), text: "Zeile \(number) ü 😀", short: "\(number)", bytes: [0, UInt8(number % 256), 255],
            moment: Date(timeIntervalSince1970: Double(number) * 1e5 + 0.25), day: CalendarDate(year: 1 + number, month: 2, day: 28),
            token: UUID(), list: JSON(["\(number)", "\""]))
    }
}
