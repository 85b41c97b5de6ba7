import Foundation
import Junction

/// The fields of a model whose columns and relations can be drawn.
protocol DrawnFields: SoftDeletableFields where Root: SoftDeletable, Root.Fields == Self, Root.RawKey == Int64 {
    static var columns: Columns<Self> { get }
    /// Questions to the keys that the row holds.
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ grammar: Grammar)
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ grammar: Grammar)
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ grammar: Grammar)
}

/// The columns of a model, by type.
struct Columns<F> {
    var texts: [KeyPath<F, Expr<String>>] = []
    var maybeTexts: [KeyPath<F, Expr<String?>>] = []
    /// Texts in ASCII.
    var codes: [KeyPath<F, Expr<String>>] = []
    var integers: [KeyPath<F, Expr<Int>>] = []
    var maybeIntegers: [KeyPath<F, Expr<Int?>>] = []
    /// Integers that arithmetic would carry too far.
    var marks: [KeyPath<F, Expr<Int>>] = []
    var reals: [KeyPath<F, Expr<Double?>>] = []
    var decimals: [KeyPath<F, Expr<Decimal>>] = []
    var maybeDecimals: [KeyPath<F, Expr<Decimal?>>] = []
    var bools: [KeyPath<F, Expr<Bool>>] = []
    var maybeBools: [KeyPath<F, Expr<Bool?>>] = []
    var dates: [KeyPath<F, Expr<Date?>>] = []
    /// Dates that a duration would carry too far.
    var extremes: [KeyPath<F, Expr<Date?>>] = []
    var days: [KeyPath<F, Expr<CalendarDate?>>] = []
    var uuids: [KeyPath<F, Expr<UUID?>>] = []
    var kinds: [KeyPath<F, Expr<VesselKind>>] = []
    var papers: [KeyPath<F, Expr<VesselPapers?>>] = []
}

/// An occurrence of a row in a query, which may lead nowhere.
protocol Place<F> {
    associatedtype F: DrawnFields
    /// A column that is there; nil where the place may lead nowhere.
    func definite<T>(_ column: KeyPath<F, Expr<T>>) -> Expr<T>?
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T>>) -> Expr<T?>
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T?>>) -> Expr<T?>
    func many<M: ToManyPath>(_ relation: KeyPath<F, M>) -> M
    func one<T: DrawnFields>(_ path: KeyPath<F, Maybe<T>>, _ grammar: Grammar) -> any Place
    func one<T: DrawnFields>(_ path: KeyPath<F, MaybeDeleted<T>>, _ grammar: Grammar) -> any Place
    /// Whether it leads nowhere; nil where it always leads to a row.
    var absence: Expr<Bool>? { get }
}

/// A row that is there.
struct Here<F: DrawnFields>: Place {
    let fields: F
    init(_ fields: F) { self.fields = fields }

    func definite<T>(_ column: KeyPath<F, Expr<T>>) -> Expr<T>? { fields[keyPath: column] }
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T>>) -> Expr<T?> { fields[keyPath: column].optional }
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T?>>) -> Expr<T?> { fields[keyPath: column] }
    func many<M: ToManyPath>(_ relation: KeyPath<F, M>) -> M { fields[keyPath: relation] }
    func one<T: DrawnFields>(_ path: KeyPath<F, Maybe<T>>, _ grammar: Grammar) -> any Place { grammar.variant(fields[keyPath: path]) }
    func one<T: DrawnFields>(_ path: KeyPath<F, MaybeDeleted<T>>, _ grammar: Grammar) -> any Place {
        let path = fields[keyPath: path]
        return grammar.draw {
            $0.add("path that may be deleted") { There(path) }
            $0.add("path.includingDeleted, always there") { Here<T>(path.includingDeleted) }
            $0.add("path.required") { Here<T>(path.required) }
            $0.add("path.onlyDeleted") { There(path.onlyDeleted) }
        }
    }
    var absence: Expr<Bool>? { nil }
}

/// A path that may lead nowhere.
struct There<P: OptionalPath>: Place where P.Target: DrawnFields {
    typealias F = P.Target
    let path: P
    init(_ path: P) { self.path = path }

    func definite<T>(_ column: KeyPath<F, Expr<T>>) -> Expr<T>? { nil }
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T>>) -> Expr<T?> { path[column] }
    func lifted<T: ColumnValue>(_ column: KeyPath<F, Expr<T?>>) -> Expr<T?> { path[column] }
    func many<M: ToManyPath>(_ relation: KeyPath<F, M>) -> M { path[dynamicMember: relation] }
    func one<T: DrawnFields>(_ next: KeyPath<F, Maybe<T>>, _ grammar: Grammar) -> any Place {
        grammar.variant(path[dynamicMember: next])
    }
    func one<T: DrawnFields>(_ next: KeyPath<F, MaybeDeleted<T>>, _ grammar: Grammar) -> any Place {
        grammar.variant(path[dynamicMember: next])
    }
    var absence: Expr<Bool>? { path.isNil }
}

extension Grammar {
    /// A path as it is, or with another scope on its last step.
    func variant<T: DrawnFields>(_ path: Maybe<T>) -> any Place {
        draw {
            $0.add("path that may be absent") { There(path) }
            $0.add("path.includingDeleted") { There(path.includingDeleted) }
            $0.add("path.required") { Here<T>(path.required) }
            $0.add("path.onlyDeleted") { There(path.onlyDeleted) }
        }
    }
}

/// The places that an expression may speak of, the innermost last.
struct Ground {
    let places: [any Place]

    init(_ places: [any Place]) { self.places = places }

    func with(_ place: any Place) -> Ground { Ground(places + [place]) }

    /// One of them, or one to-one step or two further on.
    func place(_ grammar: Grammar) -> any Place {
        var place = grammar.chance(70) ? places[places.count - 1] : places[grammar.index(places.count)]
        var steps = 0
        while steps < 2, grammar.chance(30) {
            place = place.step(grammar)
            steps += 1
        }
        return place
    }
}

extension Place {
    /// One step further on, where there is one.
    func step(_ grammar: Grammar) -> any Place { grammar.drawIfAny { F.steps(self, &$0, grammar) } ?? self }

    func column<T: ColumnValue>(
        _ grammar: Grammar, _ firm: [KeyPath<F, Expr<T>>] = [], _ loose: [KeyPath<F, Expr<T?>>] = []
    ) -> Expr<T?>? {
        if firm.isEmpty, loose.isEmpty { return nil }
        let number = grammar.index(firm.count + loose.count)
        return number < firm.count ? lifted(firm[number]) : lifted(loose[number - firm.count])
    }

    func definite<T>(_ grammar: Grammar, _ columns: [KeyPath<F, Expr<T>>]) -> Expr<T>? {
        columns.isEmpty ? nil : definite(columns[grammar.index(columns.count)])
    }

    func text(_ g: Grammar) -> Expr<String?>? { column(g, F.columns.texts + F.columns.codes, F.columns.maybeTexts) }
    func someText(_ g: Grammar) -> Expr<String>? { definite(g, F.columns.texts + F.columns.codes) }
    func code(_ g: Grammar) -> Expr<String?>? { column(g, F.columns.codes) }
    func integer(_ g: Grammar) -> Expr<Int?>? { column(g, F.columns.integers, F.columns.maybeIntegers) }
    func someInteger(_ g: Grammar) -> Expr<Int>? { definite(g, F.columns.integers) }
    func mark(_ g: Grammar) -> Expr<Int?>? { column(g, F.columns.marks) }
    func real(_ g: Grammar) -> Expr<Double?>? { column(g, [], F.columns.reals) }
    func decimal(_ g: Grammar) -> Expr<Decimal?>? { column(g, F.columns.decimals, F.columns.maybeDecimals) }
    func bool(_ g: Grammar) -> Expr<Bool?>? { column(g, F.columns.bools, F.columns.maybeBools) }
    func someBool(_ g: Grammar) -> Expr<Bool>? { definite(g, F.columns.bools) }
    func date(_ g: Grammar) -> Expr<Date?>? { column(g, [], F.columns.dates) }
    func extreme(_ g: Grammar) -> Expr<Date?>? { column(g, [], F.columns.extremes) }
    func day(_ g: Grammar) -> Expr<CalendarDate?>? { column(g, [], F.columns.days) }
    func uuid(_ g: Grammar) -> Expr<UUID?>? { column(g, [], F.columns.uuids) }
    func kind(_ g: Grammar) -> Expr<VesselKind?>? { column(g, F.columns.kinds) }
    func papers(_ g: Grammar) -> Expr<VesselPapers?>? { column(g, [], F.columns.papers) }
    func keyText(_ g: Grammar) -> Expr<String?> { lifted(\F.id).text }
    func relation(_ g: Grammar, _ at: Ground, _ depth: Int) -> (any Relating)? { g.drawIfAny { F.relations(self, at, depth, &$0, g) } }
    func keyQuestion(_ g: Grammar, _ at: Ground) -> Expr<Bool> { g.draw { F.keys(self, at, &$0, g) } }
}
