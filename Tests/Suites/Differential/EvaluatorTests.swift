import Foundation
import Testing

@testable import Junction

/// The evaluator by itself, with answers that were worked out by hand.
@Suite struct EvaluatorTests {
    /// Three vessels, of which the third is deleted; the second captain and the second sailor are deleted, too.
    private let evaluator: Evaluator = {
        let gone = Date(timeIntervalSince1970: 0)
        func vessel(_ key: Int64, _ captain: Int64, _ name: String, _ guns: Int?, _ price: String, _ launched: Double?) -> Vessel {
            Vessel(
                id: Key(key), captainID: Key(captain), quayID: nil, flagshipID: key == 1 ? nil : Key(key - 1), name: name, motto: nil,
                code: "x", crew: Int(key) * 10, guns: guns, mark: .max, tonnage: nil, price: Decimal(string: price) ?? 0, toll: nil,
                isArmed: key == 1, isSafe: nil, launched: launched.map(Date.init(timeIntervalSince1970:)), built: nil, token: nil,
                kind: .tug, papers: VesselPapers(size: Int(key), tags: ["a", "b"]), deleted: key == 4 ? gone : nil)
        }
        var world = World()
        world.add([Captain(id: Key(1), name: "A", age: 1), Captain(id: Key(2), name: "B", age: 2, deleted: gone)])
        world.add([
            vessel(1, 1, "a", nil, "0.1", -1), vessel(2, 2, "\u{E4}", 3, "0.2", 951_782_400), vessel(3, 1, "a\u{308}", 3, "0.3", nil),
            vessel(4, 1, "a", 5, "1", nil),
        ])
        world.add([Sailor(id: Key(1), name: "S", wage: nil), Sailor(id: Key(2), name: "T", wage: nil, deleted: gone)])
        world.add([
            Duty(id: Key(1), vesselID: Key(1), sailorID: Key(1), role: "cook", hours: 2),
            Duty(id: Key(2), vesselID: Key(1), sailorID: Key(1), role: "Mate", hours: 5),
            Duty(id: Key(3), vesselID: Key(2), sailorID: Key(2), role: "cook", hours: 1),
            Duty(id: Key(4), vesselID: Key(3), sailorID: Key(1), role: "cook", hours: 7, deleted: gone),
        ])
        world.add([Quay]())
        world.add([Permit]())
        return Evaluator(world: world)
    }()

    private func keys(_ query: Query<Vessel, Vessel>) throws -> String {
        try evaluator.answer(query.order { $0.id }._selection.value).lines.map { "\($0.values[0])" }.joined(separator: " ")
    }

    /// What an expression is of each live vessel, by key.
    private func values<T: ColumnValue>(_ value: (Vessel.Fields) -> Expr<T>) throws -> String {
        let query = Vessel.order { $0.id }.values(value)
        return try evaluator.answer(query._selection.value).lines.map { "\($0.values[0])" }.joined(separator: " ")
    }

    @Test("What is absent, and what is deleted")
    func absence() throws {
        #expect(try keys(Vessel.query) == "1 2 3" && keys(Vessel.includingDeleted) == "1 2 3 4" && keys(Vessel.onlyDeleted) == "4")
        #expect(try keys(Vessel.filter { $0.guns != 3 }) == "" && keys(Vessel.filter { $0.guns.isDistinct(from: 3) }) == "1")
        #expect(try keys(Vessel.filter { $0.guns == 3 || $0.isArmed }) == "1 2 3" && keys(Vessel.filter { !($0.guns == 4) }) == "2 3")
        #expect(try keys(Vessel.filter { $0.guns.in([3, nil]) }) == "2 3" && keys(Vessel.filter { $0.guns.notIn([4, nil]) }) == "")
        #expect(try values { $0.captain.name } == "\"A\" nil \"A\"" && values { $0.captain.includingDeleted.name } == "\"A\" \"B\" \"A\"")
        #expect(try keys(Vessel.filter { $0.captain.isNil }) == "2" && keys(Vessel.order { $0.captain.required.name }) == "1 3")
        #expect(try keys(Vessel.filter { $0.flagship.flagship.name == "a" }) == "3")
    }

    @Test("Questions to relations, with links in several roles")
    func relations() throws {
        #expect(try values { $0.officers.count } == "1 0 0" && values { $0.officers.includingDeletedLinks.count } == "1 0 1")
        #expect(try values { $0.officers.includingDeleted.count } == "1 1 0")
        #expect(try values { $0.officers.sum(linked: { _, duty in duty.hours }) } == "7 nil nil")
        #expect(try keys(Vessel.filter { $0.officers.any(linked: { $1.role == "Mate" && $1.hours > 2 }) }) == "1")
        #expect(try keys(Vessel.filter { $0.officers.all { $0.name == "S" } }) == "1 2 3")
        #expect(try keys(Vessel.filter { $0.officers.contains(exactly: [Key(1)]) }) == "1")
        #expect(try keys(Vessel.filter { $0.escorts.isEmpty }) == "3" && values { $0.escorts.includingDeleted.max { $0.guns } } == "3 3 5")
        #expect(try keys(Vessel.filter { vessel in Vessel.filter { $0.guns == vessel.guns && $0.id != vessel.id }.exists }) == "2 3")
        #expect(try keys(Vessel.filter { $0.id.in(Vessel.order { $0.id.descending }.limit(2)) }) == "2 3")
    }

    @Test("Texts by code point, numbers, dates")
    func functions() throws {
        #expect(try keys(Vessel.filter { $0.name > "a\u{308}" }) == "2" && keys(Vessel.filter { $0.name.like("a_") }) == "3")
        #expect(try values { $0.name.length } == "1 1 2" && values { $0.name.position(of: "\u{308}") } == "0 0 2")
        #expect(try values { ($0.crew - 25) / 10 } == "-1 0 0" && values { ($0.crew - 25) % 10 } == "-5 -5 5")
        #expect(try values { ($0.price + $0.price.rounded(places: 0)) } == "0.1 0.2 0.3")
        #expect(
            try values { ($0.price - 1).divided(by: 2, places: 2) } == "-0.45 -0.4 -0.35"
                && values { $0.price.rounded(places: 0) } == "0 0 0")
        #expect(try values { $0.launched.year } == "1969 2000 nil" && values { $0.launched.weekday } == "3 2 nil")
        #expect(try values { $0.launched.startOfDay.microseconds(since: $0.launched) } == "-86399000000 0 nil")
        #expect(
            try values { $0.papers.json["tags"][1].text } == "\"b\" \"b\" \"b\"" && values { $0.papers.json["size"].text } == "nil nil nil")
        #expect(throws: NoAnswer.self) { try values { $0.mark + 1 } }
        #expect(throws: NoAnswer.self) { try values { $0.crew / ($0.crew - 20) } }
        #expect(Days.number(2000, 3, 1) == 11_017 && Days.number(1, 1, 1) == -719_162 && Days.date(-719_162) == (1, 1, 1))
        #expect(Days.date(11_016) == (2000, 2, 29) && Days.weekday(0) == 4)
    }

    @Test("Groups, windows, sets, pages, closures")
    func rows() throws {
        func rows<M: Model, O>(_ query: Query<M, O>) throws -> String {
            let lines = try evaluator.answer(query._selection.value).lines
            return lines.map { $0.values.map(\.description).joined(separator: " ") }.joined(separator: ", ")
        }
        let groups = Vessel.query.group { ($0.guns) }.values { ($0.id.count(), $0.price.sum(where: $0.crew > 20)) }
        #expect(try rows(groups.order { $0.guns }) == "3 2 0.3, nil 1 nil")
        #expect(try rows(Vessel.query.group { ($0.guns) }.having { $0.id.count() > 1 }.keys()) == "3")
        let windows = Vessel.order { $0.id }.values { vessel in
            (
                Window(order: vessel.guns.descending).rank(), Window(by: vessel.guns, order: vessel.id).lag(vessel.crew),
                Window().sum(vessel.crew)
            )
        }
        #expect(try rows(windows) == "3 nil 60, 1 nil 60, 1 20 60")
        let guns = Vessel.query.values { $0.guns }
        #expect(
            try rows(guns.union(guns).order(values: { [$0] })) == "3, nil"
                && rows(guns.except(Vessel.onlyDeleted.values { $0.guns })) == "nil, 3")
        #expect(try rows(Vessel.order { $0.guns }.offset(1).limit(1).values { $0.id }) == "3")
        let below = Vessel.includingDeleted.filter { $0.id == Key(1) }.closure(of: \.escorts, maxDepth: 2)
        #expect(try evaluator.answer(below._selection.value).lines.map { $0.values.last?.description } == ["1", "2"])
    }
}
