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

/// `String` and `String?`.
public protocol TextColumn: ColumnValue {
    /// The type of the text's length: `Int`, or `Int?` where the text may be absent.
    associatedtype Length: ColumnValue
}

extension String: TextColumn {
    public typealias Length = Int
}

extension Optional: TextColumn where Wrapped: TextColumn {
    public typealias Length = Wrapped.Length?
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
