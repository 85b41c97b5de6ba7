import Junction

/// Writes drafts as the text of a Swift file.
struct SourceWriter {
    private let drafting: Drafting
    private let plural: String

    init(_ drafting: Drafting) {
        self.drafting = drafting
        plural = drafting.drafts.count == 1 ? "1 model" : "\(drafting.drafts.count) models"
    }

    /// How long a line may be before an attribute gets one of its own.
    private static let width = 140

    var text: String {
        var parts = [header] + drafting.drafts.map { model($0).joined(separator: "\n") }
        parts += drafting.left.map { table($0.table, $0.reason).joined(separator: "\n") }
        if !drafting.catalogue.others.isEmpty { parts.append(drafting.catalogue.others.map(Self.entry).joined(separator: "\n")) }
        if hasJSON { parts.append(Self.anyJSON) }
        if !drafting.drafts.isEmpty { parts.append(list) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var header: String {
        var lines = [
            "// \(plural) of the \(drafting.catalogue.database) database, written by 'junction inspect'. Change them as you like.",
            "//",
            "// What the database has and a model cannot say is a comment at its place; names of constraints and indexes are left out.",
        ]
        if drafting.areDeferred {
            lines.append("// Every foreign key is looked at when a transaction ends (DEFERRABLE INITIALLY DEFERRED).")
        }
        let rules = drafting.catalogue.tables.flatMap(\.foreignKeys).map(\.onDelete)
        if !rules.isEmpty, rules.allSatisfy({ $0 == .noAction }) {
            lines.append(
                "// No foreign key has a rule for deletions. Where the application deletes by itself what refers to a row, as Django does,")
            lines.append("// @ForeignKey(onDelete: .cascade) or .setNull says so.")
        }
        return (lines + ["", "import Foundation", "import Junction"]).joined(separator: "\n")
    }

    // MARK: Models

    private func model(_ draft: Draft) -> [String] {
        var arguments: [String] = []
        if Words.snakeCase(draft.name) != draft.table.name { arguments.append("table: \(Values.literal(draft.table.name))") }
        if case .single(_, let raw) = draft.key, raw != "Int64" { arguments.append("key: \(raw).self") }
        var lines = draft.notes.map { Self.comment($0) }
        lines += ["@Model" + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"), "struct \(draft.name) {"]
        for property in draft.properties { lines += self.property(property) }
        for relation in draft.relations {
            lines += relation.notes.map { "    " + Self.comment($0) }
            lines += declaration(relation.attribute, "var \(Reserved.quoted(relation.name)): \(relation.type)")
        }
        if !draft.unique.isEmpty || !draft.indexes.isEmpty { lines += [""] + options(draft) }
        if !draft.endNotes.isEmpty { lines += [""] + draft.endNotes.map { "    " + Self.comment($0) } }
        return lines + ["}"]
    }

    private func property(_ property: DraftProperty) -> [String] {
        var attributes = property.attributes
        if property.column != Words.snakeCase(property.name) { attributes.insert("@Column(\(Values.literal(property.column)))", at: 0) }
        let type = property.type + (property.isOptional ? "?" : ""), initial = property.initial.map { " = " + $0 } ?? ""
        return property.notes.map { "    " + Self.comment($0) }
            + declaration(attributes.joined(separator: " "), "var \(Reserved.quoted(property.name)): \(type)\(initial)")
    }

    /// On one line, whatever the names in it.
    private static func comment(_ text: String) -> String { "// " + Values.line(text) }

    private func declaration(_ attributes: String, _ variable: String) -> [String] {
        let line = "    " + (attributes.isEmpty ? "" : attributes + " ") + variable
        return line.count <= Self.width || attributes.isEmpty ? [line] : ["    " + attributes, "    " + variable]
    }

    private func options(_ draft: Draft) -> [String] {
        func groups(_ label: String, _ groups: [[String]]) -> String? {
            if groups.isEmpty { return nil }
            let lists = groups.map { "[" + $0.map { "$0." + Reserved.quoted($0) }.joined(separator: ", ") + "]" }
            return "\(label): { [\(lists.joined(separator: ", "))] }"
        }
        let arguments = [groups("unique", draft.unique), groups("indexes", draft.indexes)].compactMap { $0 }
        let line = "    static let options = Options<Self>(\(arguments.joined(separator: ", ")))"
        if line.count <= Self.width { return [line] }
        return ["    static let options = Options<Self>("] + [arguments.map { "        " + $0 }.joined(separator: ",\n") + ")"]
    }

    // MARK: What is no model

    private func table(_ table: TableCatalogue, _ reason: String) -> [String] {
        var lines = ["// The table '\(Values.line(table.name))' \(reason), so that there is no model of it:"]
        lines += table.columns.map { "//     " + Values.declaration($0) }
        lines += table.primaryKey.map { ["//     PRIMARY KEY (\($0.columns.joined(separator: ", ")))"] } ?? []
        lines += table.uniques.map { "//     UNIQUE (\($0.columns.joined(separator: ", ")))" }
        lines += table.indexes.map { "//     INDEX (\($0.columns.joined(separator: ", ")))" }
        lines += table.foreignKeys.map { key in
            "//     FOREIGN KEY (\(key.columns.joined(separator: ", "))) REFERENCES \(key.table) (\(key.references.joined(separator: ", ")))"
                + (key.onDelete == .noAction ? "" : " ON DELETE \(key.onDelete.rawValue)")
        }
        lines += table.checks.map { "//     CHECK (\(Values.line($0.sql)))" }
        lines += table.others.map { "//     " + ($0.sql.isEmpty ? $0.name : $0.sql) }
        return lines.map(Values.comment)
    }

    private static func entry(_ entry: CatalogueEntry) -> String {
        let sql = Values.line(entry.sql)
        return "// \(entry.kind.word) \(Values.line(entry.name))" + (sql.isEmpty ? "" : ": \(sql)")
    }

    private var hasJSON: Bool { drafting.drafts.contains { $0.properties.contains { $0.type == Values.type(.json) } } }

    /// Any JSON, since the database does not say what stands in it.
    private static let anyJSON = """
        /// Whatever stands in a JSON column. A struct of your own that conforms to JSONColumnValue says what that is.
        enum AnyJSON: JSONColumnValue, Hashable {
            case null, bool(Bool), integer(Int), real(Double), text(String), list([AnyJSON]), object([String: AnyJSON])

            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if value.decodeNil() {
                    self = .null
                } else if let bool = try? value.decode(Bool.self) {
                    self = .bool(bool)
                } else if let integer = try? value.decode(Int.self) {
                    self = .integer(integer)
                } else if let real = try? value.decode(Double.self) {
                    self = .real(real)
                } else if let text = try? value.decode(String.self) {
                    self = .text(text)
                } else if let list = try? value.decode([AnyJSON].self) {
                    self = .list(list)
                } else {
                    self = .object(try value.decode([String: AnyJSON].self))
                }
            }

            func encode(to encoder: any Encoder) throws {
                var value = encoder.singleValueContainer()
                switch self {
                case .null: try value.encodeNil()
                case .bool(let bool): try value.encode(bool)
                case .integer(let integer): try value.encode(integer)
                case .real(let real): try value.encode(real)
                case .text(let text): try value.encode(text)
                case .list(let list): try value.encode(list)
                case .object(let object): try value.encode(object)
                }
            }
        }
        """

    private var list: String {
        let names = drafting.drafts.map { "        \($0.name).self," }.joined(separator: "\n")
        return
            "/// All of them, for 'verify' when a database is opened.\nenum InspectedModels {\n    static let all: [any Model.Type] = [\n\(names)\n    ]\n}"
    }
}

extension CatalogueEntry.Kind {
    fileprivate var word: String {
        switch self {
        case .foreignTable: "foreign table"
        default: rawValue
        }
    }
}
