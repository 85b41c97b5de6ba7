extension Model {
    /// This row as a query.
    func row(_ visibility: Visibility) -> Query<Self, Self> {
        Query(Selection(Self.table, key: id.columnValue, visibility), .models)
    }

    /// This row as it was read: where the model counts versions, no later one.
    func version(_ visibility: Visibility) -> Selection {
        var selection = row(visibility).selection
        if let version = Self.table.version, let position = Self.table.positions(of: [version.name]).first {
            selection.filters.append(.compare(.equal, .column(selection.path, version.name), .bind(values[position])))
        }
        return selection
    }

    /// Why no row was written: it is not there, or another version of it is.
    func missing(_ visibility: Visibility, _ execution: Execution) throws -> QueryError {
        let isThere = try Self.table.version != nil && execution.exists(row(visibility).selection)
        return QueryError(
            isThere ? .staleVersion(model: Self.name, keys: [id.columnValue]) : .notFound(model: Self.name, keys: [id.columnValue]))
    }
}
