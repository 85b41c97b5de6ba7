import BenchData
import HandWrittenPostgres
import Junction

/// A workload on PostgreSQL: those of SQLite with a server between.
struct PostgresWorkload: Sendable {
    /// What it does to the table of links.
    enum Links {
        /// Nothing: it reads.
        case read
        /// It begins with none.
        case inserted
        /// It makes and removes some of those that are there.
        case changed
    }

    let workload: Workload
    let links: Links
    let byHand: @Sendable (PostgresConnection, DataSet) throws -> Run
    /// Nil where Junction cannot do it yet.
    let junction: (@Sendable (Database, Input) async throws -> Run)?

    var name: String { workload.name }

    /// Every workload, in the order of the table.
    static var all: [PostgresWorkload] {
        [
            PostgresWorkload(
                workload: Workload(name: "P1", what: "insert 100 000 links in one call", must: .wall(1.1)),
                links: .inserted, byHand: PostgresByHand.p1, junction: ThroughJunction.w1),
            PostgresWorkload(
                workload: Workload(name: "P2", what: "fetch 100 000 links into structs", must: .cpu(1.5), goal: .cpu(1.2)),
                links: .read, byHand: PostgresByHand.p2, junction: ThroughJunction.w2),
            PostgresWorkload(
                workload: Workload(name: "P3", what: "1 000 contacts with their live categories", must: .sameAs("W3")),
                links: .read, byHand: PostgresByHand.p3, junction: ThroughJunction.w3),
            PostgresWorkload(
                workload: Workload(name: "P5", what: "set on 1 000 contacts, hard", must: .sameAs("W5")),
                links: .changed, byHand: PostgresByHand.p5, junction: ThroughJunction.w5),
            PostgresWorkload(
                workload: Workload(name: "P6", what: "20 000 look-ups by key, pipelined", must: .wall(1.2)),
                links: .read, byHand: PostgresByHand.p6, junction: ThroughJunction.p6),
            PostgresWorkload(
                workload: Workload(name: "P6s", what: "20 000 look-ups by key, one by one"),
                links: .read, byHand: PostgresByHand.p6s, junction: ThroughJunction.w6),
            PostgresWorkload(
                workload: Workload(name: "P7", what: "5 000 single adds, hard", must: .sameAs("W7")),
                links: .changed, byHand: PostgresByHand.p7, junction: ThroughJunction.w7),
            PostgresWorkload(
                workload: Workload(name: "P7s", what: "the same with savepoints by hand, too", must: .sameAs("W7")),
                links: .changed, byHand: PostgresByHand.p7s, junction: ThroughJunction.w7),
        ]
    }
}
