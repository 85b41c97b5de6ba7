import Foundation
import Testing

@Suite("Mistakes in queries and models are found by the compiler") struct CompileFailTests {
    @Test("The programs are found") func programs() { #expect(Program.all.count >= 12) }

    @Test("The compiler's message", arguments: Program.all)
    func message(_ program: Program) async throws {
        let compiler = try #require(Compiler.current, "the products of the build were not found near the test bundle")
        let output = try await compiler.check([program.url], flags: program.flags)
        let errors = CompilerError.all(in: output, of: program.url)
        #expect(errors.count == program.errorCount, "\(output)")
        for expectation in program.expectations {
            let isFound = errors.contains { $0.line == expectation.line && $0.message.contains(expectation.text) }
            #expect(isFound, "no error with '\(expectation.text)' in line \(expectation.line):\n\(output)")
        }
    }
}
