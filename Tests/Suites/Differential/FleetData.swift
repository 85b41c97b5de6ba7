import Foundation
import Junction

/// Random rows of the fleet: few different values, so that they meet; many that look alike; a third of all rows soft-deleted.
struct FleetData {
    var quays: [Quay] = []
    var captains: [Captain] = []
    var permits: [Permit] = []
    var vessels: [Vessel] = []
    var pennants: [Pennant] = []
    var sailors: [Sailor] = []
    var berths: [Berth] = []
    var duties: [Duty] = []
    /// The links of vessels and pennants, by key.
    var flown: [[Int64]] = []

    static let texts = [
        "a", "A", "a ", " a", "\u{E4}", "a\u{308}", "\u{DF}", "ss", "", "%", "_", "\\", "\u{C9}", "E\u{301}", "\u{1F600}", "7", "-3", "b",
        "aa",
        "a%", "a_a", "[a]", "*", "?", "\u{FFFD}", "'", "\"",
    ]
    static let codes = ["a", "B", "bB", "7", "-3", "12", "A b", " b ", "x", ""]
    static let integers = [-7, -2, -1, 0, 1, 2, 3, 3, 5, 12]
    static let marks = [Int.max, Int.min, Int.max - 1, Int.min + 1, 0, -1, 1 << 53, (1 << 53) + 1]
    /// Sums of these are exact in any order.
    static let reals = [-2.5, -1, -0.25, 0, 0.25, 0.5, 0.5, 1.5, 2.5, 3.75, 1024]
    static let decimals = ["-3", "-0.5", "0", "0.1", "0.2", "0.3", "1.125", "10.25", "99.999", "2"].map { Decimal(string: $0) ?? 0 }
    static let dates = [-86_400, 0, 0, 0.000_001, 951_782_400, 951_868_799.999_999, 1_000_000_000, 1_000_000_000.5, 1_709_210_096].map {
        Date(timeIntervalSince1970: $0)
    }
    static let extremes = [-62_135_596_800, 253_402_300_799, -62_104_060_801, 4_102_444_800].map { Date(timeIntervalSince1970: $0) }
    static let days = [(1, 1, 1), (9999, 12, 31), (2000, 2, 29), (2000, 3, 1), (1999, 12, 31), (2024, 2, 29), (1970, 1, 1)].compactMap {
        CalendarDate(year: $0, month: $1, day: $2)
    }
    static let uuids = [
        "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "0A0B0C0D-0000-4000-8000-00000000000A",
        "A0000000-0000-4000-8000-000000000001",
    ].compactMap(UUID.init(uuidString:))

    private var random: SeededRandom

    /// - Parameter rows: how many each table has.
    init(_ random: inout SeededRandom, rows: Int) {
        self.random = random
        fill(rows)
        random = self.random
    }

    private mutating func fill(_ rows: Int) {
        for number in 1...Int64(rows) {
            quays.append(
                Quay(id: Key(number), name: text(), code: code(), depth: maybe(integer()), founded: maybe(day()), deleted: deleted()))
            captains.append(
                Captain(
                    id: Key(number), name: text(), nick: maybe(text()), age: integer(), fame: maybe(real()), homeID: maybe(key(rows)),
                    deleted: deleted()))
            pennants.append(Pennant(id: Key(number), text: text(), rank: maybe(integer()), deleted: deleted()))
            sailors.append(Sailor(id: Key(number), name: text(), wage: maybe(decimal()), homeID: maybe(key(rows)), deleted: deleted()))
        }
        for number in 1...Int64(rows) where number % 3 != 0 {
            permits.append(
                Permit(
                    id: Key(number), captainID: Key(Int64(rows) + 1 - number), number: integer(), issued: maybe(day()),
                    expires: maybe(one(Self.dates + Self.extremes)), deleted: deleted()))
        }
        for number in 1...Int64(rows) { vessels.append(vessel(number, rows)) }
        var links = Set<[Int64]>()
        for _ in 0..<rows * 2 { links.insert([raw(rows), raw(rows)]) }
        // A set has no order of its own that a seed could repeat.
        for (number, link) in links.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
            berths.append(
                Berth(
                    id: Key(Int64(number) + 1), vesselID: Key(link[0]), sailorID: Key(link[1]), role: one(["head", "hand", "", "Hand"]),
                    pay: maybe(integer()), since: maybe(date()), deleted: deleted()))
        }
        flown = Set((0..<rows * 2).map { _ in [raw(rows), raw(rows)] }).sorted { $0.lexicographicallyPrecedes($1) }
        let roles = Set((0..<rows * 2).map { _ in [raw(rows), raw(rows), raw(3)] }).sorted { $0.lexicographicallyPrecedes($1) }
        for (number, link) in roles.enumerated() {
            duties.append(
                Duty(
                    id: Key(Int64(number) + 1), vesselID: Key(link[0]), sailorID: Key(link[1]),
                    role: ["cook", "Mate", "\u{E4}"][Int(link[2]) - 1],
                    hours: maybe(integer()), deleted: deleted()))
        }
    }

    private mutating func vessel(_ number: Int64, _ rows: Int) -> Vessel {
        Vessel(
            id: Key(number), captainID: key(rows), quayID: maybe(key(rows)), flagshipID: maybe(key(rows)), name: text(),
            motto: maybe(text()),
            code: code(), crew: integer(), guns: maybe(integer()), mark: one(Self.marks), tonnage: maybe(real()), price: decimal(),
            toll: maybe(decimal()), isArmed: one([true, false]), isSafe: maybe(one([true, false])), launched: maybe(date()),
            built: maybe(day()), token: maybe(one(Self.uuids)), kind: one(VesselKind.allCases), papers: maybe(papers()), deleted: deleted())
    }

    private mutating func papers() -> VesselPapers {
        VesselPapers(
            size: maybe(integer()), ratio: maybe(one([0.5, -1.25, 2.5])), title: maybe(text()), isValid: maybe(one([true, false])),
            tags: maybe((0..<Int.random(in: 0...2, using: &random)).map { _ in text() }))
    }

    // MARK: Values

    private mutating func one<T>(_ values: [T]) -> T { values[Int.random(in: values.indices, using: &random)] }
    private mutating func maybe<T>(_ value: T) -> T? { Int.random(in: 0..<4, using: &random) == 0 ? nil : value }
    private mutating func text() -> String { one(Self.texts) }
    private mutating func code() -> String { one(Self.codes) }
    private mutating func integer() -> Int { one(Self.integers) }
    private mutating func real() -> Double { one(Self.reals) }
    private mutating func decimal() -> Decimal { one(Self.decimals) }
    private mutating func date() -> Date { one(Self.dates) }
    private mutating func day() -> CalendarDate { one(Self.days) }
    private mutating func raw(_ rows: Int) -> Int64 { Int64.random(in: 1...Int64(rows), using: &random) }
    private mutating func key<M: Model>(_ rows: Int) -> Key<M> where M.RawKey == Int64 { Key(raw(rows)) }
    private mutating func deleted() -> Date? { Int.random(in: 0..<3, using: &random) == 0 ? one(Self.dates) : nil }
}

extension FleetData {
    /// The same rows for the evaluator.
    var world: World {
        var world = World()
        world.add(quays)
        world.add(captains)
        world.add(permits)
        world.add(vessels)
        world.add(pennants)
        world.add(sailors)
        world.add(berths)
        world.add(duties)
        world.add("vessel_pennants", ["vessel_id", "pennant_id"], flown.map { $0.map(Value.integer) })
        return world
    }

    private static let tables = ["vessel_pennants", "duty", "berth", "vessel", "permit", "captain", "sailor", "quay", "pennant"]

    /// Makes these the rows of a database.
    func write(to db: Database) async throws {
        try await rawSQL("UPDATE vessel SET flagship_id = NULL", on: db)
        for table in Self.tables { try await rawSQL("DELETE FROM \(table)", on: db) }
        try await quays.insert(on: db)
        try await captains.insert(on: db)
        try await permits.insert(on: db)
        // Vessels may follow one another in circles.
        let alone = vessels.map { vessel in
            var copy = vessel
            copy.flagshipID = nil
            return copy
        }
        try await alone.insert(on: db)
        for vessel in vessels where vessel.flagshipID != nil {
            try await Vessel.includingDeleted.filter { $0.id == vessel.id }.update(on: db) { new, _ in new.flagshipID = vessel.flagshipID }
        }
        try await pennants.insert(on: db)
        try await sailors.insert(on: db)
        try await berths.insert(on: db)
        try await duties.insert(on: db)
        let links = flown.map { "(\($0[0]), \($0[1]))" }.joined(separator: ", ")
        try await rawSQL("INSERT INTO vessel_pennants (vessel_id, pennant_id) VALUES \(links)", on: db)
        // Else a planner takes tables that are new for large ones, and spends its time on that.
        for table in Self.tables { try await rawSQL("ANALYZE \(table)", on: db) }
    }
}
