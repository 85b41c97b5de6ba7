import Foundation
import Junction
import JunctionTesting
import Testing

@Model
struct Device {
    var id: Key<Device>
    var name: String
    var state: JSON<State>
    var extra: JSON<[String: [Int]]>?

    struct State: Codable, Sendable, Equatable {
        var size: Int?
        var ratio: Double?
        var isOn: Bool?
        var title: String?
        var tags: [String]?
        var nested: Nested?

        struct Nested: Codable, Sendable, Equatable {
            var level: Int
            var names: [String: String]
        }
    }
}

/// What stands inside JSON.
@Suite struct JSONPathTests {
    @Test(arguments: TestDatabase.all)
    func alike(_ database: TestDatabase) async throws {
        try await database.run([Device.self]) { db, _ in
            let odd = "odd \"key\".$[0]'"
            try await [
                Device(
                    name: "a",
                    state: JSON(
                        Device.State(
                            size: 3, ratio: 1.5, isOn: true, title: "x \"y\"", tags: ["t", "u"],
                            nested: .init(level: 7, names: [odd: "found", "plain": "p"]))), extra: JSON(["k": [1, 2, 3]])),
                Device(name: "b", state: JSON(Device.State(size: -1, ratio: 2, isOn: false, title: "5", tags: []))),
                Device(name: "c", state: JSON(Device.State())),
            ].insert(on: db)
            func values<T: ColumnValue>(_ value: (JSONPath) -> Expr<T>) async throws -> [T] {
                try await Device.order { $0.name }.values { value($0.state.json) }.all(on: db)
            }
            let sizes = try await values { $0["size"].integer }, ratios = try await values { $0["ratio"].real }
            #expect(sizes == [3, -1, nil] && ratios == [1.5, 2, nil])
            let wholes = try await values { $0["size"].real }, fractions = try await values { $0["ratio"].integer }
            #expect(wholes == [3, -1, nil] && fractions.first == .some(nil))
            let lit = try await values { $0["isOn"].bool }, titles = try await values { $0["title"].text }
            #expect(lit == [true, false, nil] && titles == ["x \"y\"", "5", nil])
            let exact = Device.State(ratio: 3.141592653589793)
            _ = try await Device(name: "d", state: JSON(exact)).insert(on: db)
            #expect(try await Device.filter { $0.state.json["ratio"].real == 3.141592653589793 }.delete(on: db) == 1)
            // Of another type: absent.
            let numbers = try await values { $0["title"].integer }, texts = try await values { $0["size"].text }
            #expect(numbers == [nil, nil, nil] && texts == [nil, nil, nil])
            let levels = try await values { $0["nested"]["level"].integer }, names = try await values { $0["nested"]["names"][odd].text }
            #expect(levels == [7, nil, nil] && names == ["found", nil, nil])
            let first = try await values { $0["tags"][1].text }, counts = try await values { $0["tags"].count }
            #expect(first == ["u", nil, nil] && counts == [2, 0, nil])
            let none = try await values { $0["nested"].count }, through = try await values { $0["size"]["level"].integer }
            #expect(none == [nil, nil, nil] && through == [nil, nil, nil])
            #expect(try await Device.filter { $0.state.json["size"].integer > 0 }.count(on: db) == 1)
            #expect(try await Device.filter { $0.extra.json["k"][2].integer == 3 }.count(on: db) == 1)
            #expect(try await Device.order { $0.state.json["size"].integer.descending }.all(on: db).map(\.name) == ["a", "b", "c"])
            let grouped = try await Device.group { $0.state.json["isOn"].bool }.values { $0.id.count() }.order {
                $0.state.json["isOn"].bool
            }.all(on: db)
            #expect(grouped.map(\.0) == [false, true, nil] && grouped.map(\.1) == [1, 1, 1])
            try await refusal(of: QueryError.self) { _ = try await Device.filter { $0.state.json[-1].integer == 1 }.all(on: db) }
        }
    }
}
