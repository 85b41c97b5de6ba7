// Trees and graphs: what is reached over a relation of a model with itself, however many steps it takes.

extension Query where Output == Root {
    /// Everything that is reached from these rows over a relation, in any number of steps. Circles end.
    ///
    /// ```swift
    /// let everyone = try await ann.closure(of: \.follows).order { $0.title }.all(on: db)
    /// let below = Category.filter { $0.name == "HR" }.closure(of: \.children)
    /// ```
    /// SQL: `… JOIN (WITH RECURSIVE r (c0, c1) AS (SELECT … UNION SELECT …) SELECT c0, min(c1) … GROUP BY c0) AS t1 ON t0.id = t1.c0`
    ///
    /// Soft-deleted rows and links lead nowhere. The rows where it begins are not part of the result.
    public func closure<Path: ToManyPath>(of path: KeyPath<Root.Fields, Path>) -> Query<Root, Root> where Path.Root == Root {
        reached(fields[keyPath: path]).0
    }

    /// The same in so many steps at most, each row with the least number of steps that lead to it; nearest first.
    ///
    /// ```swift
    /// let near: [(Contact, Int)] = try await ann.closure(of: \.follows, maxDepth: 3).all(on: db)
    /// ```
    public func closure<Path: ToManyPath>(
        of path: KeyPath<Root.Fields, Path>, maxDepth: Int
    ) -> Query<Root, (Root, Int)> where Path.Root == Root {
        withDepth(reached(fields[keyPath: path], maxDepth))
    }

    /// Every row that a foreign key leads to, step by step: the ancestors in a tree.
    ///
    /// ```swift
    /// let above = try await category.closure(of: \.parent).all(on: db)
    /// ```
    public func closure<Path: OptionalPath>(of path: KeyPath<Root.Fields, Path>) -> Query<Root, Root> where Path.Target == Root.Fields {
        reached(.toOne(fields[keyPath: path]._path), nil).0
    }

    /// The same in so many steps at most, with the number of steps; nearest first.
    public func closure<Path: OptionalPath>(
        of path: KeyPath<Root.Fields, Path>, maxDepth: Int
    ) -> Query<Root, (Root, Int)> where Path.Target == Root.Fields {
        withDepth(reached(.toOne(fields[keyPath: path]._path), maxDepth))
    }

    private func reached<Path: ToManyPath>(_ path: Path, _ maxDepth: Int? = nil) -> (Query<Root, Root>, Expr<Int>) {
        reached(.toMany(path._selection.value.onlyRows()), maxDepth)
    }

    private func reached(_ step: Selection.Reach.Step, _ maxDepth: Int?) -> (Query<Root, Root>, Expr<Int>) {
        var start = selection.keys
        start.commonName = nil
        let reach = Selection.Reach(from: start, by: step, maxDepth: maxDepth.map { Swift.max(0, $0) })
        var rows = Selection { Root.table }
        rows.reach = reach
        return (Query(rows, .models), Expr(.output(reach.scope, Root.table.primaryKey.count)))
    }

    private func withDepth(_ reached: (Query<Root, Root>, Expr<Int>)) -> Query<Root, (Root, Int)> {
        let (query, depth) = reached
        return query.order { [depth, $0.id] }.annotate { _ in depth }
    }
}

extension Model {
    /// Everything that is reached from this row over a relation; see ``Query/closure(of:)``.
    public func closure<Path: ToManyPath>(of path: KeyPath<Fields, Path>) -> Query<Self, Self> where Path.Root == Self {
        row(.live).closure(of: path)
    }
    /// The same in so many steps at most, with the number of steps; nearest first.
    public func closure<Path: ToManyPath>(
        of path: KeyPath<Fields, Path>, maxDepth: Int
    ) -> Query<Self, (Self, Int)> where Path.Root == Self { row(.live).closure(of: path, maxDepth: maxDepth) }
    /// Every row that a foreign key leads to from this one, step by step.
    public func closure<Path: OptionalPath>(of path: KeyPath<Fields, Path>) -> Query<Self, Self> where Path.Target == Fields {
        row(.live).closure(of: path)
    }
    /// The same in so many steps at most, with the number of steps; nearest first.
    public func closure<Path: OptionalPath>(
        of path: KeyPath<Fields, Path>, maxDepth: Int
    ) -> Query<Self, (Self, Int)> where Path.Target == Fields { row(.live).closure(of: path, maxDepth: maxDepth) }
}
