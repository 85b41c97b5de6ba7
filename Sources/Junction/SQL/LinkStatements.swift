/// The statements behind a many-to-many relation.
enum LinkStatement {
    /// Rows of the junction that are made of a list of pairs.
    struct Arm {
        let values: [Fragment]
        /// None for one pair.
        let from: [Fragment]
        let conditions: [Fragment]
    }

    /// Inserts rows of the junction; restores what is soft-deleted.
    ///
    /// - Parameter order: how many columns the rows are sorted by, so that two such statements wait for each other in one direction only.
    static func insert(
        into table: String, columns: [String], _ arms: [Arm], identity: [String],
        orderedBy order: Int?, restoring: [(column: String, value: Fragment)]?, onlyWhere deleted: Fragment?, returning: [Fragment]
    ) -> Fragment {
        let resolution: Fragment =
            if let restoring, let deleted {
                "DO UPDATE SET \(restoring.map { "\(name: $0.column) = \($0.value)" as Fragment }, separator: ", ") WHERE \(deleted)"
            } else {
                "DO NOTHING"
            }
        let selects = arms.map { arm in
            // Of one row that is written whatever holds, SQLite keeps no journal.
            if arm.from.isEmpty, arm.conditions.isEmpty { return "VALUES (\(arm.values, separator: ", "))" as Fragment }
            let from: Fragment = arm.from.isEmpty ? "" : " FROM \(arm.from, separator: ", ")"
            let filter: Fragment = arm.conditions.isEmpty ? "" : " WHERE \(arm.conditions, separator: " AND ")"
            return "SELECT \(arm.values, separator: ", ")\(from)\(filter)" as Fragment
        }
        let report: Fragment = returning.isEmpty ? "" : " RETURNING \(returning, separator: ", ")"
        let sorted: Fragment = order.map { " ORDER BY \((1...$0).map { Fragment(verbatim: "\($0)") }, separator: ", ")" } ?? ""
        return """
            INSERT INTO \(SelectStatement.table(table, "l")) (\(names: columns)) \(selects, separator: " UNION ALL ")\(sorted) \
            ON CONFLICT (\(names: identity)) \(resolution)\(report)
            """
    }

    /// A value that makes the statement fail where a condition does not hold.
    static func required(_ value: Fragment, _ condition: Fragment, _ function: String) -> Fragment {
        "\(Fragment(verbatim: function))(\(value), \(condition))"
    }

    /// An insertion that says what it was told not to do, too: no row where the condition does not hold, else a row for each that was
    /// written, or one of NULLs.
    ///
    /// - Parameter insert: takes its rows from the table that it is given, which is empty where the condition does not hold.
    static func answering(_ condition: Fragment, columns: Int, _ insert: (_ guarded: Fragment) -> Fragment) -> Fragment {
        let written = (0..<columns).map { Fragment(verbatim: "c\($0)") }
        return """
            WITH junction_guard AS MATERIALIZED (SELECT 1 WHERE \(condition)), \
            junction_written (\(written, separator: ", ")) AS (\(insert("junction_guard"))) \
            SELECT junction_written.* FROM junction_guard LEFT JOIN junction_written ON TRUE
            """
    }

    /// A table of one row, to join others to.
    static func oneRow(_ alias: String) -> Fragment { "(SELECT 1) AS \(Fragment(verbatim: alias))" }

    /// Whether there is a row of each of two tables.
    ///
    /// - Parameter lock: what holds both.
    static func pair(_ tables: [Fragment], _ conditions: [Fragment], _ lock: Fragment?) -> Fragment {
        "EXISTS (SELECT 1 FROM \(tables, separator: ", ") WHERE \(conditions, separator: " AND ")\(lock.map { " \($0)" } ?? "" as Fragment))"
    }

    /// How many rows of a list find what they are joined with.
    static func count(
        _ list: Fragment, joins: [(table: Fragment, on: Fragment)], _ conditions: [Fragment], _ lock: Fragment?
    ) -> Fragment {
        let joined = joins.map { " JOIN \($0.table) ON \($0.on)" as Fragment }
        let filter: Fragment = conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
        // Rows that are counted cannot be held, so they are held by a statement inside.
        if let lock { return "(SELECT count(*) FROM (SELECT 1 FROM \(list)\(joined, separator: "")\(filter) \(lock)) AS h)" }
        return "(SELECT count(*) FROM \(list)\(joined, separator: "")\(filter))"
    }

    /// A condition that always holds once a row of a table is held.
    static func held(_ table: Fragment, _ condition: Fragment, _ lock: Fragment) -> Fragment {
        "(SELECT count(*) FROM (SELECT 1 FROM \(table) WHERE \(condition) \(lock)) AS h) >= 0"
    }

    /// The values of a list.
    static func values(_ columns: [Fragment], from list: Fragment) -> Fragment { "SELECT \(columns, separator: ", ") FROM \(list)" }

    /// One of two values.
    static func either(_ condition: Fragment, _ value: Fragment, else other: Fragment) -> Fragment {
        "CASE WHEN \(condition) THEN \(value) ELSE \(other) END"
    }

    /// One more than the greatest value; 0 where there is none.
    static func next(_ column: Fragment) -> Fragment { "coalesce(max(\(column)) + 1, 0)" }
}
