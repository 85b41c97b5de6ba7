/// What a driver fills in once: how a row is stepped and its columns read, as plain C functions. Only drivers need it.
///
/// Each takes the driver's own state and a column number. A row is this table and that state, so a column costs one indirect call,
/// and the loop over rows is compiled in the model's own module (measured: within 2 % of code written by hand for one database).
public struct RowTable: Sendable {
    /// What the driver's functions get: a pointer to whatever it needs.
    public typealias State = OpaquePointer
    /// Goes on to the next row, and answers ``row`` or ``end``, or anything else for a failure.
    public typealias Next = @Sendable @convention(c) (State?) -> Int32
    /// Answers whether a column is NULL.
    public typealias Test = @Sendable @convention(c) (State?, Int32) -> Bool
    /// Writes an integer, and answers as ``found`` says.
    public typealias Integer = @Sendable @convention(c) (State?, Int32, UnsafeMutablePointer<Int64>) -> Int32
    /// Writes a real number.
    public typealias Real = @Sendable @convention(c) (State?, Int32, UnsafeMutablePointer<Double>) -> Int32
    /// Writes where bytes begin, which stay there until the next step, and how many there are.
    public typealias Text =
        @Sendable @convention(c) (State?, Int32, UnsafeMutablePointer<UnsafePointer<UInt8>?>, UnsafeMutablePointer<Int>) -> Int32
    /// Answers the name of a column; nil after the last.
    public typealias Name = @Sendable @convention(c) (State?, Int32) -> UnsafePointer<CChar>?
    /// Writes a value of some bytes: a UUID, a `Decimal`.
    public typealias Raw = @Sendable @convention(c) (State?, Int32, UnsafeMutableRawPointer) -> Int32

    /// What `Next` answers when there is a row; 0 at the end, anything else is a failure.
    @inlinable public static var row: Int32 { 1 }
    /// What `Next` answers after the last row.
    @inlinable public static var end: Int32 { 0 }
    /// What the functions of columns answer where the column is NULL.
    @inlinable public static var null: Int32 { 0 }
    /// What they answer where the column holds a value of the type asked for, which was written.
    @inlinable public static var found: Int32 { 1 }
    /// What they answer where the column holds something else.
    @inlinable public static var mismatch: Int32 { 2 }

    @usableFromInline let next: Next
    @usableFromInline let isNull: Test
    @usableFromInline let integer: Integer
    @usableFromInline let bool: Integer
    /// Microseconds since 1970.
    @usableFromInline let moment: Integer
    /// Year * 10 000 + month * 100 + day.
    @usableFromInline let day: Integer
    @usableFromInline let real: Real
    @usableFromInline let text: Text
    @usableFromInline let bytes: Text
    /// Writes the 16 bytes of a UUID.
    @usableFromInline let uuid: Raw
    /// Writes a `Decimal`.
    @usableFromInline let decimal: Raw
    /// Which ``ColumnType`` the column holds, for messages; writes an index into `ColumnType.allCases`.
    @usableFromInline let kind: Integer
    /// The name of a column; nil after the last.
    let name: Name

    /// A driver's functions.
    ///
    /// - Parameters:
    ///   - moment: microseconds since 1970.
    ///   - day: year * 10 000 + month * 100 + day.
    ///   - kind: which ``ColumnType`` the column holds, as an index into `allCases`; for messages.
    public init(
        next: Next, isNull: Test, integer: Integer, bool: Integer, moment: Integer, day: Integer, real: Real, text: Text, bytes: Text,
        uuid: Raw, decimal: Raw, kind: Integer, name: Name
    ) {
        self.next = next
        self.isNull = isNull
        self.integer = integer
        self.bool = bool
        self.moment = moment
        self.day = day
        self.real = real
        self.text = text
        self.bytes = bytes
        self.uuid = uuid
        self.decimal = decimal
        self.kind = kind
        self.name = name
    }
}
