import Foundation
import Junction

// Whole queries of every kind.
extension Grammar {
    func question() -> Asked {
        draw {
            $0.add("rows of a model") { self.ofRoot(RowsQuestion()) }
            $0.add("values of a model") { self.ofRoot(ValuesQuestion()) }
            $0.add("computed values") { self.ofRoot(ComputedQuestion()) }
            $0.add("distinct values") { self.ofRoot(DistinctQuestion()) }
            $0.add("values beside rows") { self.ofRoot(AnnotateQuestion()) }
            $0.add("more beside rows") { self.beside() }
            $0.add("groups") { self.ofRoot(GroupsQuestion()) }
            $0.add("groups of groups' figures") { self.ofRoot(FilteredGroupsQuestion()) }
            $0.add("aggregate") { self.aggregate() }
            $0.add("windows") { self.ofRoot(WindowsQuestion()) }
            $0.add("windows, filtered") { self.ofRoot(FilteredWindowsQuestion()) }
            $0.add("sets of rows") { self.ofRoot(SetsOfRowsQuestion()) }
            $0.add("sets of values") { self.setsOfValues() }
            $0.add("pages") { self.ofRoot(PagesQuestion()) }
            $0.add("terminals") { self.ofRoot(TerminalsQuestion()) }
            $0.add("closures") { self.closure() }
            $0.add("what may have no answer") { self.failing() }
            $0.add("changes") { self.change() }
        }
    }

    func ofRoot(_ question: some RootQuestion) -> Asked {
        func ask<F: DrawnFields>(_ fields: F.Type) -> Asked { question.ask(fields, self) }
        return ask(root())
    }

    /// Rows to begin with: all kinds of conditions.
    func start<F: DrawnFields>(_ fields: F.Type) -> Query<F.Root, F.Root> {
        chance(25) ? F.Root.query : filtered(fields, Ground([]), 3)
    }

    func ordered<M: SoftDeletable, O>(_ query: Query<M, O>, byKey: Bool, depth: Int = 1) -> Query<M, O> where M.Fields: DrawnFields {
        query.order { row in
            let at = Ground([Here(row)])
            var terms: [any OrderingTerm] = []
            for _ in 0..<(1 + index(2)) { terms.append(term(at, depth)) }
            return byKey ? terms + [chance(50) ? row.id : row.id.descending] : terms
        }
    }

    /// A page of it, or all of it.
    func paged<M: Model, O>(_ query: Query<M, O>) -> Query<M, O> {
        draw {
            $0.add("all of them") { query }
            $0.add("limit") { query.limit(self.value([0, 1, 2, 5])) }
            $0.add("offset") { query.offset(self.value([0, 1, 3])) }
            $0.add("limit and offset") { query.limit(self.value([1, 2, 5])).offset(self.value([1, 2])) }
        }
    }
}

/// A kind of query that can be asked of any model.
protocol RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked
}

struct RowsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        var query = g.start(fields)
        // Without an order, that of the model itself.
        if g.chance(70) { query = g.ordered(query, byKey: g.chance(60)) }
        if g.chance(50) { query = g.paged(query) }
        return Asked("rows", query, Answer.cells)
    }
}

struct ValuesQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        var query = g.start(fields)
        if g.chance(50) { query = g.paged(g.ordered(query, byKey: true)) }
        func values(_ a: some Reading, _ b: some Reading, _ c: some Reading) -> Asked {
            let values = query.values { row in
                let at = Ground([Here(row)])
                return (a.draw(at, 3), b.draw(at, 2), c.draw(at, 1))
            }
            return Asked("values", values) { [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue] }
        }
        return values(g.reading(), g.reading(), g.reading())
    }
}

/// Long expressions beside one another.
struct ComputedQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let values = F.Root.query.values { row in
            let at = Ground([Here(row)])
            return (g.integer(at, 3), g.integer(at, 2), g.real(at, 2), g.decimal(at, 2), g.date(at, 2), g.text(at, 2))
        }
        return Asked("computed values", values) { row in
            [row.0.columnValue, row.1.columnValue, row.2.columnValue, row.3.columnValue, row.4.columnValue, row.5.columnValue]
        }
    }
}

struct DistinctQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.start(fields)
        func values(_ a: some Reading, _ b: some Reading) -> Asked {
            var values = query.values { row in
                let at = Ground([Here(row)])
                return (a.draw(at, 1), b.draw(at, 0))
            }.distinct()
            if g.chance(60) { values = g.paged(values.order(values: { [$0.descending, $1] })) }
            return Asked("distinct values", values, { [$0.0.columnValue, $0.1.columnValue] })
        }
        return values(g.comparable(), g.comparable())
    }
}

struct AnnotateQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.paged(g.ordered(g.start(fields), byKey: true))
        func annotated(_ a: some Reading, _ b: some Reading) -> Asked {
            let annotated = query.annotate { a.draw(Ground([Here($0)]), 3) }.annotate { b.draw(Ground([Here($0)]), 1) }
            return Asked("annotate", annotated) { Answer.cells($0.0) + [$0.1.columnValue, $0.2.columnValue] }
        }
        return annotated(g.reading(), g.reading())
    }
}

struct GroupsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.start(fields)
        func groups(_ key: some Reading, _ other: some Reading, _ a: some Reading, _ b: some Reading) -> Asked {
            func ground(_ row: F) -> Ground { Ground([Here(row)]) }
            let groups = query.group { (key.draw(ground($0), 1), other.draw(ground($0), 0)) }.having { row in
                let at = ground(row)
                let isMany = row.id.count() > g.value([0, 1, 2])
                return g.chance(50) ? isMany : isMany || g.integer(at, 0).max() != nil
            }
            let figures = groups.values { (a.draw(ground($0), 0), b.draw(ground($0), 0)) }
            let sorted = g.chance(50) ? g.paged(figures.order { [$0.id.count().descending, $0.id.min()] }) : figures
            return Asked(
                "groups", sorted, { [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue, $0.3.columnValue] })
        }
        return groups(g.comparable(), g.comparable(), g.figure(), g.figure())
    }
}

struct FilteredGroupsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.start(fields)
        func groups(_ key: some Reading, _ a: some Reading) -> Asked {
            let figures = query.group { (key.draw(Ground([Here($0)]), 1)) }
                .values { (a.draw(Ground([Here($0)]), 0), $0.id.count()) }
            let some = figures.filter(values: { key, figure, count in count <= g.value([1, 2, 3]) || key.isDistinct(from: key) })
            return Asked(
                "groups, filtered", g.chance(50) ? g.paged(some.order(values: { [$2, $0.descending] })) : some,
                { [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue] })
        }
        return groups(g.comparable(), g.figure())
    }
}

struct WindowsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        var query = g.start(fields)
        if g.chance(50) { query = g.paged(g.ordered(query, byKey: true)) }
        func windows(_ a: some Reading, _ b: some Reading, _ c: some Reading) -> Asked {
            let values = query.values { row in
                let at = Ground([Here(row)])
                return (row.id, a.draw(at, 0), b.draw(at, 0), c.draw(at, 0))
            }
            return Asked("windows", values) { [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue, $0.3.columnValue] }
        }
        return windows(g.neighbour(fields), g.neighbour(fields), g.neighbour(fields))
    }
}

struct FilteredWindowsQuestion: RootQuestion {
    func ask<F: DrawnFields>(_ fields: F.Type, _ g: Grammar) -> Asked {
        let query = g.start(fields)
        func windows(_ a: some Reading, _ b: some Reading) -> Asked {
            let values = query.values { row in
                let at = Ground([Here(row)])
                let window = Window(by: g.integer(at, 0), order: g.text(at, 0), row.id)
                return (row.id, window.rowNumber(), a.draw(at, 0), b.draw(at, 0))
            }
            var first = values.filter(values: { _, place, _, _ in place <= g.value([1, 2, 3]) })
            if g.chance(50) {
                first = g.paged(
                    first.order(values: { key, place, value, _ in
                        let terms: [any OrderingTerm] = [value, place.descending, key]
                        return terms
                    }))
            }
            return Asked("windows, filtered", first) { [$0.0.columnValue, $0.1.columnValue, $0.2.columnValue, $0.3.columnValue] }
        }
        return windows(g.neighbour(fields), g.neighbour(fields))
    }
}
