import Foundation

@testable import Junction

// Changes by query: they are made in a transaction, looked at, and taken back.
extension Grammar {
    private struct TakenBack: Error { let rows: [[Value]] }

    func change() -> Asked {
        let whole = start(Vessel.Fields.self)
        let rows = chance(40) ? ordered(start(Vessel.Fields.self), byKey: true).limit(value([1, 2, 5])) : whole
        func asked(
            _ rows: Query<Vessel, Vessel>, _ change: @escaping (Transaction) async throws -> Int,
            _ expect: @escaping (Evaluator) throws -> [Value: [Value]]
        ) -> Asked {
            Asked(
                "changes", sql: { try rows.sql(for: $0) },
                ask: { db in
                    do {
                        try await db.transaction { tx in
                            let count = try await change(tx)
                            let after = try await Vessel.includingDeleted.values {
                                ($0.id, $0.crew, $0.motto, $0.price, $0.deleted.isNil())
                            }
                            .all(on: tx)
                            throw TakenBack(
                                rows: [[.integer(Int64(count))]]
                                    + after.map {
                                        [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue, $0.3.columnValue, $0.4.columnValue]
                                    })
                        }
                    } catch let error as TakenBack { return error.rows }
                    return []
                },
                expect: { evaluator in
                    let changed = try expect(evaluator)
                    let after = try evaluator.answer(
                        Vessel.includingDeleted.values { ($0.id, $0.crew, $0.motto, $0.price, $0.deleted.isNil()) }._selection.value
                    ).lines.map { changed[$0.values[0]] ?? $0.values }
                    return Expected([[.integer(Int64(changed.count))]] + after)
                })
        }
        return draw {
            $0.add("update by expressions") {
                let row = rows._selection.value.path, at = Ground([Here(Vessel.Fields(_path: row))])
                let (crew, motto, price) = (self.someInteger(at, 2), self.text(at, 1), self.decimal(at, 0) ?? 1)
                return asked(
                    rows,
                    { tx in
                        try await rows.update(on: tx) { new, _ in
                            new.crew = crew
                            new.motto = motto
                            new.price = price
                        }
                    },
                    { evaluator in
                        let lines = try evaluator.answer(rows.values { ($0.id, crew, motto, price, $0.deleted.isNil()) }._selection.value)
                            .lines
                        return Dictionary(uniqueKeysWithValues: lines.map { ($0.values[0], $0.values) })
                    })
            }
            $0.add("delete by query") {
                asked(
                    rows,
                    { tx in try await rows.delete(on: tx) },
                    { evaluator in
                        let lines = try evaluator.answer(
                            rows.values { ($0.id, $0.crew, $0.motto, $0.price, $0.deleted.isNil()) }._selection.value
                        ).lines
                        // What was deleted before is not deleted once more.
                        let deleted = lines.filter { Cells.same($0.values[4], .bool(true)) }
                        return Dictionary(
                            uniqueKeysWithValues: deleted.map { ($0.values[0], Array($0.values.dropLast()) + [.bool(false)]) })
                    })
            }
        }
    }
}
