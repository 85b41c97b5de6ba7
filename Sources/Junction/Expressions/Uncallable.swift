/// What nobody has, for overloads that nobody can call.
///
/// They are there for the compiler's messages alone: unavailable, they take more than the real ones, or what has a mistake in it. The
/// compiler passes over them as long as an expression is right. Where there is a mistake in it, the real ones would leave it to report besides
/// that it could not infer this or that type; these leave nothing to infer. Each stands before the real ones: it is the last that the
/// compiler explains a mismatch with.
public struct Uncallable: ExpressibleByNilLiteral {
    /// For `== nil` behind a mistake.
    public init(nilLiteral: ()) {}

    /// The result of what the compiler refuses to call.
    static func value<T>() -> T { fatalError("the compiler refuses every call of this") }
}
