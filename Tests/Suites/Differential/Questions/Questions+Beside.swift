import Foundation

@testable import Junction

// What is brought beside rows, figures over all rows, trees, and what may have no answer.
extension Grammar {
    /// Related rows beside each row, joined or prefetched, with conditions, order, limit and more beside them.
    func beside() -> Asked {
        func on<F: DrawnFields>(_ fields: F) -> Ground { Ground([Here(fields)]) }
        func vessels() -> Query<Vessel, Vessel> { paged(ordered(start(Vessel.Fields.self), byKey: true)) }
        let limit = value([1, 2, 3])
        return draw {
            $0.add("with a row") {
                switch self.index(3) {
                case 0:
                    let query = vessels().with { $0.captain }.with { $0.quay }
                    return Asked("with", query) { Answer.cells($0.0) + [Answer.row($0.1), Answer.row($0.2)] }
                case 1:
                    let query = vessels().with { $0.flagship.required }.with { $0.captain.includingDeleted }
                    return Asked("with", query) {
                        Answer.cells($0.0) + [Answer.row($0.1), Answer.row($0.2)]
                    }
                default:
                    let query = vessels().with { $0.captain.home }.with { $0.captain.permit.onlyDeleted }
                    return Asked("with", query) {
                        Answer.cells($0.0) + [Answer.row($0.1), Answer.row($0.2)]
                    }
                }
            }
            $0.add("with many") {
                switch self.index(3) {
                case 0:
                    let query = vessels().with { $0.pennants.order { [self.term(on($0), 0), $0.id] } }
                    return Asked("with", query) {
                        Answer.cells($0.0) + [Answer.rows($0.1, Answer.cells)]
                    }
                case 1:
                    let query = vessels().with {
                        $0.escorts.includingDeleted.filter { self.condition(on($0), 2) }.order { [self.term(on($0), 0)] }.limit(limit)
                            .offset(1)
                    }
                    return Asked("with", query) { Answer.cells($0.0) + [Answer.rows($0.1, Answer.cells)] }
                default:
                    let query = vessels().with { $0.captain.vessels.order { $0.id }.limit(limit) }
                    return Asked("with", query) {
                        Answer.cells($0.0) + [Answer.rows($0.1, Answer.cells)]
                    }
                }
            }
            $0.add("withLink") {
                let query = vessels().with { vessel in
                    let sailors = vessel.sailors.filter(linked: { self.condition(on($0).with(Here($1)), 1) })
                    return sailors.order(linked: { [self.term(on($1), 0), $0.id] }).withLink
                }
                return Asked("with", query) { Answer.cells($0.0) + [Answer.rows($0.1) { Answer.cells($0.0) + [Answer.row($0.1)] }] }
            }
            $0.add("with rows of several roles") {
                let query = vessels().with { $0.officers.order { $0.id } }.with { $0.officers.onlyDeletedLinks.order { $0.id } }
                return Asked("with", query) {
                    Answer.cells($0.0) + [Answer.rows($0.1, Answer.cells), Answer.rows($0.2, Answer.cells)]
                }
            }
            $0.add("with many of many") {
                switch self.index(2) {
                case 0:
                    let quays = self.ordered(self.start(Quay.Fields.self), byKey: true)
                    let query = quays.with { quay in
                        quay.vessels.order { $0.id }.with { $0.captain }.with {
                            $0.pennants.filter { self.condition(on($0), 1) }.order { $0.id }
                        }
                    }
                    return Asked("with", query) { row in
                        Answer.cells(row.0) + [
                            Answer.rows(row.1) { Answer.cells($0.0) + [Answer.row($0.1), Answer.rows($0.2, Answer.cells)] }
                        ]
                    }
                default:
                    let pennants = self.ordered(self.start(Pennant.Fields.self), byKey: true)
                    let query = pennants.with { $0.vessels.order { $0.id }.annotate { self.relation(on($0), 1).count(self, on($0), 1) } }
                    return Asked("with", query) { Answer.cells($0.0) + [Answer.rows($0.1) { Answer.cells($0.0) + [$0.1.columnValue] }] }
                }
            }
        }
    }

    /// Figures over all rows, or over those of a page.
    func aggregate() -> Asked {
        let query = paged(ordered(start(Vessel.Fields.self), byKey: true, depth: 0)), columns = Vessel.Fields.columns
        let texts = columns.texts + columns.codes, text = texts[index(texts.count)], least = value([0, 1, 3])
        let figures: (Vessel.Fields) -> (Expr<Int>, Expr<Int>, Expr<Int?>, Expr<Decimal?>, Expr<Double?>, Expr<String?>) = { row in
            (
                row.id.count(where: row.crew > least), row[keyPath: text].countDistinct(), row.guns.sum(),
                row.price.sum(where: row.isArmed),
                row.tonnage.avg(), row[keyPath: text].max()
            )
        }
        return Asked(
            "aggregate", sql: { try query.sql(for: $0) },
            ask: { db in
                let row = try await query.aggregate(on: db, figures)
                return [
                    [row.0.columnValue, row.1.columnValue, row.2.columnValue, row.3.columnValue, row.4.columnValue, row.5.columnValue]
                ]
            },
            expect: { evaluator in
                let lines = try evaluator.answer(
                    query.values { ($0.id, $0.crew, $0[keyPath: text], $0.guns, $0.price, $0.isArmed, $0.tonnage) }
                        ._selection.value
                ).lines
                func figure(_ aggregate: Aggregate, _ column: Int, _ holds: ([Value]) -> Bool = { _ in true }) throws -> Value {
                    try Sums.figure(aggregate, lines.map(\.values).filter(holds).map { $0[column] }, count: 0)
                }
                return Expected([
                    [
                        try figure(.count, 0) { (Cells.order($0[1], .integer(Int64(least))) ?? 0) > 0 }, try figure(.countDistinct, 2),
                        try figure(.sum, 3), try figure(.sum, 4) { Cells.same($0[5], .bool(true)) }, try figure(.average, 6),
                        try figure(.maximum, 2),
                    ]
                ])
            })
    }

    /// What is reached over a relation of a model with itself.
    func closure() -> Asked {
        let start = filtered(Vessel.Fields.self, Ground([]), 2), depth = value([0, 1, 2, 5])
        func near(_ query: Query<Vessel, (Vessel, Int)>) -> Asked { Asked("closure", query) { Answer.cells($0.0) + [$0.1.columnValue] } }
        return draw {
            $0.add("closure of children") { Asked("closure", self.ordered(start.closure(of: \.escorts), byKey: false), Answer.cells) }
            $0.add("closure of parents") { Asked("closure", start.closure(of: \.flagship), Answer.cells) }
            $0.add("closure of children, with depths") { near(start.closure(of: \.escorts, maxDepth: depth)) }
            $0.add("closure of parents, with depths") { near(start.closure(of: \.flagship, maxDepth: depth)) }
        }
    }

    /// Arithmetic that has no answer for some rows: read of each row, so that no database can pass over it.
    func failing() -> Asked {
        let query = chance(70) ? Vessel.includingDeleted : start(Vessel.Fields.self)
        func asked<T: ColumnValue>(_ value: (Vessel.Fields) -> Expr<T>) -> Asked {
            Asked("failing", query.values(value)) { [$0.columnValue] }
        }
        let number = value([0, 1, 2, -1]), half: Double = value([0, 0.5])
        switch index(12) {
        case 0: return asked { $0.crew / ($0.guns ?? number) }
        case 1: return asked { $0.crew % ($0.guns ?? number) }
        case 2: return asked { $0.tonnage / ($0.tonnage + half) }
        case 3: return asked { $0.price.divided(by: $0.toll ?? 2, places: 2) }
        case 4: return asked { $0.mark + number }
        case 5: return asked { $0.mark * number }
        case 6: return asked { -$0.mark }
        case 7: return asked { $0.mark.magnitude }
        case 8: return asked { $0.mark / (number == 0 ? 2 : number) }
        case 9: return asked { $0.code.integer }
        case 10: return asked { $0.code.decimal }
        default: return asked { $0.code.real }
        }
    }
}
