import Foundation

@testable import Junction

// Sets, pages and the other verbs that read: what is expected is made of the answers of their parts.

struct SetsOfRowsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let first = g.filtered(fields, Ground([]), 2), second = g.filtered(fields, Ground([]), 2)
        let page = g.chance(30) ? g.paged(g.ordered(first, byKey: true, depth: 0)) : first
        func expected(_ keeps: @escaping (Bool, Bool) -> Bool) -> (Evaluator) throws -> Expected {
            { evaluator in
                let a = try evaluator.answer(page._selection.value).lines, b = try evaluator.answer(second._selection.value).lines
                let all = Cells.distinct(a + b, by: \.values)
                func isIn(_ lines: [Evaluator.Line], _ line: Evaluator.Line) -> Bool {
                    lines.contains { Cells.same($0.values, line.values) }
                }
                return Expected(all.filter { keeps(isIn(a, $0), isIn(b, $0)) }.map(\.values))
            }
        }
        func asked(_ query: Query<F.Root, F.Root>, _ keeps: @escaping (Bool, Bool) -> Bool) -> Asked {
            Asked(
                "sets of rows", sql: { try query.sql(for: $0) }, ask: { try await query.all(on: $0).map(Answer.cells) },
                expect: expected(keeps))
        }
        return g.draw {
            $0.add("union of rows") { asked(page.union(second)) { $0 || $1 } }
            $0.add("intersect of rows") { asked(page.intersect(second)) { $0 && $1 } }
            $0.add("except of rows") { asked(page.except(second)) { $0 && !$1 } }
            $0.add("filtered union of rows") {
                let query = page.union(second).filter { g.condition(Ground([Here($0)]), 1) }
                return Asked("filtered sets of rows", g.paged(g.ordered(query, byKey: true)), Answer.cells)
            }
        }
    }
}

extension Grammar {
    func setsOfValues() -> Asked {
        func texts<F: DrawnFields>(_ fields: F.Type) -> Query<F.Root, (String?, Int?)> {
            var query = start(fields)
            if chance(25) { query = ordered(query, byKey: true).limit(value([1, 3])) }
            return query.values { row in
                let at = Ground([Here(row)])
                return (text(at, 1), integer(at, 1))
            }
        }
        func sets<F: DrawnFields, G: DrawnFields>(_ first: F.Type, _ second: G.Type) -> Asked {
            var query: Query<F.Root, (String?, Int?)> = draw {
                $0.add("union of values") { texts(first).union(texts(second)) }
                $0.add("unionAll of values") { texts(first).unionAll(texts(second)) }
                $0.add("intersect of values") { texts(first).intersect(texts(second)) }
                $0.add("except of values") { texts(first).except(texts(second)) }
                $0.add("three sets of values") { texts(first).union(texts(second)).except(texts(first)) }
            }
            if chance(40) { query = query.filter(values: { a, b in a.isNil() || b != nil }) }
            if chance(50) { query = paged(query.order(values: { [$1, $0.descending] })) }
            return Asked("sets of values", query, { [$0.0.columnValue, $0.1.columnValue] })
        }
        return sets(root(), root())
    }
}

/// Pages by a cursor, forwards and back, batches and a stream: together they are all rows in their order.
struct PagesQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.ordered(g.start(fields), byKey: false), size = 1 + g.index(4)
        let whole: (Evaluator) throws -> Expected = { evaluator in
            // With the key, which decides between equals.
            Expected(inOrder: try evaluator.answer(query.offset(0)._selection.value).lines.map(\.values))
        }
        func asked(_ ask: @escaping (Database) async throws -> [[Value]]) -> Asked {
            Asked("pages", sql: { try query.sql(for: $0) }, ask: ask, expect: whole)
        }
        return g.draw {
            $0.add("pages forwards") {
                asked { db in
                    var rows: [[Value]] = [], page = try await query.page(size, on: db)
                    rows += page.rows.map(Answer.cells)
                    while let next = page.next {
                        page = try await query.page(size, after: PageCursor(next.description), on: db)
                        rows += page.rows.map(Answer.cells)
                    }
                    return rows
                }
            }
            $0.add("pages back") {
                asked { db in
                    var page = try await query.page(size, before: nil, on: db), rows = page.rows.map(Answer.cells)
                    while let previous = page.previous {
                        page = try await query.page(size, before: previous, on: db)
                        rows = page.rows.map(Answer.cells) + rows
                    }
                    return rows
                }
            }
            $0.add("batches") {
                asked { db in
                    var rows: [[Value]] = []
                    try await query.inBatches(of: size, on: db) { rows += $0.map(Answer.cells) }
                    return rows
                }
            }
            $0.add("stream") {
                asked { db in
                    var rows: [[Value]] = []
                    for try await row in query.stream(batch: size, on: db) { rows.append(Answer.cells(row)) }
                    return rows
                }
            }
        }
    }
}

/// What agrees with `all`.
struct TerminalsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.paged(g.ordered(g.start(fields), byKey: false))
        func asked(_ ask: @escaping (Database) async throws -> [[Value]], _ expect: @escaping ([[Value]]) -> [[Value]]) -> Asked {
            Asked(
                "terminals", sql: { try query.sql(for: $0) }, ask: ask,
                expect: { Expected(inOrder: expect(try $0.answer(query._selection.value).lines.map(\.values))) })
        }
        return g.draw {
            $0.add("count(on:)") {
                asked({ [[.integer(Int64(try await query.count(on: $0)))]] }, { [[.integer(Int64($0.count))]] })
            }
            $0.add("exists(on:)") { asked({ [[.bool(try await query.exists(on: $0))]] }, { [[.bool(!$0.isEmpty)]] }) }
            $0.add("count of distinct values") {
                let values = g.start(fields).values { g.integer(Ground([Here($0)]), 0) }.distinct()
                return Asked(
                    "terminals", sql: { try values.sql(for: $0) }, ask: { [[.integer(Int64(try await values.count(on: $0)))]] },
                    expect: { evaluator in
                        var all = values._selection.value
                        all.asksForDistinct = false
                        let lines = try evaluator.answer(all).lines
                        return Expected([[.integer(Int64(Cells.distinct(lines, by: \.values).count))]])
                    })
            }
            $0.add("first(on:)") {
                let query = g.ordered(g.start(fields), byKey: false)
                return Asked(
                    "terminals", sql: { try query.sql(for: $0) }, ask: { try await query.first(on: $0).map { [Answer.cells($0)] } ?? [] },
                    expect: { Expected(inOrder: try $0.answer(query.offset(0)._selection.value).lines.prefix(1).map(\.values)) })
            }
        }
    }
}
