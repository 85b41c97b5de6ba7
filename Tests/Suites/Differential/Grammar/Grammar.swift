import Foundation
import Junction

/// Draws queries. Everything random goes through it: the choices that make a query's shape are kept, so that the same shape can be made
/// once more with other values in it, and what was drawn rarely is drawn more often.
final class Grammar {
    private var random: SeededRandom
    private(set) var drawn: [String: Int] = [:]
    /// What is drawn directly while something is made, and how often the rarest of it was drawn a while ago.
    private var inside: [String: Set<String>] = [:]
    private var rarest: [String: Int] = [:]
    private var making: [String] = []
    private var shapes = 0
    private var choices: [Int] = []
    private var place = 0
    private var isRepeating = false
    /// How many rows each table has, for keys that hit and some that do not.
    let rows: Int
    private var names = 0

    init(_ random: SeededRandom, rows: Int) {
        self.random = random
        self.rows = rows
    }

    /// An operator, or anything else that is drawn by name.
    struct Choice<T> {
        let name: String
        let make: () -> T
    }

    /// What is drawn from; a statement each, so that the compiler reads them one by one.
    struct Choices<T> {
        fileprivate var all: [Choice<T>] = []
        mutating func add(_ name: String, _ make: @escaping () -> T) { all.append(Choice(name: name, make: make)) }
    }

    /// One of these. Of a few, the one that was drawn least.
    func draw<T>(_ fill: (inout Choices<T>) -> Void) -> T {
        var choices = Choices<T>()
        fill(&choices)
        return draw(choices.all)
    }

    /// The same; nil where there is nothing to draw from.
    func drawIfAny<T>(_ fill: (inout Choices<T>) -> Void) -> T? {
        var choices = Choices<T>()
        fill(&choices)
        return choices.all.isEmpty ? nil : draw(choices.all)
    }

    private func draw<T>(_ all: [Choice<T>]) -> T {
        for choice in all where drawn[choice.name] == nil { drawn[choice.name] = 0 }
        if let outer = making.last { inside[outer, default: []].formUnion(all.map(\.name)) }
        let number = choice {
            let few = (0..<3).map { _ in Int.random(in: all.indices, using: &random) }
            return few.min { rarity(all[$0].name) < rarity(all[$1].name) } ?? 0
        }
        let name = all[number].name
        drawn[name, default: 0] += 1
        making.append(name)
        defer { making.removeLast() }
        return all[number].make()
    }

    /// How often it was drawn, or what is drawn in it.
    private func rarity(_ name: String) -> Int { min(drawn[name] ?? 0, rarest[name] ?? .max) }

    /// A number below another one, which makes the shape.
    func index(_ count: Int) -> Int { choice { Int.random(in: 0..<count, using: &random) } }

    func chance(_ percent: Int) -> Bool { index(100) < percent }

    /// Begins a shape of its own.
    func begin() {
        if shapes % 10 == 0 { rarest = inside.mapValues { $0.map { drawn[$0] ?? 0 }.min() ?? 0 } }
        shapes += 1
        choices = []
        isRepeating = false
        names = 0
    }

    /// Begins the last shape once more.
    func beginAgain() {
        place = 0
        isRepeating = true
        names = 0
    }

    private func choice(_ make: () -> Int) -> Int {
        if isRepeating, place < choices.count {
            place += 1
            return choices[place - 1]
        }
        let choice = make()
        if !isRepeating { choices.append(choice) }
        return choice
    }

    /// A name that no other query in the statement has.
    func name() -> String {
        names += 1
        return "named\(names)"
    }

    // MARK: Values, which are no part of the shape

    func value<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &random)] }
    func text() -> String { value(FleetData.texts) }
    func part() -> String { value(["", "a", "A", " ", "ä", "a\u{308}", "%", "_", "\\", "é", "\u{1F600}", "b", "7", "*", "["]) }
    func pattern() -> String { (0..<Int.random(in: 1...3, using: &random)).map { _ in value(Self.pieces) }.joined() }
    private static let pieces = ["%", "_", "a", "A", "\\%", "\\_", "\\\\", "ä", "\u{308}", "b", " ", "*", "?", "[", "-", "\u{1F600}"]
    func integer() -> Int { value(FleetData.integers) }
    func mark() -> Int { value(FleetData.marks) }
    func real() -> Double { value(FleetData.reals) }
    func decimal() -> Decimal { value(FleetData.decimals) }
    func date() -> Date { value(FleetData.dates) }
    func extreme() -> Date { value(FleetData.dates + FleetData.extremes) }
    func day() -> CalendarDate { value(FleetData.days) }
    func uuid() -> UUID { value(FleetData.uuids) }
    func vesselKind() -> VesselKind { value(VesselKind.allCases) }
    func bool() -> Bool { value([true, false]) }
    func key<M: Model>(_ model: M.Type = M.self) -> Key<M> where M.RawKey == Int64 {
        Key(Int64.random(in: 1...Int64(rows + 1), using: &random))
    }
    func keys<M: Model>(_ count: Int, of model: M.Type = M.self) -> [Key<M>] where M.RawKey == Int64 { (0..<count).map { _ in key() } }
}
