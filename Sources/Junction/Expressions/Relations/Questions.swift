/// What can be asked of a to-many relation, refined or not. The answer is about each row once: there are no duplicates to remove.
public protocol ToManyQuestions: Sendable {
    associatedtype Root: Model
    var _selection: _Selection { get }
}

extension ToManyQuestions {
    var selection: Selection { _selection.value }
    /// What the questions are about: order and parts do not matter to them.
    var rows: Selection {
        let selection = selection
        let isPart = selection.limit != nil || selection.offset != nil || selection.isDistinct || !selection.distinctOn.isEmpty
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
    /// Contact.filter { $0.departments.any { $0.name == "HR" } }
    /// ```
    /// SQL: `id IN (SELECT contact_id FROM … WHERE name = ?)`
    public func any(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> { Expr<Bool>(.any(having(condition(fields).node))) }

    /// Whether every row fulfils the condition; true where there is no row. An unknown answer (NULL) is no.
    public func all(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.not(.any(having(.not(.coalesce(condition(fields).node, .no))))))
    }

    /// Whether no row fulfils the condition.
    public func none(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Bool> { !any(condition) }

    /// Whether there is a row.
    public var exists: Expr<Bool> { Expr<Bool>(.any(rows)) }
    /// Whether there is no row.
    public var isEmpty: Expr<Bool> { Expr<Bool>(.not(.any(rows))) }

    /// Whether the row is among them.
    public func contains(_ target: Root) -> Expr<Bool> { contains(target.id) }
    /// The same by key.
    public func contains(_ key: Key<Root>) -> Expr<Bool> {
        Expr<Bool>(.any(having(.compare(.equal, self.key, .bind(key.columnValue)))))
    }
    /// Whether the row of an outer query is among them.
    public func contains(_ key: Expr<Key<Root>>) -> Expr<Bool> { Expr<Bool>(.any(having(.compare(.equal, self.key, key.node)))) }

    /// Whether at least one of these is among them. Of an empty list: false.
    public func contains(anyOf targets: some Sequence<Root>) -> Expr<Bool> { contains(anyOf: targets.map { $0.id }) }
    /// The same by key.
    public func contains(anyOf keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        Expr<Bool>(.any(having(.isAmong(key, keys.map { $0.columnValue }))))
    }

    /// Whether all of these are among them. Of an empty list: true.
    public func contains(allOf targets: some Sequence<Root>) -> Expr<Bool> { contains(allOf: targets.map { $0.id }) }
    /// The same by key.
    public func contains(allOf keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        let keys = Array(Set(keys.map { $0.columnValue }))
        let matching = Node.aggregate(.countDistinct, .integer, having(.isAmong(key, keys)), key)
        return Expr<Bool>(.compare(.equal, matching, .bind(.integer(Int64(keys.count)))))
    }

    /// Whether these, and no others, are among them.
    public func contains(exactly targets: some Sequence<Root>) -> Expr<Bool> { contains(exactly: targets.map { $0.id }) }
    /// The same by key.
    public func contains(exactly keys: some Sequence<Key<Root>>) -> Expr<Bool> {
        let keys = Array(keys)
        // Each question needs an occurrence of its own.
        return contains(allOf: keys) && Expr<Bool>(.not(.any(having(.not(.isAmong(key, keys.map { $0.columnValue }))))))
    }

    /// How many rows there are.
    ///
    /// SQL: `(SELECT count(*) FROM … WHERE …)`: two counts in one query never multiply.
    public var count: Expr<Int> { Expr<Int>(.aggregate(.count, .integer, rows, nil)) }
    /// How many rows fulfil the condition.
    public func count(_ condition: (Root.Fields) -> Expr<Bool>) -> Expr<Int> {
        Expr<Int>(.aggregate(.count, .integer, having(condition(fields).node), nil))
    }

    /// The sum over the rows that have the value; absent where none has.
    public func sum<T: SummableColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.sum, T.columnType, rows, value(fields).node))
    }
    /// The average over the rows that have the value; absent where none has.
    public func avg<T: SummableColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<Double?> {
        Expr<Double?>(.aggregate(.average, T.columnType, rows, value(fields).node))
    }
    /// The least value; absent where there is none.
    public func min<T: AggregateColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.minimum, T.columnType, rows, value(fields).node))
    }
    /// The greatest value; absent where there is none.
    public func max<T: AggregateColumn>(_ value: (Root.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.maximum, T.columnType, rows, value(fields).node))
    }
}

/// The questions of a relation through a model that see the link beside the target.
public protocol LinkedQuestions: ToManyQuestions {
    associatedtype Link: Model
}

extension LinkedQuestions {
    var link: Link.Fields { Link.Fields(_path: selection.linkPath) }

    /// Whether a row, together with its link, fulfils the condition.
    ///
    /// ```swift
    /// Contact.filter { $0.departments.any(linked: { category, link in link.role == "head" }) }
    /// ```
    public func any(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.any(having(condition(fields, link).node)))
    }
    /// Whether every row, together with its link, fulfils the condition; true where there is no row.
    public func all(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> {
        Expr<Bool>(.not(.any(having(.not(.coalesce(condition(fields, link).node, .no))))))
    }
    /// Whether no row, together with its link, fulfils the condition.
    public func none(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Bool> { !any(linked: condition) }
    /// How many rows, together with their links, fulfil the condition.
    public func count(linked condition: (Root.Fields, Link.Fields) -> Expr<Bool>) -> Expr<Int> {
        Expr<Int>(.aggregate(.count, .integer, having(condition(fields, link).node), nil))
    }
    /// The sum of a value that may be made of the link's columns; absent where no row has it.
    public func sum<T: SummableColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.sum, T.columnType, rows, value(fields, link).node))
    }
    /// The average of a value that may be made of the link's columns; absent where no row has it.
    public func avg<T: SummableColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<Double?> {
        Expr<Double?>(.aggregate(.average, T.columnType, rows, value(fields, link).node))
    }
    /// The least value, of the row's columns or the link's; absent where there is none.
    public func min<T: AggregateColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.minimum, T.columnType, rows, value(fields, link).node))
    }
    /// The greatest value, of the row's columns or the link's; absent where there is none.
    public func max<T: AggregateColumn>(linked value: (Root.Fields, Link.Fields) -> Expr<T>) -> Expr<T.Absentable> {
        Expr<T.Absentable>(.aggregate(.maximum, T.columnType, rows, value(fields, link).node))
    }
}

extension Selection {
    var linkPath: Path { via.map { Path($0.link) } ?? path }
}
