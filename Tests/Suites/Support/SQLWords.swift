import Testing

extension TestDatabase {
    /// Statements in the form in which those of all databases are alike, so that one list says what is sent to each.
    ///
    /// On SQLite they are compared word by word. What other databases write in their own words (lists, placeholders, whether a row is
    /// new) is replaced by the same sign on both sides; the exact texts are compared in the tests of SQL. A statement that only holds
    /// rows, where several connections write, is left out.
    func words(_ statements: [String]) -> [String] {
        if name == "SQLite" { return statements }
        return statements.filter { !$0.hasPrefix("SELECT") || !$0.contains(#/ FOR (NO KEY )?UPDATE/#) }.map(Self.neutral)
    }

    /// What links are told by, where another connection may have written some of them meanwhile.
    func told(_ columns: String) -> String { name == "SQLite" ? "" : " RETURNING " + columns }

    /// The statement that links pairs whose ends need nothing but to be there: on SQLite it fails by the foreign keys of the table.
    func refusing(_ sql: String) -> String {
        guard name == "SQLite" else { return sql }
        // What is restored is looked at by foreign keys, too, as its keys are written.
        return unasked(sql).replacing(#/ON CONFLICT \((?<near>"\w+"), (?<far>"\w+")\) DO UPDATE SET/#) {
            "\($0.0) \($0.near) = excluded.\($0.near), \($0.far) = excluded.\($0.far),"
        }
    }

    private func unasked(_ sql: String) -> String {
        if let count = sql.firstMatch(of: #/ WHERE \(SELECT count\(\*\) FROM .*? = \?(?<number>\d+) ON CONFLICT/#) {
            // How many there are is no parameter then.
            let left = Int(count.number) ?? 0
            var sql = sql
            sql.replaceSubrange(count.range, with: " WHERE 1 ON CONFLICT")
            return sql.replacing(#/\?(\d+)/#) { parameter in
                let number = Int(parameter.1) ?? 0
                return "?\(number > left ? number - 1 : number)"
            }
        }
        return sql.replacing(#/SELECT (?<first>[^,]+), (?<rest>.*?) WHERE EXISTS \(SELECT 1 FROM .*?\) ON CONFLICT/#) {
            "VALUES (\($0.first), \($0.rest)) ON CONFLICT"
        }
    }

    /// Whether the statement that links says itself that it was refused, so that nothing is asked where some were linked already.
    var answersRefusal: Bool { name != "SQLite" }

    /// The insertion that answers with what it did, as one that does not; what refuses it stands where it is asked there.
    private static func unanswered(_ sql: String) -> String {
        let sql = sql.replacing("junction_guard", with: "g").replacing("junction_written", with: "n")
        let form = #/WITH g AS MATERIALIZED \(SELECT 1 WHERE (.*)\), n \(c0[^)]*\) AS \((.*)\) SELECT n\.\* FROM g LEFT JOIN n ON (TRUE|1)/#
        guard let parts = sql.wholeMatch(of: form) else { return sql }
        return String(parts.2).replacing(#/ FROM (?<list>LIST AS k, )?g( WHERE (?<own>.*?))?(?<end> UNION ALL| ORDER BY| ON CONFLICT)/#) {
            arm in
            (arm.list == nil ? "" : " FROM LIST AS k") + " WHERE " + (arm.own.map { $0 + " AND " } ?? "") + parts.1 + arm.end
        }
    }

    private static func neutral(_ sql: String) -> String { unanswered(alike(sql)).replacing(told, with: "") }

    /// Whether a row is new, which SQLite tells of a single one without being asked.
    private static var told: Regex<(Substring, Substring)> { #/ RETURNING .*, (xmax = 0|rowid = last_insert_rowid\(\))$/# }

    private static func alike(_ sql: String) -> String {
        sql
            // Lists, as tables and in conditions.
            .replacing(#/unnest\((\$\d+::[a-z ]+\[\](, )?)+\) AS (?<alias>\w)\([^)]*\)/#) { "LIST AS \($0.alias)" }
            .replacing(#/\(SELECT (json_extract\([^)]*\) AS value\d(, )?)+ FROM json_each\(\?\d+\)\) AS (?<alias>\w)/#) {
                "LIST AS \($0.alias)"
            }
            .replacing(#/json_each\(\?\d+\) AS (?<alias>\w)/#) { "LIST AS \($0.alias)" }
            .replacing(#/= ANY \(\$\d+::[a-z ]+\[\]\)/#, with: "IN LIST")
            .replacing(#/IN \(SELECT \* FROM unnest\([^)]*\)\)/#, with: "IN LIST")
            .replacing(#/IN \(SELECT value FROM json_each\(\?\d+\)\)/#, with: "IN LIST")
            .replacing(
                #/IN \(SELECT (value\d(, )?)+ FROM \(SELECT (json_extract\([^)]*\) AS value\d(, )?)+ FROM json_each\(\?\d+\)\)\)/#,
                with: "IN LIST"
            )
            // What holds rows inside a statement.
            .replacing("FROM (SELECT 1 FROM LIST AS g", with: "FROM LIST AS g")
            .replacing(#/( FOR KEY SHARE OF t)? FOR NO KEY UPDATE OF o\) AS h\)/#, with: ")")
            .replacing(" FOR KEY SHARE OF t, o) AS h)", with: ")").replacing(" FOR KEY SHARE OF t, o", with: "")
            .replacing(#/\(SELECT count\(\*\) FROM \(SELECT 1 FROM [^()]*\) >= 0 AND /#, with: "")
            // Arithmetic, texts, truth, equality of what may be absent.
            .replacing("IS NOT DISTINCT FROM", with: "IS")
            .replacing(#/junction_add_integer\((?<a>[^,]+), (?<b>[^)]+)\)/#) { "(\($0.a) + \($0.b))" }
            .replacing("::bigint", with: "").replacing(" COLLATE \"C\"", with: "").replacing(#/\b(GLOB|LIKE)\b/#, with: "MATCHES")
            .replacing(#/\bTRUE\b/#, with: "1").replacing(#/\bFALSE\b/#, with: "0")
            .replacing(#/ ORDER BY \d(, \d)*(?<end> ON CONFLICT)/#) { String($0.end) }
            .replacing(#/[?$]\d+/#, with: "?")
    }
}
