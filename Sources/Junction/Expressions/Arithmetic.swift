extension Expr where T: ColumnValue & Numeric {
    public static func + (a: Expr, b: T) -> Expr { Expr(.arithmetic(.add, a.node, .bind(b.columnValue))) }
    public static func + (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.add, a.node, b.node)) }
    public static func - (a: Expr, b: T) -> Expr { Expr(.arithmetic(.subtract, a.node, .bind(b.columnValue))) }
    public static func - (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.subtract, a.node, b.node)) }
    public static func * (a: Expr, b: T) -> Expr { Expr(.arithmetic(.multiply, a.node, .bind(b.columnValue))) }
    public static func * (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.multiply, a.node, b.node)) }
}

extension Expr {
    /// Arithmetic with a value that may be absent is absent where the value is.
    public static func + <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.add, a.node, .bind(b.columnValue)))
    }
    public static func - <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.subtract, a.node, .bind(b.columnValue)))
    }
    public static func * <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.multiply, a.node, .bind(b.columnValue)))
    }
}
