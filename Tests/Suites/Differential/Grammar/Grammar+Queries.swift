import Foundation
import Junction

// Queries inside queries.
extension Grammar {
    static let roots: [any DrawnFields.Type] = [
        Vessel.Fields.self, Vessel.Fields.self, Captain.Fields.self, Quay.Fields.self, Sailor.Fields.self, Pennant.Fields.self,
        Berth.Fields.self, Permit.Fields.self, Duty.Fields.self,
    ]

    func root() -> any DrawnFields.Type { Self.roots[index(Self.roots.count)] }

    /// A relation of one of the places; a query where none has one.
    func relation(_ at: Ground, _ depth: Int) -> any Relating {
        for _ in 0..<4 { if let found = at.place(self).relation(self, at, depth) { return found } }
        return rows(Vessel.Fields.self, at, depth)
    }

    /// A relation with links of one of the places; nil where none has one.
    func links(_ at: Ground, _ depth: Int) -> (any RelatingLinks)? {
        for place in at.places.reversed() {
            switch place {
            case let vessel as Here<Vessel.Fields>:
                return chance(50) ? refined(vessel.many(\.sailors), at, depth) : refined(vessel.many(\.officers), at, depth)
            case let sailor as Here<Sailor.Fields>:
                return chance(50) ? refined(sailor.many(\.vessels), at, depth) : refined(sailor.many(\.served), at, depth)
            case let duty as Here<Duty.Fields>: return refined(duty.fields.vessel.sailors, at, depth)
            case let berth as Here<Berth.Fields>: return refined(berth.fields.sailor.required.served, at, depth)
            default: break
            }
        }
        return nil
    }

    /// A query that is asked as a relation is.
    func rows<F: DrawnFields>(_ fields: F.Type, _ at: Ground, _ depth: Int) -> any Relating { Rows(rows: filtered(fields, at, depth)) }

    /// Rows of a model by some conditions, which may speak of the places around.
    func filtered<F: DrawnFields>(_ fields: F.Type, _ at: Ground, _ depth: Int) -> Query<F.Root, F.Root> {
        var query: Query<F.Root, F.Root> = draw {
            $0.add("query") { F.Root.query }
            $0.add("query.includingDeleted") { F.Root.includingDeleted }
            $0.add("query.onlyDeleted") { F.Root.onlyDeleted }
        }
        for _ in 0..<(1 + index(2)) {
            query = query.filter { row in
                let at = at.with(Here(row))
                // Most conditions hold for few rows; answers without any would say little.
                if depth < 3 || chance(30) { return condition(at, depth - 1) }
                return condition(at, depth - 1) || !condition(at, depth - 1) || condition(at, 0)
            }
        }
        return query
    }

    /// The same in an order that tells every row from every other.
    ///
    /// Left out: an order inside a statement that speaks of the rows around, which SQLite does not allow.
    func single<F: DrawnFields>(_ fields: F.Type, _ at: Ground, _ depth: Int) -> Query<F.Root, F.Root> {
        filtered(fields, at, depth).order { row in [self.term(Ground([Here(row)]), 0), row.id] }
    }

    /// What rows are ordered by.
    func term(_ at: Ground, _ depth: Int) -> any OrderingTerm {
        func directed<T>(_ value: Expr<T>) -> any OrderingTerm {
            draw {
                $0.add("ascending") { value }
                $0.add("descending") { value.descending }
                $0.add("ascending.absentFirst") { value.ascending.absentFirst }
                $0.add("descending.absentFirst") { value.descending.absentFirst }
            }
        }
        return draw {
            $0.add("order by text") { directed(self.text(at, depth)) }
            $0.add("order by integer") { directed(self.integer(at, depth)) }
            $0.add("order by real") { directed(self.real(at, depth)) }
            $0.add("order by decimal") { directed(self.decimal(at, depth)) }
            $0.add("order by date") { directed(self.date(at, depth)) }
            $0.add("order by day") { directed(self.day(at, depth)) }
            $0.add("order by bool") { directed(self.bool(at, depth)) }
            $0.add("order by UUID") { directed(self.uuid(at)) }
            $0.add("order by enum") { directed(self.kind(at)) }
        }
    }

    /// Whether a value is among those of a query.
    func amongQueries(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Bool>>) {
        func texts<F: DrawnFields>(_ fields: F.Type) -> Query<F.Root, String?> {
            filtered(fields, at, depth).values { self.text(at.with(Here($0)), 0) }
        }
        func integers<F: DrawnFields>(_ fields: F.Type) -> Query<F.Root, Int?> {
            filtered(fields, at, depth).values { self.integer(at.with(Here($0)), 0) }
        }
        choices.add("in query of texts") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.text(at, depth - 1).in(texts(fields)) }
            return among(self.root())
        }
        choices.add("notIn query of texts") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.text(at, depth - 1).notIn(texts(fields)) }
            return among(self.root())
        }
        choices.add("in query of integers") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.someInteger(at, depth - 1).in(integers(fields)) }
            return among(self.root())
        }
        choices.add("notIn query of integers") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.integer(at, depth - 1).notIn(integers(fields)) }
            return among(self.root())
        }
        choices.add("in a page of texts") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> {
                let page = self.single(fields, at, depth).limit(self.value([1, 2, 4])).values { self.text(at.with(Here($0)), 0) }
                return self.text(at, 0).in(page)
            }
            return among(self.root())
        }
        choices.add("in distinct values") {
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.integer(at, 0).in(integers(fields).distinct()) }
            return among(self.root())
        }
        choices.add("in united values") {
            func among<F: DrawnFields, G: DrawnFields>(_ fields: F.Type, _ others: G.Type) -> Expr<Bool> {
                self.text(at, 0).in(texts(fields).union(texts(others)))
            }
            return among(self.root(), self.root())
        }
        choices.add("in the keys of groups") {
            let least = self.value([1, 2])
            return self.integer(at, 0).in(
                self.filtered(Vessel.Fields.self, at, 1).group { ($0.guns) }.having { $0.id.count() >= least }.keys())
        }
        choices.add("in a common query, twice") {
            // It stands before the statement, so that it cannot speak of the places around.
            let alone = Ground([])
            func among<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> {
                let common = self.filtered(fields, alone, 1).values { self.text(Ground([Here($0)]), 0) }.common(self.name())
                return self.text(at, 0).in(common) || self.text(at, 0).notIn(common)
            }
            return among(self.root())
        }
    }
}
