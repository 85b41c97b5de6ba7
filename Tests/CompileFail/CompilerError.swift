import Foundation

/// An error that the compiler reported, with its line in the program; 0 for one that is elsewhere.
struct CompilerError: Sendable, Hashable {
    var line: Int
    let message: String

    /// Reads what the compiler printed with `-diagnostic-style llvm`.
    ///
    /// An error in what a macro wrote is followed by a note that names the line of its attribute.
    static func all(in output: String, of program: URL) -> [CompilerError] {
        var errors: [CompilerError] = []
        for line in output.split(separator: "\n") {
            guard let found = line.firstMatch(of: /^(.*):(\d+):(\d+): (error|note): (.*)$/) else {
                if line.hasPrefix("error: ") { errors.append(CompilerError(line: 0, message: String(line.dropFirst(7)))) }
                continue
            }
            let isHere = found.1.hasSuffix("/" + program.lastPathComponent)
            let number = isHere ? Int(found.2) ?? 0 : 0
            if found.4 == "error" {
                errors.append(CompilerError(line: number, message: String(found.5)))
            } else if let last = errors.indices.last, errors[last].line == 0, found.5.hasPrefix("in expansion of macro") {
                errors[last].line = number
            }
        }
        return errors
    }
}
