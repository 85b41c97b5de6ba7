import BenchData
import HandWritten
import Junction

/// A piece of work that is done by hand and through Junction.
struct Workload: Sendable {
    let name: String
    let what: String
    /// The greatest ratio of Junction to the hand-written code that may be.
    let must: Double
    var base = Base.full
    /// Whether each run is on a fresh copy.
    var writes = false
    let byHand: @Sendable (SQLiteConnection, DataSet) throws -> Run
    let junction: @Sendable (Database, Input) async throws -> Run

    /// Every workload, in the order of the table.
    static var all: [Workload] {
        [
            Workload(
                name: "W1", what: "insert 100 000 links in one call", must: 1.3, base: .withoutLinks, writes: true, byHand: ByHand.w1,
                junction: ThroughJunction.w1),
            Workload(
                name: "W2", what: "fetch 100 000 links into structs", must: 1.25, byHand: ByHand.w2, junction: ThroughJunction.w2),
            Workload(
                name: "W3", what: "1 000 contacts with their live categories", must: 1.3, byHand: ByHand.w3, junction: ThroughJunction.w3),
            Workload(
                name: "W4", what: "contacts in any of 3 categories, ordered", must: 1.2, byHand: ByHand.w4, junction: ThroughJunction.w4),
            Workload(
                name: "W5", what: "set on 1 000 contacts, hard", must: 1.5, writes: true, byHand: ByHand.w5, junction: ThroughJunction.w5),
            Workload(
                name: "W6", what: "20 000 look-ups by key in one read", must: 1.6, byHand: ByHand.w6, junction: ThroughJunction.w6),
            Workload(
                name: "W7", what: "5 000 single adds, hard", must: 1.4, writes: true, byHand: ByHand.w7, junction: ThroughJunction.w7),
            Workload(
                name: "W5s", what: "set on 1 000 contacts, soft", must: 1.5, writes: true, byHand: ByHand.w5s,
                junction: ThroughJunction.w5s),
            Workload(
                name: "W7s", what: "5 000 single adds, soft", must: 1.4, writes: true, byHand: ByHand.w7s, junction: ThroughJunction.w7s),
        ]
    }

    /// The workloads with these names. Throws for a name that none has.
    static func named(_ names: [String]) throws -> [Workload] {
        if let unknown = names.first(where: { name in !all.contains { $0.name == name } }) {
            throw UsageError("there is no workload \(unknown); there are \(all.map(\.name).joined(separator: ", "))")
        }
        return all.filter { names.contains($0.name) }
    }
}
