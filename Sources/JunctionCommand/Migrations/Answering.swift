import Foundation
import Junction

/// What the models cannot say of a change: which names are new ones of something old, and what rows get in new columns.
struct Answering {
    private(set) var renames: [SchemaDiff.Rename] = []
    private(set) var defaults: [(place: SchemaDiff.Place, text: String)] = []
    /// Whether everything else that goes is really gone.
    let refusesOthers: Bool
    /// Asks whoever runs the command; nil where nobody can be asked, or nothing was answered.
    let ask: (String) -> String?

    /// - Parameters:
    ///   - renames: `contact.name=title` for a column, `contact=person` for a table.
    ///   - defaults: `contact.stars=3`.
    ///
    /// Nil where one of them is written in another way.
    init?(renames: [String], defaults: [String], refusesOthers: Bool, ask: @escaping (String) -> String?) {
        (self.refusesOthers, self.ask) = (refusesOthers, ask)
        for text in renames {
            guard let match = text.wholeMatch(of: #/([^.=]+)(?:\.([^.=]+))?=([^.=]+)/#) else { return nil }
            self.renames.append(.init(table: String(match.1), column: match.2.map(String.init), to: String(match.3)))
        }
        for text in defaults {
            guard let match = text.wholeMatch(of: #/(?s)([^.=]+)\.([^.=]+)=(.*)/#) else { return nil }
            self.defaults.append((.init(String(match.1), String(match.2)), String(match.3)))
        }
    }

    /// The steps that are missing, after all questions are answered.
    func difference<Tool: MigrationTool>(_ tool: Tool.Type) throws -> SchemaDiff {
        var answers = SchemaDiff.Answers(), refused: [SchemaDiff.Rename] = []
        answers.renames = renames
        func difference() throws -> SchemaDiff { try tool.difference(answers) }
        var found = try difference()
        // One after the other: a table that has another name has columns that may have, too.
        while !refusesOthers {
            let open = found.possibleRenames.filter { !refused.contains($0) }
            guard let rename = open.first else { break }
            guard let isOne = agrees(rename.question) else { throw CommandError(.renames(open.map(\.option))) }
            if isOne {
                answers.renames.append(rename)
                found = try difference()
            } else {
                refused.append(rename)
            }
        }
        for (place, text) in defaults { answers.fillings[place] = try found.value(text, at: place) }
        found = try difference()
        if let unused = defaults.first(where: { !found.filled.contains($0.place) }) {
            throw CommandError(.unusedDefault(unused.place.name))
        }
        let unique = found.missing.filter(found.isUnique)
        if !unique.isEmpty { throw CommandError(.valuesOfTheirOwn(unique.map(\.name))) }
        for place in found.missing { answers.fillings[place] = value(at: place, found) }
        found = try difference()
        if !found.missing.isEmpty { throw CommandError(.defaults(found.missing.map { "--default \($0.name)=…" })) }
        return found
    }

    /// Asks until it is yes or no; nil where nobody answers.
    private func agrees(_ question: String) -> Bool? {
        while let answer = ask(question + " [y/n] ")?.lowercased() {
            if ["y", "yes"].contains(answer) { return true }
            if ["n", "no"].contains(answer) { return false }
        }
        return nil
    }

    /// Asks until it is a value of the column; nil where nobody answers.
    private func value(at place: SchemaDiff.Place, _ difference: SchemaDiff) -> Value? {
        guard let type = difference.type(at: place) else { return nil }
        while let text = ask("\(place.name) is required, and rows may be there: what do they get (\(type.name))? ") {
            if let value = type.value(text) { return value }
        }
        return nil
    }
}

extension SchemaDiff.Place {
    fileprivate var name: String { table + "." + column }
}

extension SchemaDiff.Rename {
    fileprivate var question: String {
        column.map { "Is \(table).\(new) what \(table).\($0) was, under another name?" }
            ?? "Is the table \(new) what \(table) was, under another name?"
    }
    fileprivate var option: String { "--rename \(table)\(column.map { "." + $0 } ?? "")=\(new)" }
}

extension SchemaDiff {
    /// What the text means in a column.
    fileprivate func value(_ text: String, at place: Place) throws(CommandError) -> Value {
        guard let type = type(at: place) else { throw CommandError(.noColumn(place.name)) }
        guard let value = type.value(text) else { throw CommandError(.value(column: place.name, type: type.name)) }
        return value
    }
}

extension ColumnType {
    /// A value of the type, as people write it; nil for what is none.
    func value(_ text: String) -> Value? {
        switch self {
        case .integer: Int64(text).map { .integer($0) }
        case .real: Double(text).flatMap { $0.isFinite ? .real($0) : nil }
        case .decimal: text.contains(#/^-?\d+(\.\d+)?$/#) ? Decimal(string: text).map { .decimal($0) } : nil
        case .bool: Bool(text).map { .bool($0) }
        case .text: text.utf8.contains(0) ? nil : .text(text)
        case .bytes: Self.bytes(text).map { .bytes($0) }
        case .moment: (try? Date(text, strategy: .iso8601)).map(\.columnValue)
        case .day: CalendarDate(text).map { .day($0) }
        case .uuid: UUID(uuidString: text).map { .uuid($0) }
        case .json: (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) == nil ? nil : .json(text)
        }
    }

    /// Two hexadecimal digits for each.
    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
