// Trees and graphs: what is reached over a relation of a model with itself, however many steps it takes.

/// More steps than any tree or graph needs that people look at.
private let greatestDepth = 10_000

extension Query where Output == Root {
    /// Everything that is reached from these rows over a relation, in any number of steps. Circles end.
    ///
    /// ```swift
    /// let below = try await Category.filter { $0.name == "HR" }.closure(of: \.children).all(on: db)
    /// ```
    /// SQL: `… FROM category AS t0 JOIN (WITH RECURSIVE … UNION SELECT t2.id, 1 FROM category AS t2 JOIN …) AS t3 ON t0.id = t3.c0`
    ///
    /// Soft-deleted rows and links lead nowhere. The rows where it begins are not part of the result.
    public func closure<Path: ToManyPath>(of path: KeyPath<Root.Fields, Path>) -> Query<Root, Root> where Path.Root == Root {
        reached(fields[keyPath: path]).0
    }

    /// The same in so many steps at most, each row with the least number of steps that lead to it; nearest first.
    ///
    /// ```swift
    /// let levels: [(Category, Int)] = try await Category.filter { $0.name == "HR" }.closure(of: \.children, maxDepth: 2).all(on: db)
    /// ```
    /// SQL: `SELECT …, t3.c1 FROM category AS t0 JOIN (WITH RECURSIVE …) AS t3 ON t0.id = t3.c0 ORDER BY t3.c1 NULLS LAST, t0.id`
    ///
    /// More than 10 000 steps throw ``QueryError`` when the query is run: circles are gone around as often as that.
    public func closure<Path: ToManyPath>(
        of path: KeyPath<Root.Fields, Path>, maxDepth: Int
    ) -> Query<Root, (Root, Int)> where Path.Root == Root {
        withDepth(reached(fields[keyPath: path], maxDepth))
    }

    /// Every row that a foreign key leads to, step by step: the ancestors in a tree.
    ///
    /// ```swift
    /// let managers = try await Contact.filter { $0.credit < 0 }.closure(of: \.manager).all(on: db)
    /// ```
    /// SQL: `… AS (… UNION SELECT t3.id, 1 FROM contact AS t2 JOIN contact AS t3 ON t3.id = t2.manager_id JOIN …) … ON t0.id = t4.c0 …`
    public func closure<Path: OptionalPath>(of path: KeyPath<Root.Fields, Path>) -> Query<Root, Root> where Path.Target == Root.Fields {
        reached(.toOne(fields[keyPath: path]._path), nil).0
    }

    /// The same in so many steps at most, with the number of steps; nearest first.
    ///
    /// ```swift
    /// let nearest: [(Contact, Int)] = try await Contact.filter { $0.credit < 0 }.closure(of: \.manager, maxDepth: 2).all(on: db)
    /// ```
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
        // A circle is gone around as often as that.
        if let maxDepth, maxDepth > greatestDepth { rows = rows.refused(.depthTooLarge) }
        return (Query(rows, .models), Expr(.output(reach.scope, Root.table.primaryKey.count)))
    }

    private func withDepth(_ reached: (Query<Root, Root>, Expr<Int>)) -> Query<Root, (Root, Int)> {
        let (query, depth) = reached
        return query.order { [depth, $0.id] }.annotate { _ in depth }
    }
}

extension Model {
    /// Everything that is reached from this row over a relation, as long as the row is live; see `closure(of:)`.
    ///
    /// ```swift
    /// let everyone = try await bob.closure(of: \.follows).order { $0.title }.all(on: db)
    /// ```
    /// SQL: `… (SELECT t1.id FROM contact AS t1 WHERE t1.id = ?) … UNION SELECT t2.followed_id, 1 FROM following AS t2 JOIN …`
    public func closure<Path: ToManyPath>(of path: KeyPath<Fields, Path>) -> Query<Self, Self> where Path.Root == Self {
        row(.live).closure(of: path)
    }
    /// The same in so many steps at most, with the number of steps; nearest first.
    ///
    /// ```swift
    /// let near: [(Contact, Int)] = try await bob.closure(of: \.follows, maxDepth: 3).all(on: db)
    /// ```
    public func closure<Path: ToManyPath>(
        of path: KeyPath<Fields, Path>, maxDepth: Int
    ) -> Query<Self, (Self, Int)> where Path.Root == Self { row(.live).closure(of: path, maxDepth: maxDepth) }
    /// Every row that a foreign key leads to from this one, step by step.
    ///
    /// ```swift
    /// let above = try await it.closure(of: \.parent).all(on: db)
    /// ```
    /// SQL: `… (SELECT t1.id FROM category AS t1 WHERE t1.id = ?) … JOIN category AS t3 ON t3.id = t2.parent_id JOIN …`
    public func closure<Path: OptionalPath>(of path: KeyPath<Fields, Path>) -> Query<Self, Self> where Path.Target == Fields {
        row(.live).closure(of: path)
    }
    /// The same in so many steps at most, with the number of steps; nearest first.
    ///
    /// ```swift
    /// let levels: [(Category, Int)] = try await it.closure(of: \.parent, maxDepth: 2).all(on: db)
    /// ```
    public func closure<Path: OptionalPath>(
        of path: KeyPath<Fields, Path>, maxDepth: Int
    ) -> Query<Self, (Self, Int)> where Path.Target == Fields { row(.live).closure(of: path, maxDepth: maxDepth) }
}
