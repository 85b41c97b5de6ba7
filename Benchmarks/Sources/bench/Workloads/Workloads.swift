import BenchData
import HandWritten
import Junction

/// A workload on SQLite.
struct SQLiteWorkload: Sendable {
    let workload: Workload
    var base = Base.full
    /// Whether each run is on a fresh copy.
    var writes = false
    let byHand: @Sendable (SQLiteConnection, DataSet) throws -> Run
    let junction: @Sendable (Database, Input) async throws -> Run

    var name: String { workload.name }

    /// Every workload, in the order of the table.
    static var all: [SQLiteWorkload] {
        [
            SQLiteWorkload(
                workload: Workload(name: "W1", what: "insert 100 000 links in one call", must: .cpu(1.3), goal: .cpu(0.75)),
                base: .withoutLinks, writes: true, byHand: ByHand.w1, junction: ThroughJunction.w1),
            SQLiteWorkload(
                workload: Workload(name: "W2", what: "fetch 100 000 links into structs", must: .cpu(1.25), goal: .cpu(1.1)),
                byHand: ByHand.w2, junction: ThroughJunction.w2),
            SQLiteWorkload(
                workload: Workload(name: "W3", what: "1 000 contacts with their live categories", must: .cpu(1.3), goal: .cpu(0.6)),
                byHand: ByHand.w3, junction: ThroughJunction.w3),
            SQLiteWorkload(
                workload: Workload(name: "W4", what: "contacts in any of 3 categories, ordered", must: .cpu(1.2), goal: .cpu(1.1)),
                byHand: ByHand.w4, junction: ThroughJunction.w4),
            SQLiteWorkload(
                workload: Workload(name: "W5", what: "set on 1 000 contacts, hard", must: .cpu(1.5), goal: .cpu(1)),
                writes: true, byHand: ByHand.w5, junction: ThroughJunction.w5),
            SQLiteWorkload(
                workload: Workload(name: "W6", what: "20 000 look-ups by key in one read", must: .cpu(1.6), goal: .cpu(1.3)),
                byHand: ByHand.w6, junction: ThroughJunction.w6),
            SQLiteWorkload(
                workload: Workload(
                    name: "W6a", what: "each look-up its own read, us each", must: .microseconds(10), goal: .microseconds(5), each: 20_000),
                byHand: ByHand.w6a, junction: ThroughJunction.w6a),
            SQLiteWorkload(
                workload: Workload(name: "W7", what: "5 000 single adds, hard", must: .cpu(1.4), goal: .cpu(1.2)),
                writes: true, byHand: ByHand.w7, junction: ThroughJunction.w7),
            SQLiteWorkload(
                workload: Workload(name: "W5s", what: "set on 1 000 contacts, soft", must: .cpu(1.5), goal: .cpu(1)),
                writes: true, byHand: ByHand.w5s, junction: ThroughJunction.w5s),
            SQLiteWorkload(
                workload: Workload(name: "W7s", what: "5 000 single adds, soft", must: .cpu(1.4), goal: .cpu(1.2)),
                writes: true, byHand: ByHand.w7s, junction: ThroughJunction.w7s),
        ]
    }
}
