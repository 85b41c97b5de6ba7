import Junction
import Testing

/// What every database answers alike.
@Suite struct MeaningTests {
    @Test(arguments: TestDatabase.all)
    func allAlike(_ database: TestDatabase) async throws {
        try await database.run([SampleSet.self, Sample.self]) { db, _ in
            try await Sample.fill(db)
            for meaning in MeaningCase.all {
                let answer = try await meaning.ask(db)
                #expect(answer == meaning.answer, "\(meaning.name)")
            }
            // What was refused has changed nothing.
            #expect(try await Sample.filter { $0.count == .max }.count(on: db) == 1)
            #expect(try await Sample.count(on: db) == 10)
        }
    }

    @Test func namesAreUnique() {
        #expect(Set(MeaningCase.all.map(\.name)).count == MeaningCase.all.count)
    }
}
