import Junction
import JunctionTesting
import Testing

/// Random programs of additions, refusals, and transactions in each other: each failure takes back what belongs to it, however many savepoints
/// there were before.
@Suite struct SavepointTests {
    private indirect enum Step: Sendable {
        case add(String)
        /// An addition that the database refuses.
        case refused
        case read
        case nested([Step], isKept: Bool)

        static func program(_ count: Int, depth: Int = 0, _ random: inout SeededRandom) -> [Step] {
            (0..<count).map { _ in
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<6: .add("\(UInt32.random(in: .min ... .max, using: &random))")
                case 6, 7: .refused
                case 8 where depth < 4:
                    .nested(
                        program(Int.random(in: 0..<25, using: &random), depth: depth + 1, &random), isKept: .random(using: &random))
                default: .read
                }
            }
        }

        /// The names that are there after the program.
        static func result(_ program: [Step]) -> [String] {
            program.flatMap { step -> [String] in
                switch step {
                case .add(let name): [name]
                case .refused, .read, .nested(_, isKept: false): []
                case .nested(let inner, isKept: true): result(inner)
                }
            }
        }
    }

    private func run(_ program: [Step], after before: [String], on tx: Transaction) async throws {
        var names = before
        for step in program {
            switch step {
            case .add(let name):
                try await sessionAdd(name, on: tx)
                names.append(name)
            case .refused:
                let first = try #require(try await SessionItem.order { $0.id }.first(on: tx))
                let error = try await refusal(of: DatabaseError.self) {
                    _ = try await [SessionItem(name: "lost"), SessionItem(id: first.id, name: "twice")].insert(on: tx)
                }
                #expect(error.kind == .unique)
            case .read: #expect(try await sessionNames(on: tx) == names)
            case .nested(let inner, let isKept):
                let before = names
                do {
                    try await tx.transaction { nested in
                        try await run(inner, after: before, on: nested)
                        if !isKept { throw SessionOops() }
                    }
                } catch is SessionOops { continue }
                names += Step.result(inner)
            }
        }
        #expect(try await sessionNames(on: tx) == names)
    }

    @Test(arguments: TestDatabase.allWithPoolers)
    func failuresTakeBackWhatIsTheirs(_ database: TestDatabase) async throws {
        var random = SeededRandom("savepoints on \(database.name)")
        let programs = (0..<4).map { _ in Step.program(60, &random) }
        try await database.run([SessionItem.self]) { db, _ in
            try await sessionAdd("first", on: db)
            var names = ["first"]
            for program in programs {
                let before = names
                try await db.transaction { try await run(program, after: before, on: $0) }
                names += Step.result(program)
                #expect(try await sessionNames(on: db) == names)
            }
        }
    }
}
