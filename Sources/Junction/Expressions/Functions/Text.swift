public import Foundation

extension Expr where T: TextColumn {
    /// Whether the text matches a pattern: `%` is any sequence, `_` one character, `\` takes the next one literally. Case matters.
    ///
    /// ```swift
    /// let similar = User.filter { $0.username.like("_n%") }
    /// ```
    /// SQL (SQLite): `t0.username GLOB ?`
    /// SQL (PostgreSQL): `t0.username LIKE ?`
    ///
    /// A text with a NUL throws ``QueryError`` when the query is run, here and below.
    public func like(_ pattern: String) -> Expr<Bool> { matches(TextPattern(like: pattern)) }

    /// Whether the text begins with exactly this.
    ///
    /// ```swift
    /// let chiefs = Contact.filter { $0.title.hasPrefix("Ch") }
    /// ```
    /// SQL (SQLite): `t0.title GLOB ?`
    /// SQL (PostgreSQL): `t0.title LIKE ?`
    public func hasPrefix(_ text: String) -> Expr<Bool> { matches(TextPattern(parts: [.literal(text), .anySequence])) }

    /// Whether the text ends with exactly this.
    ///
    /// ```swift
    /// let briefs = Contact.filter { $0.title.hasSuffix("ief") }
    /// ```
    /// SQL (SQLite): `t0.title GLOB ?`
    /// SQL (PostgreSQL): `t0.title LIKE ?`
    public func hasSuffix(_ text: String) -> Expr<Bool> { matches(TextPattern(parts: [.anySequence, .literal(text)])) }

    /// Whether the text has exactly this somewhere in it.
    ///
    /// ```swift
    /// let others = Contact.filter { $0.title.includes("hie") }
    /// ```
    /// SQL (SQLite): `t0.title GLOB ?`
    /// SQL (PostgreSQL): `t0.title LIKE ?`
    public func includes(_ text: String) -> Expr<Bool> {
        matches(TextPattern(parts: [.anySequence, .literal(text), .anySequence]))
    }

    private func matches(_ pattern: TextPattern) -> Expr<Bool> {
        Expr<Bool>(pattern.hasNUL ? .compare(.equal, node, .bind(.invalid(.nulInText))) : .matches(node, pattern))
    }

    /// The number of Unicode scalars.
    ///
    /// ```swift
    /// let short = User.filter { $0.username.length < 8 }
    /// ```
    /// SQL (SQLite): `length(t0.username) < ?`
    /// SQL (PostgreSQL): `length(t0.username)::bigint < ?`
    public var length: Expr<T.Length> { Expr<T.Length>(.call(.length, [node])) }

    /// The text in lower case; databases only promise it for ASCII letters.
    ///
    /// ```swift
    /// let chiefs = Contact.filter { $0.title.lowercased == "chief" }
    /// ```
    /// SQL: `lower(t0.title) = ?`
    public var lowercased: Expr { Expr(.call(.lower, [node])) }

    /// The text in upper case; databases only promise it for ASCII letters.
    ///
    /// ```swift
    /// let shouted = User.query.values { $0.username.uppercased }
    /// ```
    /// SQL: `upper(t0.username)`
    public var uppercased: Expr { Expr(.call(.upper, [node])) }
}

extension Expr where T: TextColumn {
    /// The text without spaces at its ends.
    ///
    /// ```swift
    /// let trimmed = User.query.values { $0.username.trimmed }
    /// ```
    /// SQL: `trim(t0.username)`
    public var trimmed: Expr { Expr(.call(.trim, [node])) }

    /// The text with each occurrence of another one replaced. Case matters.
    ///
    /// ```swift
    /// let replaced = User.query.values { $0.username.replacing("b", with: "p") }
    /// ```
    /// SQL: `replace(t0.username, ?, ?)`
    public func replacing(_ text: String, with other: String) -> Expr {
        Expr(.call(.replace, [node, .bind(.text(text)), .bind(.text(other))]))
    }

    /// At most so many Unicode scalars from the beginning.
    ///
    /// ```swift
    /// let first = User.query.values { $0.username.prefix(1) }
    /// ```
    /// SQL (SQLite): `substr(t0.username, 1, ?)`
    /// SQL (PostgreSQL): `left(t0.username, ?::integer)`
    ///
    /// A number below 0 throws ``QueryError`` when the query is run, here and below.
    public func prefix(_ count: Int) -> Expr { Expr(.call(.prefix, [node, Self.length(count)])) }

    /// At most so many Unicode scalars from the end.
    ///
    /// ```swift
    /// let last = User.query.values { $0.username.suffix(2) }
    /// ```
    /// SQL (SQLite): `substr(t0.username, -?, ?)`
    /// SQL (PostgreSQL): `right(t0.username, ?::integer)`
    public func suffix(_ count: Int) -> Expr { Expr(.call(.suffix, [node, Self.length(count)])) }

    /// The text without so many Unicode scalars at its beginning.
    ///
    /// ```swift
    /// let rest = User.query.values { $0.username.dropFirst() }
    /// ```
    /// SQL (SQLite): `substr(t0.username, ? + 1)`
    /// SQL (PostgreSQL): `substr(t0.username, ?::integer + 1)`
    public func dropFirst(_ count: Int = 1) -> Expr { Expr(.call(.dropFirst, [node, Self.length(count)])) }

    /// Where a text stands in this one, from 1; 0 where it does not.
    ///
    /// ```swift
    /// let places = User.query.values { $0.username.position(of: "n") }
    /// ```
    /// SQL (SQLite): `instr(t0.username, ?)`
    /// SQL (PostgreSQL): `strpos(t0.username, ?)::bigint`
    public func position(of text: String) -> Expr<T.Length> { Expr<T.Length>(.call(.position, [node, .bind(.text(text))])) }

    /// The text as an integer.
    ///
    /// ```swift
    /// let large = Phone.filter { $0.number.integer > 1 }
    /// ```
    /// SQL (SQLite): `junction_to_integer(t0.number) > ?`
    /// SQL (PostgreSQL): `t0.number::bigint > ?`
    ///
    /// A text that is none throws ``DatabaseError``, here and below.
    public var integer: Expr<T.Length> { Expr<T.Length>(.call(.toInteger, [node])) }

    /// The text as a real number.
    ///
    /// ```swift
    /// let reals = Phone.query.values { $0.number.real }
    /// ```
    /// SQL (SQLite): `junction_to_real(t0.number)`
    /// SQL (PostgreSQL): `t0.number::double precision`
    public var real: Expr<T.RealNumber> { Expr<T.RealNumber>(.call(.toReal, [node])) }

    /// The text as a decimal.
    ///
    /// ```swift
    /// let decimals = Phone.query.values { $0.number.decimal }
    /// ```
    /// SQL (SQLite): `junction_to_decimal(t0.number)`
    /// SQL (PostgreSQL): `t0.number::numeric`
    public var decimal: Expr<T.ExactNumber> { Expr<T.ExactNumber>(.call(.toDecimal, [node])) }

    /// A text has no negative number of scalars, and none of so many.
    private static func length(_ count: Int) -> Node {
        .bind(count < 0 ? .invalid(.countTooSmall) : .integer(Int64(Swift.min(count, Int(Int32.max) - 1))))
    }
}

/// `String` and `String?`.
///
/// ```swift
/// let chiefs = Contact.filter { $0.title.hasPrefix("Ch") }
/// ```
public protocol TextColumn: ColumnValue {
    /// The type of the text's length: `Int`, or `Int?` where the text may be absent.
    associatedtype Length: ColumnValue
    /// The type of the text as a real number.
    associatedtype RealNumber: ColumnValue
    /// The type of the text as a decimal.
    associatedtype ExactNumber: ColumnValue
}

extension String: TextColumn {
    public typealias Length = Int
    public typealias RealNumber = Double
    public typealias ExactNumber = Decimal
}

extension Optional: TextColumn where Wrapped: TextColumn {
    public typealias Length = Wrapped.Length?
    public typealias RealNumber = Double?
    public typealias ExactNumber = Decimal?
}

extension Expr where T == String {
    /// Both texts, one after the other.
    ///
    /// ```swift
    /// let labels = Category.query.values { $0.name + "/" + ($0.code ?? "-") }
    /// ```
    /// SQL: `(t0.name || ? || coalesce(t0.code, ?))`
    public static func + (a: Expr, b: Expr) -> Expr { Expr(.concat(a.node, b.node)) }
    /// The same with a text after the expression.
    public static func + (a: Expr, b: String) -> Expr { Expr(.concat(a.node, .bind(.text(b)))) }
    /// The same with a text before the expression.
    public static func + (a: String, b: Expr) -> Expr { Expr(.concat(.bind(.text(a)), b.node)) }
}
