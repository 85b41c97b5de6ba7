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
