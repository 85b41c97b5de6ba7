import Foundation
import Junction

// Expressions that are numbers. They stay small, so that nothing overflows but where it is meant to: databases need not compute what
// they need not show, so that an error inside a condition is no promise.
extension Grammar {
    func integerLeaf(_ at: Ground) -> Expr<Int?> {
        if chance(20) { return Expr<Int?>(integer()) }
        return column(at) { $0.integer(self) } ?? Expr<Int?>(integer())
    }

    func integer(_ at: Ground, _ depth: Int) -> Expr<Int?> {
        if depth < 1 { return integerLeaf(at) }
        return draw { choices in
            integerArithmetic(at, depth, &choices)
            integersOfOthers(at, depth, &choices)
            parts(at, depth, &choices)
            choices.add("length") { self.text(at, depth - 1).length }
            choices.add("position") { self.text(at, depth - 1).position(of: self.part()) }
            choices.add("?? of integers") { self.integer(at, depth - 1) ?? self.integer(at, depth - 1) }
            choices.add("Case of integers") {
                let first = self.integer(at, depth - 1)
                return Case.when(self.condition(at, depth - 1), first).else(self.integer(at, depth - 1))
            }
            choices.add("real.integer") { self.real(at, depth - 1).integer }
            choices.add("decimal.integer") { self.decimal(at, depth - 1).integer }
            choices.add("text.integer") { self.integer(at, depth - 1).text.integer }
            choices.add("json.integer") { self.papers(at)["size"].integer }
            choices.add("json.count") { self.papers(at)["tags"].count }
        }
    }

    private func integerArithmetic(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Int?>>) {
        choices.add("integer + integer") { self.integer(at, depth - 1) + self.integer(at, depth - 1) }
        choices.add("integer - integer") { self.integer(at, depth - 1) - self.integer(at, depth - 1) }
        choices.add("integer * integer") { self.integerLeaf(at) * self.integerLeaf(at) }
        choices.add("integer + constant") {
            let constant = self.integer()
            return self.integer(at, depth - 1) + constant
        }
        choices.add("integer - constant") {
            let constant = self.integer()
            return self.integer(at, depth - 1) - constant
        }
        choices.add("integer * constant") {
            let constant = self.integer()
            return self.integerLeaf(at) * constant
        }
        choices.add("integer / constant") {
            let constant = self.value([-3, -1, 2, 7])
            return self.integer(at, depth - 1) / constant
        }
        choices.add("integer % constant") {
            let constant = self.value([-3, -1, 2, 7])
            return self.integer(at, depth - 1) % constant
        }
        choices.add("-integer") { (-self.someInteger(at, depth - 1)).optional }
        choices.add("integer.magnitude") { self.integer(at, depth - 1).magnitude }
        choices.add("quotient behind a condition") {
            let divisor = self.someInteger(at, 0)
            return Case.when(divisor != 0, self.someInteger(at, depth - 1) / divisor).elseNil
        }
        choices.add("remainder behind a condition") {
            let divisor = self.someInteger(at, 0)
            return Case.when(divisor != 0, self.someInteger(at, depth - 1) % divisor).elseNil
        }
    }

    private func integersOfOthers(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<Int?>>) {
        choices.add("figure over a relation, integer") { self.relation(at, depth).integer(self, at) }
        choices.add("figure over links") { self.links(at, depth)?.linkedInteger(self, at) ?? self.relation(at, depth).integer(self, at) }
        choices.add("count over a relation") { self.relation(at, depth).count(self, at, depth).optional }
        choices.add("figure over a query") {
            func figure<F: DrawnFields>(_ fields: F.Type) -> Expr<Int?> { self.rows(fields, at, depth).integer(self, at) }
            return figure(self.root())
        }
        choices.add("scalar of integers") {
            func scalar<F: DrawnFields>(_ fields: F.Type) -> Expr<Int?> {
                self.single(fields, at, depth).values { self.integer(at.with(Here($0)), 0) }.scalar()
            }
            return scalar(self.root())
        }
    }

    /// An integer that is there.
    func someInteger(_ at: Ground, _ depth: Int) -> Expr<Int> {
        if depth < 1 { return column(at) { $0.someInteger(self) } ?? Expr(integer()) }
        return draw {
            $0.add("integer column") { self.someInteger(at, 0) }
            $0.add("?? of an integer") {
                let other: Int = self.integer()
                return self.integer(at, depth - 1) ?? other
            }
            $0.add("count of a relation, there") { self.relation(at, depth).count(self, at, depth) }
            $0.add("count of links") {
                self.links(at, depth)?.linkedCount(self, at, depth) ?? self.relation(at, depth).count(self, at, depth)
            }
            $0.add("length, there") { self.someText(at, depth - 1).length }
            $0.add("integer + integer, there") { self.someInteger(at, depth - 1) + self.someInteger(at, depth - 1) }
        }
    }

    // MARK: Real numbers

    func realLeaf(_ at: Ground) -> Expr<Double?> {
        if chance(20) { return Expr<Double?>(real()) }
        return column(at) { $0.real(self) } ?? Expr<Double?>(real())
    }

    func real(_ at: Ground, _ depth: Int) -> Expr<Double?> {
        if depth < 1 { return realLeaf(at) }
        return draw {
            $0.add("real + real") { self.real(at, depth - 1) + self.real(at, depth - 1) }
            $0.add("real - real") { self.real(at, depth - 1) - self.real(at, depth - 1) }
            $0.add("real * real") { self.realLeaf(at) * self.realLeaf(at) }
            $0.add("real / constant") {
                let constant = self.value([-3, 0.5, 2, 7.0])
                return self.real(at, depth - 1) / constant
            }
            $0.add("real / real behind a condition") {
                let divisor = self.realLeaf(at)
                return Case.when(divisor != 0, self.real(at, depth - 1) / divisor).else(Expr<Double?>(nil))
            }
            $0.add("real.magnitude") { self.real(at, depth - 1).magnitude }
            $0.add("rounded") { self.real(at, depth - 1).rounded }
            $0.add("floor") { self.real(at, depth - 1).floor }
            $0.add("ceiling") { self.real(at, depth - 1).ceiling }
            $0.add("integer.real") { self.integer(at, depth - 1).real }
            $0.add("decimal.real") { self.decimal(at, depth - 1).real }
            $0.add("text.real") { (self.integer(at, depth - 1).text).real }
            $0.add("json.real") { self.papers(at)["ratio"].real }
            $0.add("?? of reals") { self.real(at, depth - 1) ?? self.real(at, depth - 1) }
            $0.add("figure over a relation, real") { self.relation(at, depth).real(self) }
        }
    }

    // MARK: Decimals, of few digits: a file keeps 15

    func decimalLeaf(_ at: Ground) -> Expr<Decimal?> {
        if chance(20) { return Expr<Decimal?>(decimal()) }
        return column(at) { $0.decimal(self) } ?? Expr<Decimal?>(decimal())
    }

    func decimal(_ at: Ground, _ depth: Int) -> Expr<Decimal?> {
        if depth < 1 { return decimalLeaf(at) }
        return draw {
            $0.add("decimal + decimal") { self.decimal(at, depth - 1) + self.decimal(at, depth - 1) }
            $0.add("decimal - decimal") { self.decimal(at, depth - 1) - self.decimal(at, depth - 1) }
            $0.add("decimal * decimal") { self.decimalLeaf(at) * self.decimalLeaf(at) }
            $0.add("decimal.magnitude") { self.decimal(at, depth - 1).magnitude }
            $0.add("rounded(places:)") { self.decimal(at, depth - 1).rounded(places: self.value([-1, 0, 1, 2])) }
            $0.add("divided(by:places:)") {
                let divisor = self.value(["-3", "0.5", "7", "2"].compactMap { Decimal(string: $0) })
                return self.decimal(at, depth - 1).divided(by: divisor, places: self.value([0, 2, 3]))
            }
            $0.add("integer.decimal") { self.integer(at, depth - 1).decimal }
            $0.add("text.decimal") { self.integer(at, depth - 1).text.decimal }
            $0.add("?? of decimals") { self.decimal(at, depth - 1) ?? self.decimal(at, depth - 1) }
            $0.add("figure over a relation, decimal") { self.relation(at, depth).decimal(self) }
        }
    }
}
