import Junction

/// Which tables can be models, and by which key.
struct Keys {
    private(set) var keys: [String: DraftKey] = [:]
    /// Why a table cannot be a model.
    private(set) var reasons: [String: String] = [:]

    init(_ catalogue: Catalogue) {
        for table in catalogue.tables {
            switch Self.key(of: table) {
            case .success(let key): keys[table.name] = key
            case .failure(let reason): reasons[table.name] = reason.text
            }
        }
    }

    private struct Reason: Error {
        let text: String
    }

    private static func key(of table: TableCatalogue) -> Result<DraftKey, Reason> {
        guard let key = table.primaryKey, !key.columns.isEmpty else { return .failure(Reason(text: "has no primary key")) }
        let columns = key.columns.compactMap(table.column)
        let names = columns.map(\.name).joined(separator: ", ")
        let isUsable = columns.count == key.columns.count && columns.allSatisfy { $0.generation == nil }
        let types = columns.compactMap(Self.type)
        guard isUsable, types.count == columns.count else {
            let declared = columns.map(\.type).joined(separator: ", ")
            return .failure(Reason(text: "has a primary key that Junction cannot keep (\(names): \(declared))"))
        }
        if columns.count > 1 { return .success(.composite(columns.map(\.name))) }
        guard types[0] != "CalendarDate" else { return .failure(Reason(text: "has a date for its primary key (\(names))")) }
        return .success(.single(column: columns[0].name, raw: types[0]))
    }

    /// The type of a column that is a key, or a part of one; nil for what cannot be.
    private static func type(_ column: CatalogueColumn) -> String? {
        switch column.content {
        case .integer: "Int64"
        case .text: "String"
        case .uuid: "UUID"
        case .day: "CalendarDate"
        default: nil
        }
    }
}
