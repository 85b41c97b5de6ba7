import CLibPQ
import Junction

/// The database's type for each kind of column, with the numbers of the type and its array
/// (https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat).
struct PostgresType {
    let name: String
    let oid: Oid
    let array: Oid

    static func of(_ type: ColumnType) -> PostgresType {
        switch type {
        case .integer: PostgresType(name: "bigint", oid: int8, array: 1016)
        case .real: PostgresType(name: "double precision", oid: float8, array: 1022)
        case .decimal: PostgresType(name: "numeric", oid: numeric, array: 1231)
        case .bool: PostgresType(name: "boolean", oid: bool, array: 1000)
        case .text: PostgresType(name: "text", oid: text, array: 1009)
        case .bytes: PostgresType(name: "bytea", oid: bytea, array: 1001)
        case .moment: PostgresType(name: "timestamptz", oid: timestamptz, array: 1185)
        case .day: PostgresType(name: "date", oid: date, array: 1182)
        case .uuid: PostgresType(name: "uuid", oid: uuid, array: 2951)
        case .json: PostgresType(name: "jsonb", oid: jsonb, array: 3807)
        }
    }

    static let bool: Oid = 16, bytea: Oid = 17, char: Oid = 18, name: Oid = 19, int8: Oid = 20, int2: Oid = 21, int4: Oid = 23
    static let text: Oid = 25, json: Oid = 114, float4: Oid = 700, float8: Oid = 701, unknown: Oid = 705, bpchar: Oid = 1042
    static let varchar: Oid = 1043, date: Oid = 1082, timestamptz: Oid = 1184, numeric: Oid = 1700, uuid: Oid = 2950, jsonb: Oid = 3802

    /// What a column of a result holds; nil for types that no model has.
    static func kind(of oid: Oid) -> ColumnType? {
        switch oid {
        case int8, int4, int2: .integer
        case float8, float4: .real
        case numeric: .decimal
        case bool: .bool
        case text, varchar, bpchar, name, char, unknown: .text
        case json, jsonb: .json
        case bytea: .bytes
        case timestamptz: .moment
        case date: .day
        case uuid: .uuid
        default: nil
        }
    }
}
