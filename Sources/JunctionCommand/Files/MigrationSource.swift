import Foundation
import Junction

/// Writes a migration as the text of a Swift file.
struct MigrationSource {
    let name: MigrationName
    var replaced: [String] = []
    let steps: [MigrationStep]

    var text: String {
        let list = steps.map { "            " + $0.swift.written(12) + ",\n" }.joined()
        let replacing = replaced.isEmpty ? "" : "        replacing: " + SwiftText.texts(replaced).written(8, before: 11) + ",\n"
        let example = """
                        // .data("what it does") { tx in try await tx.execute("UPDATE …") },

            """
        return """
            import Foundation
            import Junction

            extension Migration {
                static let \(name.identifier) = Migration(
                    \(SwiftText.text(name.name).line),
            \(replacing)        [
            \(steps.isEmpty ? example : list)        ])
            }

            """
    }
}

extension MigrationStep {
    /// The step as Swift writes it.
    fileprivate var swift: SwiftText {
        func said(_ label: String, _ value: Value?) -> [SwiftText] { value.map { [.labelled(label, $0.swift)] } ?? [] }
        return switch self {
        case .createTable(let table): .call(".createTable", [table.swift])
        case .dropTable(let name): .call(".dropTable", [.text(name)])
        case .renameTable(let name, let new): .call(".renameTable", [.text(name), .labelled("to", .text(new))])
        case .addColumn(let column, let table, let filling):
            .call(".addColumn", [column.swift, .labelled("to", .text(table))] + said("filling", filling))
        case .dropColumn(let name, let table, let restoring):
            .call(".dropColumn", [.text(name), .labelled("from", .text(table))] + said("restoring", restoring))
        case .renameColumn(let name, let new, let table):
            .call(".renameColumn", [.text(name), .labelled("to", .text(new)), .labelled("in", .text(table))])
        case .changeColumn(let column, let table, let filling, let restoring):
            .call(
                ".changeColumn", [column.swift, .labelled("in", .text(table))] + said("filling", filling) + said("restoring", restoring))
        case .changeKey(let table, let key): .call(".changeKey", [.labelled("of", .text(table)), .labelled("to", key.swift)])
        case .addUnique(let columns, let table): .call(".addUnique", [.texts(columns), .labelled("to", .text(table))])
        case .dropUnique(let columns, let table): .call(".dropUnique", [.texts(columns), .labelled("from", .text(table))])
        case .addForeignKey(let key, let table): .call(".addForeignKey", [key.swift, .labelled("to", .text(table))])
        case .dropForeignKey(let columns, let table): .call(".dropForeignKey", [.texts(columns), .labelled("from", .text(table))])
        case .addCheck(let check, let table): .call(".addCheck", [check.swift, .labelled("to", .text(table))])
        case .dropCheck(let name, let table): .call(".dropCheck", [.text(name), .labelled("from", .text(table))])
        case .addIndex(let columns, let table): .call(".addIndex", [.texts(columns), .labelled("to", .text(table))])
        case .dropIndex(let columns, let table): .call(".dropIndex", [.texts(columns), .labelled("from", .text(table))])
        // What it does is Swift that cannot be read back.
        case .data(let name, _, _): .call(".data", [.text(name)])
        }
    }
}

extension TableDefinition {
    fileprivate var swift: SwiftText {
        func said(_ label: String, _ parts: [SwiftText]) -> [SwiftText] { parts.isEmpty ? [] : [.labelled(label, .array(parts))] }
        return .call(
            "TableDefinition",
            [.text(name), .labelled("columns", .array(columns.map(\.swift))), .labelled("key", key.swift)]
                + said("unique", unique.map { .texts($0) }) + said("foreignKeys", foreignKeys.map(\.swift))
                + said("checks", checks.map(\.swift)) + said("indexes", indexes.map { .texts($0) }))
    }
}

extension KeyDefinition {
    fileprivate var swift: SwiftText {
        switch self {
        case .counted(let name): .call(".counted", [.text(name)])
        case .columns(let names): .call(".columns", [.texts(names)])
        case .junction(let names): .call(".junction", [.texts(names)])
        }
    }
}

extension ColumnDefinition {
    fileprivate var swift: SwiftText {
        var arguments: [SwiftText] = [.text(name), .word(".\(type)")]
        if isOptional { arguments.append(.labelled("isOptional", .word("true"))) }
        if let maxLength { arguments.append(.labelled("maxLength", .word("\(maxLength)"))) }
        if let digits { arguments.append(.labelled("digits", .word("Digits(\(digits.total), \(digits.places))"))) }
        return .call(".column", arguments)
    }
}

extension ForeignKeyDefinition {
    fileprivate var swift: SwiftText {
        var arguments: [SwiftText] = [.texts(columns), .labelled("to", .text(table)), .texts(references)]
        if onDelete != .restrict { arguments.append(.labelled("onDelete", .word(".\(onDelete)"))) }
        return .call(".key", arguments)
    }
}

extension CheckDefinition {
    fileprivate var swift: SwiftText {
        var arguments: [SwiftText] = [.text(name), .text(condition)]
        if !others.isEmpty {
            let pairs = others.sorted { $0.key < $1.key }.map { SwiftText.labelled(Values.literal($0.key), .text($0.value)) }
            arguments.append(.labelled("on", .array(pairs)))
        }
        return .call(".check", arguments)
    }
}

extension Value {
    /// What a column can be filled with, as Swift writes it.
    fileprivate var swift: SwiftText {
        switch self {
        case .bool(let value): .call(".bool", [.word("\(value)")])
        case .integer(let value): .call(".integer", [.word("\(value)")])
        case .real(let value): .call(".real", [.word("\(value)")])
        case .decimal(let value): .word("Decimal(string: \"\(value)\").columnValue")
        case .text(let text): .call(".text", [.text(text)])
        case .bytes(let bytes): .call(".bytes", [.array(bytes.map { .word("\($0)") })])
        case .moment(let moment):
            .call(".moment", [.word("\(moment) /* \(Date(timeIntervalSince1970: Double(moment) / 1_000_000).formatted(.iso8601)) */")])
        case .day(let day): .word("CalendarDate(\"\(day)\").columnValue")
        case .uuid(let uuid): .word("UUID(uuidString: \"\(uuid.uuidString)\").columnValue")
        case .json(let text): .call(".json", [.text(text)])
        case .null, .pattern, .tuple, .list, .invalid: .word(".null")
        }
    }
}
