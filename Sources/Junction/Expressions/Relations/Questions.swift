/// What can be asked of a to-many relation, refined or not, and of a query inside another. The answer is about each row once: there are no
/// duplicates to remove.
///
/// ```swift
/// let busy = Contact.filter { $0.departments.count > 1 }
/// ```
/// SQL: `(SELECT count(*) FROM contact_department AS t1 WHERE t1.contact_id = t0.id AND t1.deleted IS NULL) > ?`
///
/// Only live rows over live links are meant, unless the relation was refined by `includingDeleted` and the like. A question to what has a
/// limit throws ``QueryError`` when the query is run.
public protocol ToManyQuestions: Sendable {
    associatedtype Root: Model
    var _selection: _Selection { get }
}

extension ToManyQuestions {
    var selection: Selection { _selection.value }
    /// What the questions are about: order and parts do not matter to them.
    var rows: Selection {
        let selection = selection
        let isPart = selection.isPage || selection.isDistinct || !selection.distinctOn.isEmpty
        return selection.via == nil && (isPart || selection.groups != nil) ? selection.refused(.pageInQuestion) : selection.onlyRows()
    }
    var fields: Root.Fields { Root.Fields(_path: selection.path) }
    var key: Node { selection.path.node(Root.table.primaryKey) }

    func having(_ condition: Node) -> Selection {
        var copy = rows
        copy.filters.append(condition)
        return copy
    }

    /// Whether a row fulfils the condition. Two conditions on one row go in one `any`.
    ///
    /// ```swift
    /// let staff = Contact.filter { $0.departments.any { $0.name == "HR" } }
    /// ```
    /// SQL: `t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 JOIN category AS t2 … WHERE t1.deleted IS NULL AND t2.name = ?)`
    public func any(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> { Expr<Bool>(.any(having(condition(fields).node))) }

    /// Whether every row fulfils the condition; true where there is no row. An unknown answer (NULL) is no.
    ///
    /// ```swift
    /// let offices = Contact.filter { $0.phones.all { $0.kind == "work" } }
    /// ```
    /// SQL: `NOT (EXISTS (SELECT 1 FROM phone AS t1 WHERE t1.contact_id = t0.id AND NOT (coalesce(t1.kind = ?, ?))))`
    public func all(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.not(.any(having(.not(.coalesce(condition(fields).node, .no))))))
    }

    /// Whether no row fulfils the condition; true where there is no row.
    ///
    /// ```swift
    /// let others = Contact.filter { $0.departments.none { $0.name == "HR" } }
    /// ```
    /// SQL: `NOT (t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 … WHERE t1.deleted IS NULL AND t2.name = ?))`
    public func none(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> { !any(condition) }

    /// Whether there is a row.
    ///
    /// ```swift
    /// let busy = Contact.filter { $0.departments.exists }
    /// ```
    /// SQL: `EXISTS (SELECT 1 FROM contact_department AS t1 WHERE t1.contact_id = t0.id AND t1.deleted IS NULL)`
    public var exists: Expr<Bool> { Expr<Bool>(.any(rows)) }

    /// Whether there is no row.
    ///
    /// ```swift
    /// let free = Contact.filter { $0.departments.isEmpty }
    /// ```
    /// SQL: `NOT (EXISTS (SELECT 1 FROM contact_department AS t1 WHERE t1.contact_id = t0.id AND t1.deleted IS NULL))`
    public var isEmpty: Expr<Bool> { Expr<Bool>(.not(.any(rows))) }

    /// Whether the row is among them.
    ///
    /// ```swift
    /// let staff = Contact.filter { $0.departments.contains(hr) }
    /// ```
    /// SQL: `t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 WHERE t1.deleted IS NULL AND t1.category_id = ?)`
    ///
    /// A row that was never inserted throws ``QueryError`` when the query is run, here and in the questions below.
    public func contains(_ target: Root) -> Expr<Bool> { contains(target.id) }
    /// The same by key.
    public func contains(_ key: Key<Root>) -> Expr<Bool> {
        Expr<Bool>(.any(having(.compare(.equal, self.key, .bind(key.columnValue)))))
    }

    /// Whether the row that an expression is the key of is among them.
    ///
    /// ```swift
    /// let fans = Contact.filter { $0.follows.contains($0.managerID ?? $0.id) }
    /// ```
    /// SQL: `EXISTS (SELECT 1 FROM following AS t1 WHERE t1.follower_id = t0.id AND t1.followed_id = coalesce(t0.manager_id, t0.id))`
    public func contains(_ key: Expr<Key<Root>>) -> Expr<Bool> { Expr<Bool>(.any(having(.compare(.equal, self.key, key.node)))) }

    /// Whether at least one of these is among them. Of an empty list: false.
    ///
    /// ```swift
    /// let either = Contact.filter { $0.departments.contains(anyOf: [hr, it]) }
    /// ```
    /// SQL: `t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 WHERE … AND t1.category_id IN (SELECT value FROM json_each(?)))`
    public func contains(anyOf targets: some Sequence<Root>) -> Expr<Bool> { contains(anyOf: targets.map { $0.id }) }
    /// The same by key.
    public func contains(anyOf keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        Expr<Bool>(.any(having(.isAmong(key, keys.map { $0.columnValue }))))
    }

    /// Whether all of these are among them. Of an empty list: true.
    ///
    /// ```swift
    /// let both = Contact.filter { $0.departments.contains(allOf: [hr, it]) }
    /// ```
    /// SQL: `(SELECT count(DISTINCT t1.category_id) FROM … AND t1.category_id IN (SELECT value FROM json_each(?))) = ?`
    public func contains(allOf targets: some Sequence<Root>) -> Expr<Bool> { contains(allOf: targets.map { $0.id }) }
    /// The same by key.
    public func contains(allOf keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        let keys = Array(Set(keys.map { $0.columnValue }))
        let matching = Node.aggregate(.countDistinct, .integer, having(.isAmong(key, keys)), key)
        return Expr<Bool>(.compare(.equal, matching, .bind(.integer(Int64(keys.count)))))
    }

    /// Whether these, and no others, are among them.
    ///
    /// ```swift
    /// let only = Contact.filter { $0.departments.contains(exactly: [it]) }
    /// ```
    /// SQL: `((SELECT count(DISTINCT t1.category_id) FROM …) = ? AND NOT (t0.id IN (SELECT t2.contact_id FROM …)))`
    public func contains(exactly targets: some Sequence<Root>) -> Expr<Bool> { contains(exactly: targets.map { $0.id }) }
    /// The same by key.
    public func contains(exactly keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        let keys = Array(keys)
        // Each question needs an occurrence of its own.
        return contains(allOf: keys) && Expr<Bool>(.not(.any(having(.not(.isAmong(key, keys.map { $0.columnValue }))))))
    }

    /// How many rows there are. Two counts in one query never multiply.
    ///
    /// ```swift
    /// let busy = Contact.filter { $0.departments.count > 1 }
    /// ```
    /// SQL: `(SELECT count(*) FROM contact_department AS t1 WHERE t1.contact_id = t0.id AND t1.deleted IS NULL) > ?`
    public var count: Expr<Int> { Expr<Int>(.aggregate(.count, .integer, rows, nil)) }

    /// How many rows fulfil the condition.
    ///
    /// ```swift
    /// let homes = Contact.query.values { ($0.id, $0.phones.count { $0.kind == "home" }) }
    /// ```
    /// SQL: `(SELECT count(*) FROM phone AS t2 WHERE t2.contact_id = t0.id AND t2.kind = ?)`
    public func count(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Int> {
        Expr<Int>(.aggregate(.count, .integer, having(condition(fields).node), nil))
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func sum<E: ColumnExpression>(_ value: (Root.Fields) -> E) -> Expr<E._Value.Absentable> where E._Value: SummableColumn {
        Uncallable.value()
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func avg<E: ColumnExpression>(_ value: (Root.Fields) -> E) -> Expr<Double?> where E._Value: SummableColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func min<E: ColumnExpression>(_ value: (Root.Fields) -> E) -> Expr<E._Value.Absentable> where E._Value: AggregateColumn {
        Uncallable.value()
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func max<E: ColumnExpression>(_ value: (Root.Fields) -> E) -> Expr<E._Value.Absentable> where E._Value: AggregateColumn {
        Uncallable.value()
    }
    /// The sum over the rows that have the value; absent where none has.
    ///
    /// ```swift
    /// let lengths = Playlist.query.values { $0.songs.sum { $0.seconds } }
    /// ```
    /// SQL: `(SELECT sum(t2.seconds) FROM playlist_song AS t1 JOIN song AS t2 ON t2.id = t1.song_id WHERE t1.playlist_id = t0.id)`
    ///
    /// Overflow throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
    public func sum<T: SummableColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.sum, T.columnType, rows, value(fields).node))
    }

    /// The average as a real number over the rows that have the value; absent where none has.
    ///
    /// ```swift
    /// let average = Playlist.query.values { $0.songs.avg { $0.seconds } }
    /// ```
    /// SQL: `(SELECT avg(t2.seconds) FROM playlist_song AS t1 JOIN song AS t2 … WHERE t1.playlist_id = t0.id)`
    public func avg<T: SummableColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<Double?> {
        Expr<Double?>(.aggregate(.average, T.columnType, rows, value(fields).node))
    }

    /// The least value; absent where there is none.
    ///
    /// ```swift
    /// let shortest = Playlist.query.values { $0.songs.min { $0.seconds } }
    /// ```
    /// SQL: `(SELECT min(t2.seconds) FROM playlist_song AS t1 JOIN song AS t2 … WHERE t1.playlist_id = t0.id)`
    public func min<T: AggregateColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.minimum, T.columnType, rows, value(fields).node))
    }

    /// The greatest value; absent where there is none.
    ///
    /// ```swift
    /// let longest = Playlist.query.values { $0.songs.max { $0.seconds } }
    /// ```
    /// SQL: `(SELECT max(t2.seconds) FROM playlist_song AS t1 JOIN song AS t2 … WHERE t1.playlist_id = t0.id)`
    public func max<T: AggregateColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.maximum, T.columnType, rows, value(fields).node))
    }
}

/// The questions of a relation through a model that see the link beside the target.
///
/// ```swift
/// let heads = Contact.filter { $0.departments.any(linked: { category, link in category.isOpen && link.role == "head" }) }
/// ```
public protocol LinkedQuestions: ToManyQuestions {
    associatedtype Link: Model
}

extension LinkedQuestions {
    var link: Link.Fields { Link.Fields(_path: selection.linkPath) }

    /// Whether a row, together with its link, fulfils the condition.
    ///
    /// ```swift
    /// let heads = Contact.filter { $0.departments.any(linked: { category, link in category.isOpen && link.role == "head" }) }
    /// ```
    /// SQL: `t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 … WHERE t1.deleted IS NULL AND (t2.is_open AND t1.role = ?))`
    public func any(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.any(having(condition(fields, link).node)))
    }

    /// Whether every row, together with its link, fulfils the condition; true where there is no row. An unknown answer (NULL) is no.
    ///
    /// ```swift
    /// let chiefs = Contact.filter { $0.departments.all(linked: { _, link in link.role == "head" }) }
    /// ```
    /// SQL: `NOT (t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 WHERE … AND NOT (coalesce(t1.role = ?, ?))))`
    public func all(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.not(.any(having(.not(.coalesce(condition(fields, link).node, .no))))))
    }

    /// Whether no row, together with its link, fulfils the condition; true where there is no row.
    ///
    /// ```swift
    /// let members = Contact.filter { $0.departments.none(linked: { _, link in link.role == "head" }) }
    /// ```
    /// SQL: `NOT (t0.id IN (SELECT t1.contact_id FROM contact_department AS t1 WHERE t1.deleted IS NULL AND t1.role = ?))`
    public func none(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> { !any(linked: condition) }

    /// How many rows, together with their links, fulfil the condition.
    ///
    /// ```swift
    /// let roles = Contact.query.values { ($0.id, $0.departments.count(linked: { _, link in link.role == "head" })) }
    /// ```
    /// SQL: `(SELECT count(*) FROM contact_department AS t2 WHERE t2.contact_id = t0.id AND t2.deleted IS NULL AND t2.role = ?)`
    public func count(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Int> {
        Expr<Int>(.aggregate(.count, .integer, having(condition(fields, link).node), nil))
    }

    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func sum<E: ColumnExpression>(linked value: (Root.Fields, Link.Fields) -> E) -> Expr<E._Value.Absentable>
    where E._Value: SummableColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func avg<E: ColumnExpression>(linked value: (Root.Fields, Link.Fields) -> E) -> Expr<Double?> where E._Value: SummableColumn {
        Uncallable.value()
    }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func min<E: ColumnExpression>(linked value: (Root.Fields, Link.Fields) -> E) -> Expr<E._Value.Absentable>
    where E._Value: AggregateColumn { Uncallable.value() }
    /// For the messages about mistakes, see ``Uncallable``.
    @available(*, unavailable)
    public func max<E: ColumnExpression>(linked value: (Root.Fields, Link.Fields) -> E) -> Expr<E._Value.Absentable>
    where E._Value: AggregateColumn { Uncallable.value() }
    /// The sum of a value that may be made of the link's columns; absent where no row has it.
    ///
    /// ```swift
    /// let weights = Playlist.query.values { $0.songs.sum(linked: { song, link in song.seconds * link.position.real }) }
    /// ```
    /// SQL (PostgreSQL): `(SELECT sum((t2.seconds * t1.position::double precision)) FROM playlist_song AS t1 JOIN song AS t2 …)`
    ///
    /// Overflow throws ``DatabaseError`` (``DatabaseError/Kind/arithmetic``).
    public func sum<T: SummableColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.sum, T.columnType, rows, value(fields, link).node))
    }

    /// The average of a value that may be made of the link's columns; absent where no row has it.
    ///
    /// ```swift
    /// let average = Playlist.query.values { $0.songs.avg(linked: { _, link in link.position }) }
    /// ```
    /// SQL: `(SELECT avg(t1.position) FROM playlist_song AS t1 WHERE t1.playlist_id = t0.id)`
    public func avg<T: SummableColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<Double?> {
        Expr<Double?>(.aggregate(.average, T.columnType, rows, value(fields, link).node))
    }

    /// The least value, of the row's columns or the link's; absent where there is none.
    ///
    /// ```swift
    /// let first = Contact.query.values { $0.departments.min(linked: { _, link in link.created }) }
    /// ```
    /// SQL: `(SELECT min(t2.created) FROM contact_department AS t2 WHERE t2.contact_id = t0.id AND t2.deleted IS NULL)`
    public func min<T: AggregateColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.minimum, T.columnType, rows, value(fields, link).node))
    }

    /// The greatest value, of the row's columns or the link's; absent where there is none.
    ///
    /// ```swift
    /// let latest = Contact.query.values { $0.departments.max(linked: { _, link in link.created }) }
    /// ```
    /// SQL: `(SELECT max(t2.created) FROM contact_department AS t2 WHERE t2.contact_id = t0.id AND t2.deleted IS NULL)`
    public func max<T: AggregateColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.maximum, T.columnType, rows, value(fields, link).node))
    }
}

extension Selection {
    var linkPath: Path { via.map { Path($0.link) } ?? path }
}
