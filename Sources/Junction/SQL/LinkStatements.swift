/// The statements behind a many-to-many relation.
enum LinkStatement {
    /// Inserts a row of the junction for each target, if all targets and the owner are there; restores what is soft-deleted.
    static func insert(
        into table: String, columns: [(name: String, value: Fragment)], from list: Fragment, guards: [Fragment], pair: [String],
        restoring: [(name: String, value: Fragment)]?, onlyWhere deleted: Fragment?, returning: [Fragment]
    ) -> Fragment {
        let resolution: Fragment =
            if let restoring, let deleted {
                "DO UPDATE SET \(restoring.map { "\(name: $0.name) = \($0.value)" as Fragment }, separator: ", ") WHERE \(deleted)"
            } else {
                "DO NOTHING"
            }
        return """
            INSERT INTO \(SelectStatement.table(table, "l")) (\(names: columns.map(\.name))) \
            SELECT \(columns.map(\.value), separator: ", ") FROM \(list) AS k WHERE \(guards, separator: " AND ") \
            ON CONFLICT (\(names: pair)) \(resolution) RETURNING \(returning, separator: ", ")
            """
    }

    static func count(of table: Fragment, _ conditions: [Fragment]) -> Fragment {
        "(SELECT count(*) FROM \(table) WHERE \(conditions, separator: " AND "))"
    }

    static func row(of table: Fragment, _ conditions: [Fragment]) -> Fragment {
        "EXISTS (SELECT 1 FROM \(table) WHERE \(conditions, separator: " AND "))"
    }
}
