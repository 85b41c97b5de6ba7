import Foundation
import Junction

/// A question that every database must answer alike, with the answer.
struct MeaningCase: Sendable {
    let name: String
    let answer: String
    let ask: @Sendable (Database) async throws -> String

    init(_ name: String, _ answer: String, _ ask: @escaping @Sendable (Database) async throws -> String) {
        self.name = name
        self.answer = answer
        self.ask = ask
    }

    /// The keys of the rows that fulfil a condition.
    static func rows(
        _ name: String, _ keys: String, _ condition: @escaping @Sendable (Sample.Fields) -> Expr<Bool>
    ) -> MeaningCase {
        MeaningCase(name, keys) { db in shown(try await Sample.filter(condition).order { $0.id }.all(on: db).map(\.id)) }
    }

    /// The keys of all rows in an order.
    static func order(
        _ name: String, _ keys: String, _ order: @escaping @Sendable (Sample.Fields) -> [any OrderingTerm]
    ) -> MeaningCase {
        MeaningCase(name, keys) { db in shown(try await Sample.order(order).all(on: db).map(\.id)) }
    }

    /// What an expression gives for some rows.
    static func value<T: ColumnValue>(
        _ name: String, _ answer: String, of keys: Int64..., by expression: @escaping @Sendable (Sample.Fields) -> Expr<T>
    ) -> MeaningCase {
        MeaningCase(name, answer) { db in
            let rows = Sample.filter { $0.id.in(keys.map { Key($0) }) }.order { $0.id }
            return try await rows.values(expression).all(on: db).map { written($0) }.joined(separator: " ")
        }
    }

    /// A value in words that do not depend on its type.
    private static func written(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional { return mirror.children.first.map { written($0.value) } ?? "nil" }
        if let date = value as? Date { return "\(date.timeIntervalSince1970)" }
        return "\(value)"
    }

    /// The kind of error with which it is refused.
    static func refused(_ name: String, _ kind: String, _ call: @escaping @Sendable (Database) async throws -> Void) -> MeaningCase {
        MeaningCase(name, kind) { db in
            do { try await call(db) } catch let error as DatabaseError { return "\(error.kind)" } catch { return "\(type(of: error))" }
            return "nothing was thrown"
        }
    }

    static func shown(_ keys: [Key<Sample>]) -> String { keys.map { "\($0.raw ?? 0)" }.joined(separator: " ") }
}
