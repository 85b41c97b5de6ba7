/// INSERT, UPDATE and DELETE of rows.
enum WriteStatement {
    static func insert(_ table: String, _ columns: [String], _ values: [Fragment], returning: [String]) -> Fragment {
        let rows: Fragment = columns.isEmpty ? "DEFAULT VALUES" : "(\(names: columns)) VALUES (\(values, separator: ", "))"
        return "INSERT INTO \(name: table) \(rows)\(Self.returning(returning))"
    }

    static func update(
        _ table: String, _ alias: String, _ assignments: [(column: String, value: Fragment)], _ conditions: [Fragment],
        returning: [String] = []
    ) -> Fragment {
        let sets = assignments.map { "\(name: $0.column) = \($0.value)" as Fragment }
        return "UPDATE \(SelectStatement.table(table, alias)) SET \(sets, separator: ", ")\(filter(conditions))\(Self.returning(returning))"
    }

    static func delete(_ table: String, _ alias: String, _ conditions: [Fragment], returning: [String] = []) -> Fragment {
        "DELETE FROM \(SelectStatement.table(table, alias))\(filter(conditions))\(Self.returning(returning))"
    }

    private static func filter(_ conditions: [Fragment]) -> Fragment {
        conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
    }
    private static func returning(_ columns: [String]) -> Fragment { columns.isEmpty ? "" : " RETURNING \(names: columns)" }
}
