import Foundation
import Testing

/// A misspelt name and a value of another type, wherever they stand in a query, give one error in their line, which says what is wrong.
@Suite("A mistake in a query is one error") struct MutationTests {
    @Test("that says what is wrong, in its line", arguments: Program.efforts)
    func mistakes(in name: String) async throws {
        let mutations = try Mutation.all(in: Program.effort(name))
        #expect(Set(mutations.map(\.kind)) == Set(Mutation.Kind.allCases), "\(name) has no mistake of each kind")
        let errors = try await Self.checked.value
        for (number, mutation) in mutations.enumerated() {
            let found = errors["\(name)-\(number).swift"] ?? []
            let isOne = found.count == 1 && found[0].line == mutation.line && Self.says(found[0].message, what: mutation)
            #expect(isOne, "\(name), \(mutation), gave:\n\(found.map { "\($0.line): \($0.message)" }.joined(separator: "\n"))")
        }
    }

    @Test("The compiler finds no other ones")
    func others() async throws {
        let names = Set(Program.efforts)
        let others = try await Self.checked.value.filter { file, _ in !names.contains(String(file.prefix { $0 != "-" })) }
        #expect(others.isEmpty)
    }

    /// What the compiler says about each of them, by the name of its file: it is asked once about all, as it reads the models each time.
    private static let checked = Task {
        let compiler = try #require(Compiler.current, "the products of the build were not found near the test bundle")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-mutations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var copies: [URL] = []
        for name in Program.efforts {
            for (number, mutation) in try Mutation.all(in: Program.effort(name)).enumerated() {
                let copy = folder.appendingPathComponent("\(name)-\(number).swift")
                try mutation.copy.write(to: copy, atomically: true, encoding: .utf8)
                copies.append(copy)
            }
        }
        // As one module it goes on in the other files after an error.
        let output = try await compiler.check(copies, flags: ["-whole-module-optimization"])
        return Dictionary(grouping: CompilerError.all(in: output), by: \.file)
    }

    private static func says(_ message: String, what mutation: Mutation) -> Bool {
        switch mutation.kind {
        case .misspelt: mutation.newWords.contains { message.contains("'\($0)'") || message.contains("\($0):") }
        case .wrong:
            message.contains(#/cannot convert value of type|cannot be applied to operands of type|requires that '.+ conform to/#)
                || message.contains(#/requires the types '.+ and|is of another type than the column/#)
        }
    }
}
