import Foundation
import Junction

// Conditions.
extension Grammar {
    func condition(_ at: Ground, _ depth: Int) -> Expr<Bool> {
        draw { choices in
            if depth > 0 {
                choices.add("&&") { self.condition(at, depth - 1) && self.condition(at, depth - 1) }
                choices.add("||") { self.condition(at, depth - 1) || self.condition(at, depth - 1) }
                choices.add("!") { !self.condition(at, depth - 1) }
                choices.add("row that may be absent") { at.place(self).absence ?? !self.condition(at, 0) }
                questions(at, depth, &choices)
            }
            comparisons(at, depth - 1, &choices)
            choices.add("question to a key") { at.place(self).keyQuestion(self, at) }
            choices.add("bool column as a condition") { self.column(at) { $0.someBool(self) } ?? (self.bool(at, 0) == true) }
            choices.add("?? of a bool") {
                let other: Bool = self.bool()
                return self.bool(at, 0) ?? other
            }
            patterns(at, depth - 1, &choices)
        }
    }

    private func questions(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Bool>>) {
        choices.add("question to a relation") { self.relation(at, depth).question(self, at, depth) }
        choices.add("question to links") {
            self.links(at, depth)?.linkedQuestion(self, at, depth) ?? self.relation(at, depth).question(self, at, depth)
        }
        choices.add("question to a query") {
            func question<F: DrawnFields>(_ fields: F.Type) -> Expr<Bool> { self.rows(fields, at, depth).question(self, at, depth) }
            return question(self.root())
        }
        choices.add("count of a relation, compared") { self.relation(at, depth).count(self, at, depth) > self.value([0, 1, 2]) }
        choices.add("average, compared") {
            // Databases differ in the last digit of an average, which halves do not meet.
            let limit: Double? = self.value([-0.75, 0.25, 1.125, 2.0625])
            return (self.links(at, depth)?.linkedAverage(self) ?? self.relation(at, depth).average(self)) < limit
        }
        amongQueries(at, depth, &choices)
    }

    private func comparisons(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Bool>>) {
        choices.add("comparison of texts") { self.compare({ self.text(at, depth) }) { self.text() } }
        choices.add("comparison of integers") { self.compare({ self.integer(at, depth) }) { self.integer() } }
        choices.add("comparison of great integers") {
            self.compare({ self.column(at) { $0.mark(self) } ?? Expr<Int?>(self.mark()) }) { self.mark() }
        }
        choices.add("comparison of reals") { self.compare({ self.real(at, depth) }) { self.real() } }
        choices.add("comparison of decimals") { self.compare({ self.decimal(at, depth) }) { self.decimal() } }
        choices.add("comparison of bools") { self.compare({ self.bool(at, depth) }) { self.bool() } }
        choices.add("comparison of dates") { self.compare({ self.date(at, depth) }) { self.date() } }
        choices.add("comparison of extreme dates") {
            self.compare({ self.column(at) { $0.extreme(self) } ?? self.dateLeaf(at) }) { self.extreme() }
        }
        choices.add("comparison of days") { self.compare({ self.day(at, depth) }) { self.day() } }
        choices.add("comparison of UUIDs") { self.compare({ self.uuid(at) }) { self.uuid() } }
        choices.add("comparison of enums") { self.compare({ self.kind(at) }) { self.vesselKind() } }
        choices.add("microseconds(since:)") {
            let passed = self.anyDate(at, 0).microseconds(since: self.anyDate(at, 0))
            return self.compare({ passed }) { self.value([0, 1, -86_400_000_000, 951_782_400_000_000]) }
        }
    }

    /// A comparison with another expression or a value.
    private func compare<T: ColumnValue>(_ expression: () -> Expr<T?>, _ value: () -> T) -> Expr<Bool> {
        let a = expression(), b = expression(), constant: T? = value(), list = (0..<index(4)).map { _ in value() }
        return draw {
            $0.add("==") { a == b }
            $0.add("== value") { a == constant }
            $0.add("== nil") { a == nil }
            $0.add("!=") { a != b }
            $0.add("!= value") { a != constant }
            $0.add("!= nil") { a != nil }
            $0.add("<") { a < b }
            $0.add("< value") { a < constant }
            $0.add("<=") { a <= b }
            $0.add("<= value") { a <= constant }
            $0.add(">") { a > b }
            $0.add("> value") { a > constant }
            $0.add(">=") { a >= b }
            $0.add(">= value") { a >= constant }
            $0.add("isNil") { a.isNil() }
            $0.add("isDistinct(from:)") { a.isDistinct(from: b) }
            $0.add("isDistinct(from: value)") { a.isDistinct(from: constant) }
            $0.add("in list") { a.in(list) }
            $0.add("notIn list") { a.notIn(list) }
            $0.add("in list with nil") { a.in(list.map { Optional($0) } + [nil]) }
            $0.add("notIn list with nil") { a.notIn(list.map { Optional($0) } + [nil]) }
        }
    }

    private func patterns(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Bool>>) {
        choices.add("like") { self.text(at, depth).like(self.pattern()) }
        choices.add("hasPrefix") { self.text(at, depth).hasPrefix(self.part()) }
        choices.add("hasSuffix") { self.text(at, depth).hasSuffix(self.part()) }
        choices.add("includes") { self.text(at, depth).includes(self.part()) }
    }

    /// A key that this row holds, asked about.
    func keyQuestion<M: SoftDeletable>(_ key: Expr<Key<M>?>, _ at: Ground) -> Expr<Bool> where M.Fields: DrawnFields {
        let others = at.places.compactMap { $0 as? Here<M.Fields> }
        return draw {
            $0.add("key == value") { key == self.key() }
            $0.add("key == key of a row") {
                others.isEmpty ? key == self.key() : key == others[self.index(others.count)].fields.id.optional
            }
            $0.add("key in keys") { key.in(self.keys(2, of: M.self)) }
            $0.add("key notIn keys") { key.notIn(self.keys(2, of: M.self)) }
            $0.add("key isNil") { key.isNil() }
            $0.add("key in rows") { key.in(self.filtered(M.Fields.self, at, 1)) }
            $0.add("key notIn rows") { key.notIn(self.filtered(M.Fields.self, at, 1)) }
            $0.add("key in a page") { key.in(self.single(M.Fields.self, at, 1).limit(self.value([1, 2, 4]))) }
            $0.add("key in united rows") { key.in(self.filtered(M.Fields.self, at, 1).union(self.filtered(M.Fields.self, at, 1))) }
        }
    }
}
