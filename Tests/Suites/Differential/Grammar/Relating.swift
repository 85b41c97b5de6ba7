import Foundation
import Junction

/// What asks questions: a relation, refined or not, or a query.
protocol Relating {
    func question(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Bool>
    func count(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Int>
    func integer(_ g: Grammar, _ at: Ground) -> Expr<Int?>
    func text(_ g: Grammar) -> Expr<String?>
    func real(_ g: Grammar) -> Expr<Double?>
    func decimal(_ g: Grammar) -> Expr<Decimal?>
    func date(_ g: Grammar) -> Expr<Date?>
    func day(_ g: Grammar) -> Expr<CalendarDate?>
    /// Figures that may differ in their last digit, so that nothing else is made of them.
    func average(_ g: Grammar) -> Expr<Double?>
}

/// Rows without links, or whose links are not asked about.
struct Rows<Q: ToManyQuestions>: Relating where Q.Root.Fields: DrawnFields {
    let rows: Q

    func question(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Bool> { g.draw { questions(g, at, depth, &$0) } }

    private func questions(_ g: Grammar, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<Expr<Bool>>) {
        func condition(_ fields: Q.Root.Fields) -> Expr<Bool> { g.condition(at.with(Here(fields)), depth - 1) }
        choices.add("any") { rows.any(condition) }
        choices.add("all") { rows.all(condition) }
        choices.add("none") { rows.none(condition) }
        choices.add("exists") { rows.exists }
        choices.add("isEmpty") { rows.isEmpty }
        choices.add("contains key") { rows.contains(g.key(Q.Root.self)) }
        choices.add("contains(anyOf:)") { rows.contains(anyOf: g.keys(g.index(4), of: Q.Root.self)) }
        choices.add("contains(allOf:)") { rows.contains(allOf: g.keys(g.index(3), of: Q.Root.self)) }
        choices.add("contains(exactly:)") { rows.contains(exactly: g.keys(g.index(3), of: Q.Root.self)) }
        choices.add("contains the key of another row") {
            let others = at.places.compactMap { $0 as? Here<Q.Root.Fields> }
            return others.isEmpty ? rows.contains(g.key(Q.Root.self)) : rows.contains(others[g.index(others.count)].fields.id)
        }
    }

    func count(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Int> {
        g.draw {
            $0.add("count") { rows.count }
            $0.add("count with a condition") { rows.count { g.condition(at.with(Here($0)), depth - 1) } }
        }
    }

    func integer(_ g: Grammar, _ at: Ground) -> Expr<Int?> {
        g.draw {
            $0.add("sum of integers") { rows.sum { g.integer(at.with(Here($0)), 0) } }
            $0.add("min of integers") { rows.min { g.integer(at.with(Here($0)), 1) } }
            $0.add("max of integers") { rows.max { g.integer(at.with(Here($0)), 1) } }
        }
    }

    func text(_ g: Grammar) -> Expr<String?> {
        g.draw {
            $0.add("min of texts") { rows.min { g.text(Ground([Here($0)]), 1) } }
            $0.add("max of texts") { rows.max { g.text(Ground([Here($0)]), 1) } }
        }
    }

    func real(_ g: Grammar) -> Expr<Double?> {
        g.draw {
            $0.add("sum of reals") { rows.sum { g.real(Ground([Here($0)]), 0) } }
            $0.add("min of reals") { rows.min { g.real(Ground([Here($0)]), 1) } }
            $0.add("max of reals") { rows.max { g.real(Ground([Here($0)]), 1) } }
        }
    }

    func decimal(_ g: Grammar) -> Expr<Decimal?> {
        g.draw {
            $0.add("sum of decimals") { rows.sum { g.decimal(Ground([Here($0)]), 0) } }
            $0.add("min of decimals") { rows.min { g.decimal(Ground([Here($0)]), 0) } }
            $0.add("max of decimals") { rows.max { g.decimal(Ground([Here($0)]), 0) } }
        }
    }

    func date(_ g: Grammar) -> Expr<Date?> {
        g.draw {
            $0.add("min of dates") { rows.min { g.date(Ground([Here($0)]), 0) } }
            $0.add("max of dates") { rows.max { g.date(Ground([Here($0)]), 0) } }
        }
    }

    func day(_ g: Grammar) -> Expr<CalendarDate?> {
        g.draw {
            $0.add("min of days") { rows.min { g.day(Ground([Here($0)]), 0) } }
            $0.add("max of days") { rows.max { g.day(Ground([Here($0)]), 0) } }
        }
    }

    func average(_ g: Grammar) -> Expr<Double?> {
        g.draw {
            $0.add("avg of integers") { rows.avg { g.integer(Ground([Here($0)]), 0) } }
            $0.add("avg of reals") { rows.avg { g.real(Ground([Here($0)]), 0) } }
            $0.add("avg of decimals") { rows.avg { g.decimal(Ground([Here($0)]), 0) } }
        }
    }
}

/// What sees the link beside the row.
protocol RelatingLinks: Relating {
    func linkedQuestion(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Bool>
    func linkedCount(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Int>
    func linkedInteger(_ g: Grammar, _ at: Ground) -> Expr<Int?>
    func linkedAverage(_ g: Grammar) -> Expr<Double?>
}

/// Rows over a junction model: conditions and figures may see the link.
struct LinkedRows<Q: LinkedQuestions>: RelatingLinks where Q.Root.Fields: DrawnFields, Q.Link.Fields: DrawnFields {
    let rows: Q
    private var plain: Rows<Q> { Rows(rows: rows) }

    init(rows: Q) { self.rows = rows }

    private func ground(_ at: Ground, _ row: Q.Root.Fields, _ link: Q.Link.Fields) -> Ground { at.with(Here(row)).with(Here(link)) }

    func question(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Bool> {
        g.chance(40) ? linkedQuestion(g, at, depth) : plain.question(g, at, depth)
    }

    func linkedQuestion(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Bool> {
        g.draw {
            $0.add("any(linked:)") { rows.any(linked: { g.condition(ground(at, $0, $1), depth - 1) }) }
            $0.add("all(linked:)") { rows.all(linked: { g.condition(ground(at, $0, $1), depth - 1) }) }
            $0.add("none(linked:)") { rows.none(linked: { g.condition(ground(at, $0, $1), depth - 1) }) }
        }
    }

    func linkedCount(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Int> {
        g.draw { $0.add("count(linked:)") { rows.count(linked: { g.condition(ground(at, $0, $1), depth - 1) }) } }
    }

    func linkedInteger(_ g: Grammar, _ at: Ground) -> Expr<Int?> {
        g.draw {
            $0.add("sum(linked:)") { rows.sum(linked: { g.integer(ground(at, $0, $1), 0) }) }
            $0.add("min(linked:)") { rows.min(linked: { g.integer(ground(at, $0, $1), 0) }) }
            $0.add("max(linked:)") { rows.max(linked: { g.integer(ground(at, $0, $1), 0) }) }
        }
    }

    func linkedAverage(_ g: Grammar) -> Expr<Double?> {
        g.draw { $0.add("avg(linked:)") { rows.avg(linked: { g.integer(Ground([Here($0), Here($1)]), 0) }) } }
    }

    func count(_ g: Grammar, _ at: Ground, _ depth: Int) -> Expr<Int> {
        g.chance(40) ? linkedCount(g, at, depth) : plain.count(g, at, depth)
    }
    func integer(_ g: Grammar, _ at: Ground) -> Expr<Int?> { g.chance(50) ? linkedInteger(g, at) : plain.integer(g, at) }
    func average(_ g: Grammar) -> Expr<Double?> { g.chance(50) ? linkedAverage(g) : plain.average(g) }
    func text(_ g: Grammar) -> Expr<String?> { plain.text(g) }
    func real(_ g: Grammar) -> Expr<Double?> { plain.real(g) }
    func decimal(_ g: Grammar) -> Expr<Decimal?> { plain.decimal(g) }
    func date(_ g: Grammar) -> Expr<Date?> { plain.date(g) }
    func day(_ g: Grammar) -> Expr<CalendarDate?> { plain.day(g) }
}

extension Grammar {
    /// A relation as it is, or with another scope and conditions.
    func refined<M: SoftDeletable>(_ relation: ToMany<M>, _ at: Ground, _ depth: Int) -> any Relating where M.Fields: DrawnFields {
        draw {
            $0.add("relation as it is") { Rows(rows: relation) }
            $0.add("relation.includingDeleted") { Rows(rows: relation.includingDeleted) }
            $0.add("relation.onlyDeleted") { Rows(rows: relation.onlyDeleted) }
            $0.add("relation.filter") { Rows(rows: relation.filter { self.condition(at.with(Here($0)), depth - 1) }) }
        }
    }

    func refined<M: SoftDeletable, L: SoftDeletable>(
        _ relation: ToManyThrough<M, L>, _ at: Ground, _ depth: Int
    ) -> any RelatingLinks where M.Fields: DrawnFields, L.Fields: DrawnFields {
        draw {
            $0.add("relation with links as it is") { LinkedRows(rows: relation) }
            $0.add("links.includingDeleted") { LinkedRows(rows: relation.includingDeleted) }
            $0.add("links.onlyDeleted") { LinkedRows(rows: relation.onlyDeleted) }
            $0.add("links.includingDeletedLinks") { LinkedRows(rows: relation.includingDeletedLinks) }
            $0.add("links.onlyDeletedLinks") { LinkedRows(rows: relation.onlyDeletedLinks) }
            $0.add("links.filter(linked:)") {
                LinkedRows(rows: relation.filter(linked: { self.condition(at.with(Here($0)).with(Here($1)), depth - 1) }))
            }
            $0.add("links.filter") { LinkedRows(rows: relation.filter { self.condition(at.with(Here($0)), depth - 1) }) }
        }
    }
}
