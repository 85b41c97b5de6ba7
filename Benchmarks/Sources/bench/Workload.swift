/// A piece of work that is done in several ways, and how Junction's is judged.
struct Workload: Sendable {
    let name: String
    let what: String
    /// What Junction must not exceed, and what it is to reach. None where Junction cannot do the work yet.
    var must: Limit?
    var goal: Limit?
    /// How many times the same is done in one run, where the time of each is what is told.
    var each: Int?
}

/// What a figure of Junction's is not to exceed.
enum Limit: Sendable {
    /// Times the CPU of the code written by hand.
    case cpu(Double)
    /// Times what it takes by the clock on the wall.
    case wall(Double)
    /// Microseconds of CPU for each of what is done several times.
    case microseconds(Double)
    /// The ratio of CPU that the same work has in another workload of the same run.
    case sameAs(String)
}

/// The databases that workloads are measured on.
enum Engine: String, Sendable {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"
}

/// One way to do a workload: by hand, through Junction, or a peer.
struct Contestant {
    let name: String
    /// How many rounds it takes part in; nil for all.
    var rounds: Int?
    /// Runs it once. Nil where it does not know the workload.
    let run: (_ isChecked: Bool) async throws -> Finished?

    static var hand: String { "hand" }
    static var junction: String { "junction" }
}

/// A run that is over.
struct Finished {
    var time: Time
    /// Empty where it is not checked.
    var outcome: String
}
