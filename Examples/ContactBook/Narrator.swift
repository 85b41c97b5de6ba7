import Foundation
import Junction
import JunctionTesting

/// Prints the story: what a step is about, its Swift line, the SQL that was sent, and what came of it.
struct Narrator: Sendable {
    let recorder: StatementRecorder
    let clock: StoryClock

    func chapter(_ title: String) { print("\n\n\(title)\n\(String(repeating: "=", count: title.count))") }

    /// One step of the story. Where `expecting` is given, the rows must read exactly so.
    @discardableResult
    func step<R: Tellable>(
        _ title: String, _ swift: String, expecting: [String]? = nil, _ body: () async throws -> R
    ) async throws -> R {
        begin(title, swift)
        let result = try await body()
        showStatements()
        show("Rows", result.told)
        if let expecting, expecting != result.told { throw StoryError("\(swift)\n  expected \(expecting)\n  got \(result.told)") }
        return result
    }

    /// A step that Junction must refuse.
    func refusal<R>(_ title: String, _ swift: String, _ body: () async throws -> R) async throws {
        begin(title, swift)
        do { _ = try await body() } catch {
            showStatements()
            show("Error", wrapped("\(type(of: error)): \(error)"))
            return
        }
        throw StoryError("\(swift) should have been refused")
    }

    /// Something that is so, or the story ends here.
    func check(_ isTrue: Bool, _ what: String) throws {
        guard isTrue else { throw StoryError("not so: " + what) }
        show("Check", [what])
    }

    // MARK: Printing

    private func begin(_ title: String, _ swift: String) {
        clock.tick()
        // What was prepared between the steps is not part of the story.
        _ = recorder.take()
        print("\n- \(title)")
        show("Swift", [swift])
    }

    /// What was sent since the step began. A statement that was sent several times in a row is shown once.
    private func showStatements() {
        var statements: [(sql: String, times: Int, rows: Int)] = []
        for event in recorder.take() {
            if let last = statements.indices.last, statements[last].sql == event.sql {
                statements[last].times += 1
                statements[last].rows += event.rows
            } else {
                statements.append((sql: event.sql, times: 1, rows: event.rows))
            }
        }
        if statements.isEmpty { show("SQL", ["(nothing was sent)"]) }
        for statement in statements {
            let times = statement.times == 1 ? "" : ", sent \(statement.times) times"
            show("SQL", wrapped("\(statement.sql)  -- \(statement.rows) rows\(times)"))
        }
    }

    private func show(_ label: String, _ lines: [String]) {
        for (number, line) in lines.enumerated() {
            print("  " + (number == 0 ? label : "").padding(toLength: 7, withPad: " ", startingAt: 0) + line)
        }
    }

    /// Breaks a long line at its spaces.
    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.indices.last, lines[last].count + word.count < 120 {
                lines[last] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

/// Where the story did not go as it should.
struct StoryError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
