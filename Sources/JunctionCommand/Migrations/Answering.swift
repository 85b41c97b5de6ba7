import Foundation
import Junction

/// What the models cannot say of a change: which names are new ones of something old, and what rows get in new columns.
struct Answering {
    private(set) var renames: [SchemaDiff.Rename] = []
    private(set) var fillings: [(place: SchemaDiff.Place, text: String)] = []
    /// Whether everything else that goes is really gone.
    let refusesOthers: Bool
    /// Asks whoever runs the command; nil where nobody can be asked, or nothing was answered.
    let ask: (String) -> String?

    /// - Parameters:
    ///   - renames: `contact.name=title` for a column, `contact=person` for a table.
    ///   - fillings: `contact.stars=3`.
    ///
    /// Nil where one of them is written in another way.
    init?(renames: [String], fillings: [String], refusesOthers: Bool, ask: @escaping (String) -> String?) {
        (self.refusesOthers, self.ask) = (refusesOthers, ask)
        for text in renames {
            guard let match = text.wholeMatch(of: #/([^.=]+)(?:\.([^.=]+))?=([^.=]+)/#) else { return nil }
            self.renames.append(.init(table: String(match.1), column: match.2.map(String.init), to: String(match.3)))
        }
        for text in fillings {
            guard let match = text.wholeMatch(of: #/(?s)([^.=]+)\.([^.=]+)=(.*)/#) else { return nil }
            self.fillings.append((.init(String(match.1), String(match.2)), String(match.3)))
        }
    }

    /// The steps that are missing, after all questions are answered.
    func difference<Tool: MigrationTool>(_ tool: Tool.Type) throws -> SchemaDiff {
        var answers = SchemaDiff.Answers(), refused: [SchemaDiff.Rename] = []
        answers.renames = renames
        func difference() throws -> SchemaDiff {
            try SchemaDiff(of: tool.models, after: tool.migrations, answers, on: tool.databases.map(\.dialect))
        }
        var found = try difference()
        // One after the other: a table that has another name has columns that may have, too.
        while !refusesOthers {
            let open = found.possibleRenames.filter { !refused.contains($0) }
            guard let rename = open.first else { break }
            switch ask(rename.question + " [y/n] ")?.lowercased().first {
            case "y":
                answers.renames.append(rename)
                found = try difference()
            case "n": refused.append(rename)
            default: throw CommandError(.renames(open.map(\.option)))
            }
        }
        for (place, text) in fillings { answers.fillings[place] = try found.value(text, at: place) }
        found = try difference()
        for place in found.missing {
            let type = found.type(at: place)?.name ?? "a value"
            guard let text = ask("\(place.name) is required, and rows may be there: what do they get (\(type))? ") else { continue }
            answers.fillings[place] = try found.value(text, at: place)
        }
        found = try difference()
        if !found.missing.isEmpty { throw CommandError(.fillings(found.missing.map { "--fill \($0.name)=…" })) }
        return found
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
