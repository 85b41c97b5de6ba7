public import Foundation

extension Expr where T: TextColumn {
    /// Whether the text matches a pattern: `%` is any sequence, `_` one character, `\` takes the next one literally. Case matters.
    ///
    /// SQL (SQLite): `name GLOB ?`
    public func like(_ pattern: String) -> Expr<Bool> { matches(TextPattern(like: pattern)) }

    /// Whether the text begins with exactly this.
    public func hasPrefix(_ text: String) -> Expr<Bool> { matches(TextPattern(parts: [.literal(text), .anySequence])) }

    /// Whether the text ends with exactly this.
    public func hasSuffix(_ text: String) -> Expr<Bool> { matches(TextPattern(parts: [.anySequence, .literal(text)])) }

    /// Whether the text has exactly this somewhere in it.
    public func includes(_ text: String) -> Expr<Bool> {
        matches(TextPattern(parts: [.anySequence, .literal(text), .anySequence]))
    }

    private func matches(_ pattern: TextPattern) -> Expr<Bool> {
        Expr<Bool>(pattern.hasNUL ? .compare(.equal, node, .bind(.invalid(.nulInText))) : .matches(node, pattern))
    }

    /// The number of Unicode scalars.
    ///
    /// SQL: `length(name)`
    public var length: Expr<T.Length> { Expr<T.Length>(.call(.length, [node])) }
    /// The text in lower case; databases only promise it for ASCII letters.
    public var lowercased: Expr { Expr(.call(.lower, [node])) }
    /// The text in upper case; databases only promise it for ASCII letters.
    public var uppercased: Expr { Expr(.call(.upper, [node])) }
}

extension Expr where T: TextColumn {
    /// The text without spaces at its ends.
    ///
    /// SQL: `trim(name)`
    public var trimmed: Expr { Expr(.call(.trim, [node])) }
    /// The text with each occurrence of another one replaced. Case matters.
    ///
    /// SQL: `replace(name, ?, ?)`
    public func replacing(_ text: String, with other: String) -> Expr {
        Expr(.call(.replace, [node, .bind(.text(text)), .bind(.text(other))]))
    }
    /// At most so many Unicode scalars from the beginning.
    ///
    /// SQL (SQLite): `substr(name, 1, ?)`
    public func prefix(_ count: Int) -> Expr { Expr(.call(.prefix, [node, Self.length(count)])) }
    /// At most so many Unicode scalars from the end.
    ///
    /// SQL (PostgreSQL): `right(name, ?)`
    public func suffix(_ count: Int) -> Expr { Expr(.call(.suffix, [node, Self.length(count)])) }
    /// The text without so many Unicode scalars at its beginning.
    ///
    /// SQL (SQLite): `substr(name, ? + 1)`
    public func dropFirst(_ count: Int = 1) -> Expr { Expr(.call(.dropFirst, [node, Self.length(count)])) }
    /// Where a text stands in this one, from 1; 0 where it does not.
    ///
    /// SQL (SQLite): `instr(name, ?)`
    public func position(of text: String) -> Expr<T.Length> { Expr<T.Length>(.call(.position, [node, .bind(.text(text))])) }

    /// The text as an integer; one that is none is an error.
    ///
    /// SQL (PostgreSQL): `code::bigint`
    public var integer: Expr<T.Length> { Expr<T.Length>(.call(.toInteger, [node])) }
    /// The text as a real number; one that is none is an error.
    ///
    /// SQL (PostgreSQL): `code::double precision`
    public var real: Expr<T.RealNumber> { Expr<T.RealNumber>(.call(.toReal, [node])) }
    /// The text as a decimal; one that is none is an error.
    ///
    /// SQL (PostgreSQL): `code::numeric`
    public var decimal: Expr<T.ExactNumber> { Expr<T.ExactNumber>(.call(.toDecimal, [node])) }

    /// A text has no negative number of scalars, and none of so many.
    private static func length(_ count: Int) -> Node {
        .bind(count < 0 ? .invalid(.integerOutOfRange) : .integer(Int64(Swift.min(count, Int(Int32.max) - 1))))
    }
}

/// `String` and `String?`.
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
    /// SQL: `code || ' ' || summary`
    public static func + (a: Expr, b: Expr) -> Expr { Expr(.concat(a.node, b.node)) }
    /// The same with a text after the expression.
    public static func + (a: Expr, b: String) -> Expr { Expr(.concat(a.node, .bind(.text(b)))) }
    /// The same with a text before the expression.
    public static func + (a: String, b: Expr) -> Expr { Expr(.concat(.bind(.text(a)), b.node)) }
}
