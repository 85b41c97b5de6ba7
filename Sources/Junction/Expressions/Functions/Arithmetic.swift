/// Integer overflow is an error, and decimals are exact, or an error where the database cannot keep the result.
extension Expr where T: ColumnValue & Numeric {
    /// The sum: `new.visits = old.visits + 1`.
    public static func + (a: Expr, b: T) -> Expr { Expr(.arithmetic(.add, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func + (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.add, T.columnType, a.node, b.node)) }
    /// The difference.
    public static func - (a: Expr, b: T) -> Expr { Expr(.arithmetic(.subtract, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func - (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.subtract, T.columnType, a.node, b.node)) }
    /// The product.
    public static func * (a: Expr, b: T) -> Expr { Expr(.arithmetic(.multiply, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func * (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.multiply, T.columnType, a.node, b.node)) }
}

extension Expr {
    /// Arithmetic with a value that may be absent is absent where the value is.
    public static func + <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.add, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }
    /// The difference; absent where the value is.
    public static func - <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.subtract, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }
    /// The product; absent where the value is.
    public static func * <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.multiply, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }
}

extension Expr where T: ColumnValue & BinaryInteger {
    /// The quotient towards zero, as Swift has it; division by zero is an error.
    ///
    /// SQL (PostgreSQL): `stock / ?`
    public static func / (a: Expr, b: T) -> Expr { a / Expr(b) }
    /// The same with another expression.
    public static func / (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.divide, .integer, a.node, b.node)) }
    /// What remains of the division, with the sign of the dividend.
    ///
    /// SQL (PostgreSQL): `stock % ?`
    public static func % (a: Expr, b: T) -> Expr { a % Expr(b) }
    /// The same with another expression.
    public static func % (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.remainder, .integer, a.node, b.node)) }
}

extension Expr where T: ColumnValue & BinaryFloatingPoint {
    /// The quotient; division by zero and overflow are errors. That of decimals is ``Expr/divided(by:places:)``.
    ///
    /// SQL (PostgreSQL): `weight / ?`
    public static func / (a: Expr, b: T) -> Expr { a / Expr(b) }
    /// The same with another expression.
    public static func / (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.divide, .real, a.node, b.node)) }
}

extension Expr where T: ColumnValue & SignedNumeric {
    /// The number with the other sign.
    ///
    /// SQL (PostgreSQL): `(0 - balance)`
    public static prefix func - (a: Expr) -> Expr { Expr(0) - a }
}

extension Expr {
    /// The sum; absent where either value is.
    public static func + <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.add, Wrapped.columnType, a.node, b.node))
    }
    /// The difference; absent where either value is.
    public static func - <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.subtract, Wrapped.columnType, a.node, b.node))
    }
    /// The product; absent where either value is.
    public static func * <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.multiply, Wrapped.columnType, a.node, b.node))
    }
    /// The quotient towards zero; absent where the value is.
    public static func / <Wrapped: ColumnValue & BinaryInteger>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .integer, a.node, .bind(b.columnValue)))
    }
    /// What remains of the division; absent where the value is.
    public static func % <Wrapped: ColumnValue & BinaryInteger>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.remainder, .integer, a.node, .bind(b.columnValue)))
    }
    /// The quotient; absent where the value is.
    public static func / <Wrapped: ColumnValue & BinaryFloatingPoint>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .real, a.node, .bind(b.columnValue)))
    }
    /// The quotient of two real numbers; absent where either is.
    public static func / <Wrapped: ColumnValue & BinaryFloatingPoint>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .real, a.node, b.node))
    }
}
