import Foundation
import Junction

extension PostgresLink {
    /// A constraint of a table that is no uniqueness: those are read as indexes, which all of them have.
    struct ConstraintRow {
        let table: String, name: String
        /// `p`, `f`, `c` or `x`.
        let kind: String
        let sql: String
        let columns: [String]
        let target: String, references: [String]
        let onDelete: String, onUpdate: String, isDeferred: Bool

        var reference: TableCatalogue.Reference {
            TableCatalogue.Reference(
                name: name, columns: columns, table: target, references: references, onDelete: Self.action(onDelete),
                onUpdate: Self.action(onUpdate), isDeferred: isDeferred)
        }

        private static func action(_ letter: String) -> TableCatalogue.Reference.Action {
            switch letter {
            case "r": .restrict
            case "c": .cascade
            case "n": .setNull
            case "d": .setDefault
            default: .noAction
            }
        }
    }

    /// An index of a table, but for that of its primary key.
    struct IndexRow {
        let table: String, name: String
        /// Whether it is of plain columns, all rows, and the usual kind.
        let isPlain: Bool
        let isUnique: Bool, isConstraint: Bool, sql: String
        let columns: [String]

        var group: TableCatalogue.Group { TableCatalogue.Group(name: name, columns: columns, isConstraint: isConstraint) }
        var entry: CatalogueEntry { CatalogueEntry(isConstraint ? .constraint : .index, name, sql) }
    }

    /// By the names of their tables.
    func constraints() throws -> [String: [ConstraintRow]] {
        func names(_ table: String, _ numbers: String) -> String {
            """
            (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')::text FROM unnest(n.\(numbers)) WITH ORDINALITY AS k(number, place) \
            JOIN pg_attribute AS a ON a.attrelid = n.\(table) AND a.attnum = k.number)
            """
        }
        let rows = try all(
            """
            SELECT c.relname, n.conname, n.contype::text, pg_get_constraintdef(n.oid), \(names("conrelid", "conkey")), \
            CASE WHEN f.relnamespace <> c.relnamespace THEN n.confrelid::regclass::text ELSE coalesce(f.relname::text, '') END, \
            \(names("confrelid", "confkey")), n.confdeltype::text, n.confupdtype::text, n.condeferred \
            FROM pg_constraint AS n JOIN pg_class AS c ON c.oid = n.conrelid LEFT JOIN pg_class AS f ON f.oid = n.confrelid \
            WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND n.contype::text = ANY ($1::text[])
            """, "{p,f,c,x}"
        ) { row in
            ConstraintRow(
                table: try row.value(String.self, at: 0), name: try row.value(String.self, at: 1), kind: try row.value(String.self, at: 2),
                sql: try row.value(String.self, at: 3), columns: try Self.names(row, at: 4), target: try row.value(String.self, at: 5),
                references: try Self.names(row, at: 6), onDelete: try row.value(String.self, at: 7),
                onUpdate: try row.value(String.self, at: 8), isDeferred: try row.value(Bool.self, at: 9))
        }
        return Dictionary(grouping: rows, by: \.table)
    }

    /// By the names of their tables.
    func indexes() throws -> [String: [IndexRow]] {
        // The usual kind is a tree over ascending columns, in the order that the column itself has.
        let rows = try all(
            """
            SELECT c.relname, x.relname, i.indpred IS NULL AND i.indexprs IS NULL AND m.amname = $1 AND i.indnkeyatts = i.indnatts \
            AND NOT EXISTS (SELECT 1 FROM unnest(i.indoption) AS o(bits) WHERE o.bits <> 0) AND i.indisvalid \
            AND NOT EXISTS (SELECT 1 FROM unnest(i.indclass) AS k(id) JOIN pg_opclass AS o ON o.oid = k.id WHERE NOT o.opcdefault) \
            AND NOT EXISTS (SELECT 1 FROM unnest(i.indkey, i.indcollation) AS k(number, id) JOIN pg_attribute AS a \
            ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.id <> a.attcollation) \
            AND coalesce(to_jsonb(i)->>'indnullsnotdistinct', 'false') = 'false' AND coalesce(NOT n.condeferrable, TRUE), \
            i.indisunique, n.oid IS NOT NULL, coalesce(pg_get_constraintdef(n.oid), pg_get_indexdef(i.indexrelid)), \
            (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')::text FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place) \
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number) \
            FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_class AS x ON x.oid = i.indexrelid \
            JOIN pg_am AS m ON m.oid = x.relam LEFT JOIN pg_constraint AS n ON n.conindid = i.indexrelid AND n.contype IN ('u', 'x') \
            WHERE NOT i.indisprimary AND n.contype IS DISTINCT FROM 'x' \
            AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
            """, "btree"
        ) { row in
            IndexRow(
                table: try row.value(String.self, at: 0), name: try row.value(String.self, at: 1),
                isPlain: try row.value(Bool.self, at: 2), isUnique: try row.value(Bool.self, at: 3),
                isConstraint: try row.value(Bool.self, at: 4), sql: try row.value(String.self, at: 5),
                columns: try Self.names(row, at: 6))
        }
        return Dictionary(grouping: rows, by: \.table)
    }

    /// A list of names, which comes as JSON.
    private static func names(_ row: borrowing Row, at column: Int32) throws -> [String] {
        let text = try row.value(String.self, at: column)
        return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
}
