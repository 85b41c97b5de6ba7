/// SQL of your own. What is interpolated is bound as a parameter, never pasted into the text.
///
/// ```swift
/// let wanted: SQL = "SELECT name FROM tag WHERE uses < \(10) ORDER BY name"
/// let names = try await db.query(wanted, as: String.self)
/// ```
/// SQL: `SELECT name FROM tag WHERE uses < ? ORDER BY name`
///
/// See ``StringInterpolation`` for what can be interpolated. Text with a NUL, and values that no database keeps, throw ``QueryError``
/// before a statement is sent.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case text(String)
        /// A value of so many columns.
        case value(Value, width: Int32)
        case name(String)
        /// A list that has nothing in it, and the types of its columns.
        case emptyList([ColumnType])
    }

    private(set) var pieces: [Piece]

    /// SQL without values.
    public init(stringLiteral text: String) { pieces = [.text(text)] }
    /// SQL with what was interpolated.
    public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// What stands between the quotation marks: text, values, lists of them, names of tables and columns.
    ///
    /// ```swift
    /// let texts = try await db.query("SELECT \(name: column) FROM \(table: Tag.self)", as: String.self)
    /// ```
    /// SQL: `SELECT name FROM tag`
    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        /// Empty text.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Text, which is sent as it is.
        public mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }

        /// A value, which becomes a parameter.
        ///
        /// ```swift
        /// let wanted: SQL = "SELECT name FROM tag WHERE uses < \(10) ORDER BY name"
        /// ```
        /// SQL: `SELECT name FROM tag WHERE uses < ? ORDER BY name`
        public mutating func appendInterpolation<T: ColumnValue>(_ value: T) {
            pieces.append(.value(value.columnValue, width: T._width))
        }

        /// A value that may be absent, then NULL. The compiler wants to know that it is meant.
        ///
        /// ```swift
        /// try await db.execute("UPDATE tag SET color = \(color as String?) WHERE id = \(vip.id)")
        /// ```
        /// SQL: `UPDATE tag SET color = ? WHERE id = ?`
        public mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
            pieces.append(.value(value?.columnValue ?? .null, width: T._width))
        }

        /// Values in parentheses, each a parameter. Among none there is nothing.
        ///
        /// ```swift
        /// let names = try await db.query("SELECT name FROM tag WHERE id IN \(list: [vip.id, press.id])", as: String.self)
        /// let none = try await db.query("SELECT name FROM tag WHERE id IN \(list: [Key<Tag>]())", as: String.self)
        /// ```
        /// SQL: `SELECT name FROM tag WHERE id IN (?, ?)`, `SELECT name FROM tag WHERE id IN (SELECT NULL WHERE 1 = 0)`
        public mutating func appendInterpolation<T: ColumnValue>(list values: some Sequence<T>) {
            let values = values.map { Piece.value($0.columnValue, width: T._width) }
            if values.isEmpty { return pieces.append(.emptyList(T._parts?.map(\.type) ?? [T.columnType])) }
            pieces.append(.text(T._width == 1 ? "(" : "(VALUES "))
            for (number, value) in values.enumerated() { pieces += (number == 0 ? [] : [.text(", ")]) + [value] }
            pieces.append(.text(")"))
        }

        /// The name of a table or column, quoted.
        ///
        /// ```swift
        /// let texts = try await db.query("SELECT \(name: column) FROM \(table: Tag.self)", as: String.self)
        /// ```
        /// SQL: `SELECT name FROM tag`
        public mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }

        /// The table of a model, quoted.
        ///
        /// ```swift
        /// let texts = try await db.query("SELECT \(name: column) FROM \(table: Tag.self)", as: String.self)
        /// ```
        /// SQL: `SELECT name FROM tag`
        public mutating func appendInterpolation<M: Model>(table model: M.Type) { pieces.append(.name(M.table.name)) }

        /// All columns of a model, in the order in which it is read.
        ///
        /// ```swift
        /// let joined = try await db.query(
        ///     "SELECT \(columns: Tag.self, of: "t") FROM contact_tags AS l JOIN tag AS t ON t.id = l.tag_id", as: Tag.self)
        /// ```
        /// SQL: `SELECT t.id, t.name, t.color, t.uses, t.deleted FROM contact_tags AS l JOIN tag AS t ON t.id = l.tag_id`
        ///
        /// - Parameter alias: the table's name in the statement, where it has one of its own.
        public mutating func appendInterpolation<M: Model>(columns model: M.Type, of alias: String? = nil) {
            for (number, column) in M.table.columns.enumerated() {
                if number > 0 { pieces.append(.text(", ")) }
                if let alias { pieces += [.name(alias), .text(".")] }
                pieces.append(.name(column.name))
            }
        }
    }

    /// The text in the words of a database, and the values of its parameters.
    func statement(_ dialect: any Dialect) throws -> (Statement, [Value]) {
        var text = "", values: [Value] = []
        for piece in pieces {
            switch piece {
            case .text(let sql): text += sql
            case .name(let name): text += dialect.quote(name)
            case .emptyList(let types): text += SelectStatement.noRows(types, dialect).sql(dialect)
            case .value(let value, let width):
                try value.check()
                let parts = value.parts(Int(width)), first = values.count + 1
                values += parts
                let parameters = zip(first..., parts).map { number, part in
                    // In a list of rows no column tells the type.
                    width > 1 ? dialect.typed(dialect.parameter(number), part.type ?? .text) : dialect.parameter(number)
                }.joined(separator: ", ")
                text += width > 1 ? "(\(parameters))" : parameters
            }
        }
        guard !text.utf8.contains(0) else { throw QueryError(.unusableValue(reason: ValueProblem.nulInText.description)) }
        return (Statement(text, access), values)
    }

    /// What begins like a question is one; anything else may write.
    var access: Access { ["SELECT", "VALUES", "EXPLAIN"].contains(firstWord) ? .read : .write }

    /// Whether it changes rows, so that it belongs into a transaction; other statements may not be let into one.
    var changesRows: Bool { ["INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH"].contains(firstWord) }

    private var firstWord: String {
        guard case .text(let text)? = pieces.first else { return "" }
        return text.drop { $0.isWhitespace || $0 == "(" }.prefix { $0.isLetter }.uppercased()
    }
}
