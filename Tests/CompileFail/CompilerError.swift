import Foundation

/// An error that the compiler reported, with its file, and its line there; 0 for one that is not in a file.
struct CompilerError: Sendable, Hashable {
    var file: String
    var line: Int
    let message: String

    /// Reads what the compiler printed with `-diagnostic-style llvm`.
    ///
    /// An error in what a macro wrote is followed by a note that names the line of its attribute.
    static func all(in output: String) -> [CompilerError] {
        var errors: [CompilerError] = [], isInMacro = false
        for line in output.split(separator: "\n") {
            guard let found = line.firstMatch(of: /^(.*):(\d+):(\d+): (error|note): (.*)$/) else {
                if line.hasPrefix("error: ") { errors.append(CompilerError(file: "", line: 0, message: String(line.dropFirst(7)))) }
                continue
            }
            let file = URL(fileURLWithPath: String(found.1)).lastPathComponent, number = Int(found.2) ?? 0
            if found.4 == "error" {
                errors.append(CompilerError(file: file, line: number, message: String(found.5)))
                isInMacro = file.hasPrefix("@__swiftmacro")
            } else if let last = errors.indices.last, isInMacro, found.5.hasPrefix("in expansion of macro") {
                (errors[last].file, errors[last].line) = (file, number)
                isInMacro = false
            }
        }
        return errors
    }

    /// The same for one program: an error that is elsewhere has the line 0.
    static func all(in output: String, of program: URL) -> [CompilerError] {
        all(in: output).map { error in
            var error = error
            if error.file != program.lastPathComponent { error.line = 0 }
            return error
        }
    }
}
