// Overloads by the number of parts: of a parameter pack alone, the compiler cannot tell the type of two parts before it has read both
// closures, so that `Contact.with { … }.with { … }.all(on: db).count` would not compile.

extension Query where Output == Root {
    /// The same for the first part.
    public func with<P: Prefetch>(_ part: (Root.Fields) -> P) -> Query<Root, (Root, P.Loaded)> { bringing(part(fields)._prefetch()) }

    /// The same for the first part.
    public func annotate<T: ColumnValue>(_ value: (Root.Fields) -> Expr<T>) -> Query<Root, (Root, T)> {
        bringing(ValueBeside(value: value(fields))._prefetch())
    }
}

extension Query {
    /// The same for the second part.
    public func with<A: Sendable, B: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, P.Loaded)> where Output == (A, B) { bringing(part(fields)._prefetch()) }

    /// The same for the second part.
    public func annotate<A: Sendable, B: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, T)> where Output == (A, B) { bringing(ValueBeside(value: value(fields))._prefetch()) }

    /// The same for the third part.
    public func with<A: Sendable, B: Sendable, C: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, P.Loaded)> where Output == (A, B, C) { bringing(part(fields)._prefetch()) }

    /// The same for the third part.
    public func annotate<A: Sendable, B: Sendable, C: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, T)> where Output == (A, B, C) { bringing(ValueBeside(value: value(fields))._prefetch()) }

    /// The same for the fourth part.
    public func with<A: Sendable, B: Sendable, C: Sendable, D: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, D, P.Loaded)> where Output == (A, B, C, D) { bringing(part(fields)._prefetch()) }

    /// The same for the fourth part.
    public func annotate<A: Sendable, B: Sendable, C: Sendable, D: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, D, T)> where Output == (A, B, C, D) { bringing(ValueBeside(value: value(fields))._prefetch()) }

    /// The same for the fifth part.
    public func with<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, D, E, P.Loaded)> where Output == (A, B, C, D, E) { bringing(part(fields)._prefetch()) }

    /// The same for the fifth part.
    public func annotate<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, D, E, T)> where Output == (A, B, C, D, E) { bringing(ValueBeside(value: value(fields))._prefetch()) }
}
