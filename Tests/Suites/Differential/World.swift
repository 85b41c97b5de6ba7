import Foundation
import Junction

/// The rows that the evaluator answers from, and what it knows of the tables: written down here once more, so that it does not take the
/// library's word for it.
struct World {
    private(set) var tables: [String: Stored] = [:]

    /// The rows of a table.
    final class Stored {
        let name: String
        let columns: [String: Int]
        let rows: [Record]

        init(_ name: String, _ columns: [String], _ rows: [[Value]]) {
            self.name = name
            let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
            self.columns = places
            let keyAt = columns.firstIndex(of: "id"), deletedAt = columns.firstIndex(of: "deleted")
            self.rows = rows.map { values in
                var isDeleted = false
                if let deletedAt { if case .null = values[deletedAt] {} else { isDeleted = true } }
                return Record(
                    table: name, columns: places, values: values, key: keyAt.map { values[$0] } ?? .null, isDeleted: isDeleted)
            }
        }
    }

    /// A row.
    struct Record {
        let table: String
        let columns: [String: Int]
        let values: [Value]
        let key: Value
        let isDeleted: Bool

        func value(_ column: String) throws -> Value {
            guard let place = columns[column] else { throw EvaluatorError("\(table) has no column \(column)") }
            return values[place]
        }
    }

    mutating func add(_ name: String, _ columns: [String], _ rows: [[Value]]) { tables[name] = Stored(name, columns, rows) }

    mutating func add<M: Model>(_ rows: [M]) {
        add(
            M.table.name, M.table.columns.map(\.name),
            rows.map { row in
                var values: [Value] = []
                row._appendValues(to: &values)
                return values
            })
    }

    func rows(_ table: String) throws -> [Record] {
        guard let stored = tables[table] else { throw EvaluatorError("no table \(table)") }
        return stored.rows
    }

    // MARK: What is known of the models

    /// The tables that keys refer to.
    static let references: [String: String] = [
        "captain.home_id": "quay", "permit.captain_id": "captain", "vessel.captain_id": "captain", "vessel.quay_id": "quay",
        "vessel.flagship_id": "vessel", "sailor.home_id": "quay", "berth.vessel_id": "vessel", "berth.sailor_id": "sailor",
        "duty.vessel_id": "vessel", "duty.sailor_id": "sailor",
    ]

    static let relations: [String: Way] = [
        "Quay.vessels": .children("vessel", "quay_id"), "Captain.vessels": .children("vessel", "captain_id"),
        "Captain.permit": .children("permit", "captain_id"), "Vessel.escorts": .children("vessel", "flagship_id"),
        "Vessel.pennants": .links("vessel_pennants", "vessel_id", "pennant_id", "pennant"),
        "Pennant.vessels": .links("vessel_pennants", "pennant_id", "vessel_id", "vessel"),
        "Vessel.sailors": .links("berth", "vessel_id", "sailor_id", "sailor"),
        "Sailor.vessels": .links("berth", "sailor_id", "vessel_id", "vessel"),
        "Vessel.officers": .links("duty", "vessel_id", "sailor_id", "sailor", role: "role"),
        "Vessel.officers, from the other end": .links("duty", "sailor_id", "vessel_id", "vessel", role: "role"),
    ]

    /// How a relation leads from a row to others.
    enum Way {
        /// To the rows of a table whose column has this row's key.
        case children(String, String)
        /// Over the rows of a table that has this row's key in one column and the other's in another one.
        case links(String, String, String, String, role: String? = nil)
    }

    /// The order of a model's own: columns, and those that its keys lead to.
    static let orders: [String: [[String]]] = ["quay": [["name"]], "vessel": [["quay_id", "name"], ["name"]]]

    /// The model that a key leads to.
    func record(_ table: String, _ key: Value) throws -> Record? {
        try rows(table).first { Cells.same($0.key, key) && !Cells.isNull(key) }
    }
}

/// What the evaluator does not know. It is a mistake of the test.
struct EvaluatorError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// An answer that there is not: a division by zero, an overflow. Every database must refuse the question.
struct NoAnswer: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
