import Foundation
import Junction

@testable import Oracle

#if POSTGRES
private typealias Target = OracleServer
#else
private typealias Target = OracleFile
#endif

/// Asks the oracle's questions and does its operations with the models that were inspected. What is not as it must be is printed, a line each;
/// files that an operation changed are left in the folder that the argument names.
@main
enum Run {
    nonisolated static func main() async throws {
        let folder = CommandLine.arguments.dropFirst().first.map { URL(fileURLWithPath: $0) }
        let questions = try QuestionCase.load(), operations = try OperationCase.load()
        try await Target.use { copy in
            try await copy.open { db in
                try await db.verify(InspectedModels.all)
                for question in questions {
                    guard let answer = Questions.answers[question.id] else {
                        report(question.id, "it has no function")
                        continue
                    }
                    do { for problem in question.problems(try await answer(db)) { report(question.id, problem) } } catch {
                        report(question.id, "\(error)")
                    }
                }
            }
        }
        for operation in operations {
            do {
                let problems = try await operation.perform(on: Target.self) { outcome in
                    #if !POSTGRES
                    if let folder, let copy = outcome.copy as? OracleFileCopy, !outcome.after.differences(from: outcome.before).isEmpty {
                        try FileManager.default.copyItem(at: copy.file, to: folder.appending(path: operation.id + ".sqlite3"))
                    }
                    #endif
                    return operation.problems(outcome)
                }
                for problem in problems { report(operation.id, problem) }
            } catch { report(operation.id, "\(error)") }
        }
        do { try await migrate() } catch { report("migrations", "\(error)") }
        print("done: \(questions.count) questions, \(operations.count) operations")
    }

    /// The tables are taken over as they are, and change then.
    private static func migrate() async throws {
        try await Target.use { copy in
            try await copy.open { db in
                func counts() async throws -> [Int] {
                    let tables = ["contacts_contact", "contacts_contact_tags", "contacts_contact_friends", "contacts_contactdepartment"]
                    var counts: [Int] = []
                    for table in tables { counts += try await db.query(SQL(stringLiteral: "SELECT count(*) FROM \(table)"), as: Int.self) }
                    return counts
                }
                let first = Migration("0001_initial", try db.missingSteps(of: InspectedModels.all, after: []))
                let second = Migration(
                    "0002_names",
                    [
                        .renameColumn("title", to: "name", in: "contacts_contact"), .dropUnique(["number"], from: "contacts_phone"),
                        .addColumn(.column("stars", .integer), to: "contacts_tag", filling: .integer(3)),
                        .dropForeignKey(["category_id"], from: "contacts_contactdepartment"),
                    ])
                let before = try await counts()
                try await db.baseline([first])
                try await db.migrate([first, second])
                try await db.rollBack([first, second], allowDataLoss: true)
                let after = try await counts()
                if after != before || before.contains(0) { report("migrations", "there were \(before) rows, and are \(after)") }
                try await db.verify(InspectedModels.all)
            }
        }
    }

    private static func report(_ id: String, _ problem: String) {
        print("problem: \(id): \(problem.split(whereSeparator: \.isNewline).joined(separator: " | "))")
    }
}
