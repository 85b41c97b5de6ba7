/// Integer overflow is an error, and decimals are exact, or an error where the database cannot keep the result.
extension Expr where T: ColumnValue & Numeric {
    /// The sum. Decimals are exact.
    ///
    /// ```swift
    /// try await Tag.query.update(on: db) { new, old in new.uses = old.uses + 1 }
    /// ```
    /// SQL (SQLite): `SET uses = junction_add_integer(t0.uses, ?)`
    /// SQL (PostgreSQL): `(t0.uses::bigint + ?)`
    ///
    /// What is too large for an integer or a real number, or has more digits than a database keeps of a decimal, throws ``DatabaseError``
    /// (``DatabaseError/Kind/arithmetic``), here and in the operators below.
    public static func + (a: Expr, b: T) -> Expr { Expr(.arithmetic(.add, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func + (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.add, T.columnType, a.node, b.node)) }

    /// The difference.
    ///
    /// ```swift
    /// let lowered = Contact.query.values { $0.credit - 10 }
    /// ```
    /// SQL (SQLite): `junction_subtract_decimal(t0.credit, ?)`
    /// SQL (PostgreSQL): `(t0.credit - ?)`
    public static func - (a: Expr, b: T) -> Expr { Expr(.arithmetic(.subtract, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func - (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.subtract, T.columnType, a.node, b.node)) }

    /// The product.
    ///
    /// ```swift
    /// let doubled = Contact.query.values { $0.credit * 2 }
    /// ```
    /// SQL (SQLite): `junction_multiply_decimal(t0.credit, ?)`
    /// SQL (PostgreSQL): `(t0.credit * ?)`
    public static func * (a: Expr, b: T) -> Expr { Expr(.arithmetic(.multiply, T.columnType, a.node, .bind(b.columnValue))) }
    /// The same with another expression.
    public static func * (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.multiply, T.columnType, a.node, b.node)) }
}

extension Expr {
    /// The sum; absent where the value is.
    ///
    /// ```swift
    /// let raised = Reminder.query.values { $0.stars + 1 }  // [Int?]
    /// ```
    /// SQL (SQLite): `junction_add_integer(t0.stars, ?)`
    /// SQL (PostgreSQL): `(t0.stars::bigint + ?)`
    public static func + <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.add, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }

    /// The difference; absent where the value is.
    ///
    /// ```swift
    /// let lowered = Reminder.query.values { $0.stars - 1 }
    /// ```
    /// SQL (SQLite): `junction_subtract_integer(t0.stars, ?)`
    /// SQL (PostgreSQL): `(t0.stars::bigint - ?)`
    public static func - <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.subtract, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }

    /// The product; absent where the value is.
    ///
    /// ```swift
    /// let doubled = Reminder.query.values { $0.stars * 2 }
    /// ```
    /// SQL (SQLite): `junction_multiply_integer(t0.stars, ?)`
    /// SQL (PostgreSQL): `(t0.stars::bigint * ?)`
    public static func * <Wrapped: ColumnValue & Numeric>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.multiply, Wrapped.columnType, a.node, .bind(b.columnValue)))
    }
}

extension Expr where T: ColumnValue & BinaryInteger {
    /// The quotient towards zero, as Swift has it.
    ///
    /// ```swift
    /// let halves = Tag.query.values { $0.uses / 2 }
    /// ```
    /// SQL (SQLite): `junction_divide_integer(t0.uses, ?)`
    /// SQL (PostgreSQL): `(t0.uses::bigint / ?)`
    ///
    /// Division by zero throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``), here and below.
    public static func / (a: Expr, b: T) -> Expr { a / Expr(b) }
    /// The same with another expression.
    public static func / (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.divide, .integer, a.node, b.node)) }

    /// What remains of the division, with the sign of the dividend.
    ///
    /// ```swift
    /// let odd = Tag.filter { $0.uses % 2 == 1 }
    /// ```
    /// SQL (SQLite): `junction_remainder_integer(t0.uses, ?) = ?`
    /// SQL (PostgreSQL): `(t0.uses::bigint % ?) = ?`
    public static func % (a: Expr, b: T) -> Expr { a % Expr(b) }
    /// The same with another expression.
    public static func % (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.remainder, .integer, a.node, b.node)) }
}

extension Expr where T: ColumnValue & BinaryFloatingPoint {
    /// The quotient. That of decimals is `divided(by:places:)`.
    ///
    /// ```swift
    /// let minutes = Song.query.values { $0.seconds / 60 }
    /// ```
    /// SQL (SQLite): `junction_divide_real(t0.seconds, ?)`
    /// SQL (PostgreSQL): `(t0.seconds / ?)`
    public static func / (a: Expr, b: T) -> Expr { a / Expr(b) }
    /// The same with another expression.
    public static func / (a: Expr, b: Expr) -> Expr { Expr(.arithmetic(.divide, .real, a.node, b.node)) }
}

extension Expr where T: ColumnValue & SignedNumeric {
    /// The number with the other sign.
    ///
    /// ```swift
    /// let opposites = Contact.query.values { -$0.credit }
    /// ```
    /// SQL (SQLite): `junction_subtract_decimal(?, t0.credit)`
    /// SQL (PostgreSQL): `(? - t0.credit)`
    public static prefix func - (a: Expr) -> Expr { Expr(0) - a }
}

extension Expr {
    /// The sum; absent where either value is.
    ///
    /// ```swift
    /// let totals = Reminder.query.values { $0.fee + $0.contact.manager.credit }  // [Decimal?]
    /// ```
    /// SQL (SQLite): `junction_add_decimal(t0.fee, t2.credit)`
    /// SQL (PostgreSQL): `(t0.fee + t2.credit)`
    public static func + <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.add, Wrapped.columnType, a.node, b.node))
    }

    /// The difference; absent where either value is.
    ///
    /// ```swift
    /// let changes = Reminder.query.values { $0.fee - $0.contact.credit.optional }
    /// ```
    /// SQL (SQLite): `junction_subtract_decimal(t0.fee, t1.credit)`
    /// SQL (PostgreSQL): `(t0.fee - t1.credit)`
    public static func - <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.subtract, Wrapped.columnType, a.node, b.node))
    }

    /// The product; absent where either value is.
    ///
    /// ```swift
    /// let costs = Reminder.query.values { $0.fee * $0.stars.decimal }
    /// ```
    /// SQL (SQLite): `junction_multiply_decimal(t0.fee, junction_to_decimal(t0.stars))`
    /// SQL (PostgreSQL): `(t0.fee * t0.stars::numeric)`
    public static func * <Wrapped: ColumnValue & Numeric>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.multiply, Wrapped.columnType, a.node, b.node))
    }

    /// The quotient towards zero; absent where the value is.
    ///
    /// ```swift
    /// let halves = Reminder.query.values { $0.stars / 2 }
    /// ```
    /// SQL (SQLite): `junction_divide_integer(t0.stars, ?)`
    /// SQL (PostgreSQL): `(t0.stars::bigint / ?)`
    public static func / <Wrapped: ColumnValue & BinaryInteger>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .integer, a.node, .bind(b.columnValue)))
    }

    /// What remains of the division; absent where the value is.
    ///
    /// ```swift
    /// let rests = Reminder.query.values { $0.stars % 2 }
    /// ```
    /// SQL (SQLite): `junction_remainder_integer(t0.stars, ?)`
    /// SQL (PostgreSQL): `(t0.stars::bigint % ?)`
    public static func % <Wrapped: ColumnValue & BinaryInteger>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.remainder, .integer, a.node, .bind(b.columnValue)))
    }

    /// The quotient of real numbers; absent where the value is.
    ///
    /// ```swift
    /// let days = Reminder.query.values { $0.hours / 24 }
    /// ```
    /// SQL (SQLite): `junction_divide_real(t0.hours, ?)`
    /// SQL (PostgreSQL): `(t0.hours / ?)`
    public static func / <Wrapped: ColumnValue & BinaryFloatingPoint>(a: Expr, b: Wrapped) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .real, a.node, .bind(b.columnValue)))
    }

    /// The quotient of two real numbers; absent where either is.
    ///
    /// ```swift
    /// let rates = Reminder.query.values { $0.fee.real / $0.hours }
    /// ```
    /// SQL (SQLite): `junction_divide_real(junction_to_real(t0.fee), t0.hours)`
    /// SQL (PostgreSQL): `(t0.fee::double precision / t0.hours)`
    public static func / <Wrapped: ColumnValue & BinaryFloatingPoint>(a: Expr, b: Expr) -> Expr where T == Wrapped? {
        Expr(.arithmetic(.divide, .real, a.node, b.node))
    }
}
