import Foundation

// What tells whether a step is still what ran. Written out, since what Swift says of values may change with Swift and with Junction.
extension MigrationStep {
    /// All that it says, in a text that is the same in every run and in every version.
    package var signature: String {
        switch self {
        case .createTable(let table): "create table \(table.signature)"
        case .dropTable(let name): "drop table \(quoted(name))"
        case .renameTable(let name, let new): "rename table \(quoted(name)) \(quoted(new))"
        case .addColumn(let column, let table, let filling): "add column \(column.signature) \(quoted(table))\(said("filling", filling))"
        case .dropColumn(let name, let table, let restoring): "drop column \(quoted(name)) \(quoted(table))\(said("restoring", restoring))"
        case .renameColumn(let name, let new, let table): "rename column \(quoted(name)) \(quoted(new)) \(quoted(table))"
        case .changeColumn(let column, let table, let filling, let restoring):
            "change column \(column.signature) \(quoted(table))\(said("filling", filling))\(said("restoring", restoring))"
        case .changeKey(let table, let key): "change key \(quoted(table)) \(key.signature)"
        case .addUnique(let columns, let table): "add unique \(list(columns)) \(quoted(table))"
        case .dropUnique(let columns, let table): "drop unique \(list(columns)) \(quoted(table))"
        case .addForeignKey(let key, let table): "add \(key.signature) \(quoted(table))"
        case .dropForeignKey(let columns, let table): "drop foreign key \(list(columns)) \(quoted(table))"
        case .addCheck(let check, let table): "add \(check.signature) \(quoted(table))"
        case .dropCheck(let name, let table): "drop check \(quoted(name)) \(quoted(table))"
        case .addIndex(let columns, let table): "add index \(list(columns)) \(quoted(table))"
        case .dropIndex(let columns, let table): "drop index \(list(columns)) \(quoted(table))"
        case .data(let name, _, let undo): "data \(quoted(name)) \(undo == nil ? "for good" : "with undo")"
        }
    }
}

extension TableDefinition {
    fileprivate var signature: String {
        let parts =
            columns.map(\.signature) + unique.map { "unique " + list($0) } + foreignKeys.map(\.signature)
            + checks.map(\.signature) + indexes.map { "index " + list($0) }
        return "\(quoted(name)) \(key.signature) \(parts.joined(separator: " "))"
    }
}

extension KeyDefinition {
    fileprivate var signature: String {
        switch self {
        case .counted(let name): "counted \(quoted(name))"
        case .columns(let names): "key \(list(names))"
        case .junction(let names): "junction \(list(names))"
        }
    }
}

extension ColumnDefinition {
    fileprivate var signature: String {
        "column \(quoted(name)) \(type.signature)\(isOptional ? " optional" : "")\(maxLength.map { " length \($0)" } ?? "")"
            + (digits.map { " digits \($0.total) \($0.places)" } ?? "")
    }
}

extension ColumnType {
    fileprivate var signature: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .decimal: "decimal"
        case .bool: "bool"
        case .text: "text"
        case .bytes: "bytes"
        case .moment: "moment"
        case .day: "day"
        case .uuid: "uuid"
        case .json: "json"
        }
    }
}

extension ForeignKeyDefinition {
    fileprivate var signature: String {
        let rule =
            switch onDelete {
            case .cascade: "cascade"
            case .restrict: "restrict"
            case .setNull: "set null"
            }
        return "foreign key \(list(columns)) \(quoted(table)) \(list(references)) \(rule)"
    }
}

extension CheckDefinition {
    fileprivate var signature: String {
        "check \(quoted(name)) \(quoted(condition))"
            + others.sorted { $0.key < $1.key }.map { " on \(quoted($0.key)) \(quoted($0.value))" }.joined()
    }
}

extension Value {
    /// Nil for what no column can be filled with.
    fileprivate var signature: String? {
        switch self {
        case .null: "null"
        case .bool(let value): "bool \(value)"
        case .integer(let value): "integer \(value)"
        case .real(let value): "real \(value)"
        case .decimal(let value): "decimal \(value)"
        case .text(let text): text.utf8.contains(0) ? nil : "text \(quoted(text))"
        case .bytes(let bytes): "bytes " + bytes.map { String($0) }.joined(separator: ",")
        case .moment(let moment): "moment \(moment)"
        case .day(let day): "day \(day.description)"
        case .uuid(let uuid): "uuid \(uuid.uuidString)"
        case .json(let text): text.utf8.contains(0) ? nil : "json \(quoted(text))"
        case .pattern, .tuple, .list, .invalid: nil
        }
    }

    /// Whether it can stand in a column, and in the text of a statement.
    var fillsColumns: Bool { signature != nil }
}

private func said(_ what: String, _ value: Value?) -> String { value.map { " \(what) \($0.signature ?? "nothing")" } ?? "" }
private func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
private func list(_ names: [String]) -> String { "(" + names.map(quoted).joined(separator: " ") + ")" }
