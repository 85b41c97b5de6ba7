import Foundation
import Testing

/// How hard a query is to type-check, in constraint scopes: the same number on every machine, and what grows before compile times do.
@Suite("Type-checking effort") struct EffortTests {
    @Test("is recorded for each query, and for nothing else")
    func recorded() throws {
        #expect(Program.efforts.count >= 20)
        #expect(try Program.recordedEfforts().keys.sorted() == Program.efforts)
    }

    @Test("grows by a fifth at most", arguments: Program.efforts)
    func effort(of name: String) async throws {
        let compiler = try #require(Compiler.current, "the products of the build were not found near the test bundle")
        let recorded = try #require(try Program.recordedEfforts()[name], "recorded.json has no \(name)")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-effort-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        let program = Program.effort(name)
        let output = try await compiler.check([program], statistics: folder)
        #expect(CompilerError.all(in: output, of: program).isEmpty, "\(output)")
        let scopes = try Self.scopes(in: folder, of: program)
        #expect(scopes > 0, "the compiler wrote no Sema.NumConstraintScopes for \(name)")
        #expect(
            scopes * 10 <= recorded * 12,
            "\(name) takes \(scopes) constraint scopes, recorded are \(recorded) (Tests/CompileFail/Effort/recorded.json)")
    }

    /// The sum over the compiler's counters of this file; it writes one file for each source that it checks.
    private static func scopes(in folder: URL, of program: URL) throws -> Int {
        var sum = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.contains("-\(program.lastPathComponent)-") && name.hasSuffix(".json") {
            let counters = try JSONDecoder().decode([String: Double].self, from: Data(contentsOf: folder.appendingPathComponent(name)))
            sum += Int(counters["Sema.NumConstraintScopes"] ?? 0)
        }
        return sum
    }
}
