// Overloads by the number of parts, and no parameter pack: of a pack, the compiler cannot tell the type of two parts before it has read
// both closures, so that `Contact.with { … }.with { … }.all(on: db).count` would not compile.

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

    /// The same for the sixth part.
    public func with<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, D, E, F, P.Loaded)> where Output == (A, B, C, D, E, F) { bringing(part(fields)._prefetch()) }
    /// The same for the sixth part.
    public func annotate<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, D, E, F, T)> where Output == (A, B, C, D, E, F) { bringing(ValueBeside(value: value(fields))._prefetch()) }

    /// The same for the seventh part.
    public func with<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, D, E, F, G, P.Loaded)> where Output == (A, B, C, D, E, F, G) { bringing(part(fields)._prefetch()) }
    /// The same for the seventh part.
    public func annotate<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable, T: ColumnValue>(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, D, E, F, G, T)> where Output == (A, B, C, D, E, F, G) {
        bringing(ValueBeside(value: value(fields))._prefetch())
    }

    /// The same for the eighth part.
    public func with<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable, H: Sendable, P: Prefetch>(
        _ part: (Root.Fields) -> P
    ) -> Query<Root, (A, B, C, D, E, F, G, H, P.Loaded)> where Output == (A, B, C, D, E, F, G, H) { bringing(part(fields)._prefetch()) }
    /// The same for the eighth part.
    public func annotate<
        A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable, H: Sendable, T: ColumnValue
    >(
        _ value: (Root.Fields) -> Expr<T>
    ) -> Query<Root, (A, B, C, D, E, F, G, H, T)> where Output == (A, B, C, D, E, F, G, H) {
        bringing(ValueBeside(value: value(fields))._prefetch())
    }
}
