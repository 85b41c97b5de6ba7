import Foundation
import Junction

/// A type of values that can be read, and how one is drawn.
protocol Reading<T> {
    associatedtype T: ColumnValue
    func draw(_ at: Ground, _ depth: Int) -> Expr<T>
}

private struct Values<T: ColumnValue>: Reading {
    let make: (Ground, Int) -> Expr<T>
    func draw(_ at: Ground, _ depth: Int) -> Expr<T> { make(at, depth) }
}

extension Grammar {
    /// What is read of rows.
    func reading() -> any Reading {
        draw {
            $0.add("text read") { self.comparable() }
            $0.add("average read") { Values { self.relation($0, $1).average(self) } }
            $0.add("great integer read") { Values { at, _ in self.column(at) { $0.mark(self) } ?? Expr<Int?>(self.mark()) } }
            $0.add("extreme date read") { Values { self.anyDate($0, $1) } }
            $0.add("microseconds read") { Values { at, _ in self.anyDate(at, 0).microseconds(since: self.anyDate(at, 0)) } }
            $0.add("condition read") { Values { self.condition($0, $1) } }
            $0.add("JSON read") { Values { at, _ in self.column(at) { $0.papers(self) } ?? Expr<VesselPapers?>(VesselPapers(size: 1)) } }
            $0.add("integer that is there, read") { Values { self.someInteger($0, $1) } }
            $0.add("text that is there, read") { Values { self.someText($0, $1) } }
            $0.add("anything read") { self.comparable() }
        }
    }

    /// What groups and distinct values are made of, too.
    func comparable() -> any Reading {
        draw {
            $0.add("texts") { Values { self.text($0, $1) } }
            $0.add("integers") { Values { self.integer($0, $1) } }
            $0.add("reals") { Values { self.real($0, $1) } }
            $0.add("decimals") { Values { self.decimal($0, $1) } }
            $0.add("bools") { Values { self.bool($0, $1) } }
            $0.add("dates") { Values { self.date($0, $1) } }
            $0.add("days") { Values { self.day($0, $1) } }
            $0.add("UUIDs") { Values { at, _ in self.uuid(at) } }
            $0.add("enums") { Values { at, _ in self.kind(at) } }
        }
    }

    /// Figures over the rows of a group.
    func figure() -> any Reading {
        func condition(_ at: Ground) -> Expr<Bool>? { self.chance(40) ? self.condition(at, 0) : nil }
        return draw {
            $0.add("figure count") { Values { at, _ in self.integer(at, 0).count(where: condition(at)) } }
            $0.add("figure countDistinct of texts") { Values { at, _ in self.text(at, 1).countDistinct(where: condition(at)) } }
            $0.add("figure countDistinct of integers") { Values { at, _ in self.integer(at, 1).countDistinct(where: condition(at)) } }
            $0.add("figure sum of integers") { Values { at, _ in self.integer(at, 1).sum(where: condition(at)) } }
            $0.add("figure sum of reals") { Values { at, _ in self.real(at, 0).sum(where: condition(at)) } }
            $0.add("figure sum of decimals") { Values { at, _ in self.decimal(at, 0).sum(where: condition(at)) } }
            $0.add("figure avg of integers") { Values { at, _ in self.integer(at, 1).avg(where: condition(at)) } }
            $0.add("figure avg of decimals") { Values { at, _ in self.decimal(at, 0).avg(where: condition(at)) } }
            $0.add("figure avg of reals") { Values { at, _ in self.real(at, 0).avg(where: condition(at)) } }
            $0.add("figure min of texts") { Values { at, _ in self.text(at, 1).min(where: condition(at)) } }
            $0.add("figure max of texts") { Values { at, _ in self.text(at, 1).max(where: condition(at)) } }
            $0.add("figure min of dates") { Values { at, _ in self.date(at, 0).min(where: condition(at)) } }
            $0.add("figure max of days") { Values { at, _ in self.day(at, 0).max(where: condition(at)) } }
            $0.add("figure min of decimals") { Values { at, _ in self.decimal(at, 0).min(where: condition(at)) } }
            $0.add("figure max of reals") { Values { at, _ in self.real(at, 0).max(where: condition(at)) } }
            $0.add("figures, computed with") {
                Values { at, _ in
                    let sum = self.integer(at, 0).sum() + self.integer(at, 0).max()
                    return sum ?? 0
                }
            }
        }
    }

    /// What rows are among their neighbours. The order of a window ends with the key, where it matters who of equals comes first.
    func neighbour<F: DrawnFields>(_ fields: F.Type) -> any Reading {
        func window(_ at: Ground, _ frame: Window.Frame?, total: Bool = true) -> Window {
            let row = at.places.compactMap { $0 as? Here<F> }[0].fields, first = self.term(at, 0)
            let key = self.kindOfKey(at)
            return switch (chance(60), total) {
            case (true, true): Window(by: key, order: first, row.id, frame: frame)
            case (true, false): Window(by: key, order: first, frame: frame)
            case (false, true): Window(order: first, row.id.descending, frame: frame)
            case (false, false): Window(order: first, frame: frame)
            }
        }
        let frame: Window.Frame? = draw {
            $0.add("frame by itself") { nil }
            $0.add("frame all") { .all }
            $0.add("frame upToHere") { .upToHere }
            $0.add("frame last") { .last(self.value([1, 2, 3])) }
        }
        return draw {
            $0.add("rowNumber") { Values { at, _ in window(at, frame).rowNumber() } }
            $0.add("rank") { Values { at, _ in window(at, frame, total: false).rank() } }
            $0.add("denseRank") { Values { at, _ in window(at, frame, total: false).denseRank() } }
            $0.add("percentRank") { Values { at, _ in window(at, frame, total: false).percentRank() } }
            $0.add("tile") { Values { at, _ in window(at, frame).tile(1 + self.index(4)) } }
            $0.add("lag") { Values { at, _ in window(at, frame).lag(self.text(at, 0), by: 1 + self.index(2)) } }
            $0.add("lead") { Values { at, _ in window(at, frame).lead(self.integer(at, 0), by: self.index(3)) } }
            $0.add("first of a window") { Values { at, _ in window(at, frame).first(self.text(at, 0)) } }
            $0.add("last of a window") { Values { at, _ in window(at, frame).last(self.date(at, 0)) } }
            $0.add("count of a window") { Values { at, _ in window(at, frame).count() } }
            $0.add("sum of a window") { Values { at, _ in window(at, frame).sum(self.integer(at, 0)) } }
            $0.add("sum of a window, decimals") { Values { at, _ in window(at, frame).sum(self.decimal(at, 0)) } }
            $0.add("avg of a window") { Values { at, _ in window(at, frame).avg(self.real(at, 0)) } }
            $0.add("min of a window") { Values { at, _ in window(at, frame).min(self.decimal(at, 0)) } }
            $0.add("max of a window") { Values { at, _ in window(at, frame).max(self.text(at, 0)) } }
            $0.add("sum of all rows") { Values { at, _ in Window().sum(self.integer(at, 0)) } }
            $0.add("count of those alike") { Values { at, _ in Window(by: self.kindOfKey(at)).count() } }
        }
    }

    private func kindOfKey(_ at: Ground) -> any OrderingTerm { chance(50) ? integer(at, 0) : text(at, 0) }
}
