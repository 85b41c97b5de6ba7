/// INSERT, UPDATE and DELETE of rows.
enum WriteStatement {
    static func insert(_ table: String, _ columns: [String], _ values: [Fragment], returning: [Fragment]) -> Fragment {
        let rows: Fragment = columns.isEmpty ? "DEFAULT VALUES" : "(\(names: columns)) VALUES (\(values, separator: ", "))"
        return "INSERT INTO \(name: table) \(rows)\(Self.returning(returning))"
    }

    /// Rows that stand in a list, aliased as `k`.
    static func insert(_ table: String, _ columns: [String], listed list: Fragment, _ count: Int, returning: [Fragment]) -> Fragment {
        let values = (0..<count).map { Fragment.column("k", ListColumn.value($0, of: count)) }
        return
            "INSERT INTO \(name: table) (\(names: columns)) SELECT \(values, separator: ", ") FROM \(list)\(Self.returning(returning))"
    }

    /// A row that may meet another one; nothing is done then where nothing is set.
    static func upsert(
        _ table: String, _ alias: String, _ columns: [String], _ values: [Fragment], conflict: [String],
        _ assignments: [(column: String, value: Fragment)], returning: [Fragment]
    ) -> Fragment {
        let sets = assignments.map { "\(name: $0.column) = \($0.value)" as Fragment }
        let action: Fragment = sets.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(sets, separator: ", ")"
        return """
            INSERT INTO \(SelectStatement.table(table, alias)) (\(names: columns)) VALUES (\(values, separator: ", ")) \
            ON CONFLICT (\(names: conflict)) \(action)\(Self.returning(returning))
            """
    }

    static func update(
        _ table: String, _ alias: String, _ assignments: [(column: String, value: Fragment)], from other: Fragment? = nil,
        _ conditions: [Fragment], returning: [Fragment] = []
    ) -> Fragment {
        let sets = assignments.map { "\(name: $0.column) = \($0.value)" as Fragment }
        let from: Fragment = other.map { " FROM \($0)" } ?? ""
        return
            "UPDATE \(SelectStatement.table(table, alias)) SET \(sets, separator: ", ")\(from)\(filter(conditions))\(Self.returning(returning))"
    }

    static func delete(_ table: String, _ alias: String, _ conditions: [Fragment], returning: [Fragment] = []) -> Fragment {
        "DELETE FROM \(SelectStatement.table(table, alias))\(filter(conditions))\(Self.returning(returning))"
    }

    private static func filter(_ conditions: [Fragment]) -> Fragment {
        conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
    }
    private static func returning(_ columns: [Fragment]) -> Fragment {
        columns.isEmpty ? "" : " RETURNING \(columns, separator: ", ")"
    }
}
