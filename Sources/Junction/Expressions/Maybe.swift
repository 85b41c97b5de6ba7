/// What a path leads to, and what becomes of it behind one that may lead nowhere. One subscript for all of it, as overloads would make
/// every column behind a path a riddle for the compiler.
public protocol PathMember {
    associatedtype _Absent
    var _absent: _Absent { get }
}

extension Expr: PathMember where T: ColumnValue {
    public var _absent: Expr<T.Absentable> { Expr<T.Absentable>(node) }
}

/// A to-one path that may lead nowhere: the columns behind it are optional.
///
/// ```swift
/// let titles: [String?] = try await Contact.query.values { $0.manager.title }.all(on: db)
/// let managers: [(Contact, Contact?)] = try await Contact.with { $0.manager }.all(on: db)
/// ```
/// SQL: `SELECT t2.title FROM contact AS t0 … LEFT JOIN contact AS t2 ON t2.id = t0.manager_id`
@dynamicMemberLookup
public protocol OptionalPath: Prefetch, PathMember where _Absent == Maybe<Target> {
    associatedtype Target: ModelFields
    init(_path: Path)
    var _path: Path { get }
}

extension OptionalPath {
    public var _absent: Maybe<Target> { Maybe(_path: _path) }

    var target: Target { Target(_path: _path) }

    /// What stands behind the path: a column, absent where the path leads nowhere; a path further on; a to-many relation of that row.
    ///
    /// ```swift
    /// let credits: [Decimal?] = try await Contact.query.values { $0.manager.credit }.all(on: db)
    /// ```
    /// SQL: `SELECT t2.credit FROM contact AS t0 … LEFT JOIN contact AS t2 ON t2.id = t0.manager_id`
    /// ```swift
    /// let names: [String?] = try await Contact.query.values { $0.manager.user.username }.all(on: db)
    /// ```
    /// SQL: `LEFT JOIN contact AS t2 ON t2.id = t0.manager_id LEFT JOIN user AS t3 ON t3.id = t2.user_id`
    /// ```swift
    /// let unreachable = Contact.filter { $0.manager.phones.isEmpty }
    /// ```
    /// SQL: `NOT (EXISTS (SELECT 1 FROM phone AS t2 WHERE t2.contact_id = t1.id))`
    public subscript<Member: PathMember>(dynamicMember member: KeyPath<Target, Member>) -> Member._Absent {
        target[keyPath: member]._absent
    }

    /// A column by its key path, where a member of the path has its name too, as `required` or `isNil`.
    ///
    /// ```swift
    /// let led = Contact.filter { $0.manager[\.credit] > 100 }
    /// ```
    /// SQL: `LEFT JOIN contact AS t1 ON t1.id = t0.manager_id … WHERE t1.credit > ?`
    public subscript<T>(column: KeyPath<Target, Expr<T>>) -> Expr<T?> { Expr<T?>(target[keyPath: column].node) }
    /// The same for a column that may be absent itself.
    public subscript<T>(column: KeyPath<Target, Expr<T?>>) -> Expr<T?> { target[keyPath: column] }

    /// Whether the path leads nowhere.
    ///
    /// ```swift
    /// let heads = Contact.filter { $0.manager.isNil }
    /// ```
    /// SQL: `LEFT JOIN contact AS t1 ON t1.id = t0.manager_id … WHERE t1.id IS NULL`
    public var isNil: Expr<Bool> { Expr<Bool>(.isNull(_path.node(Target.Root.table.primaryKey))) }

    /// The same path where rows without the other end are dropped: its columns are there.
    ///
    /// ```swift
    /// let managed: [(Contact, Contact)] = try await Contact.with { $0.manager.required }.all(on: db)
    /// ```
    /// SQL: `JOIN contact AS t2 ON t2.id = t0.manager_id` instead of `LEFT JOIN`
    public var required: Target { Target(_path: _path.required) }

    public func _prefetch() -> PrefetchPart<Target.Root?> { PrefetchPart(.one(_path), PartReader.optionalModel) }
}

/// A path over a key that may be absent, or behind one.
///
/// ```swift
/// let managers: [(Contact, Contact?)] = try await Contact.with { $0.manager }.all(on: db)
/// ```
/// SQL: `LEFT JOIN contact AS t2 ON t2.id = t0.manager_id`
public struct Maybe<Target: ModelFields>: OptionalPath {
    public typealias Loaded = Target.Root?
    public let _path: Path

    public init(_path: Path) { self._path = _path }

    /// The same path that also leads to a soft-deleted row.
    ///
    /// ```swift
    /// let all: [(Reminder, Tag?)] = try await Reminder.with { $0.formerTag.includingDeleted }.all(on: db)
    /// ```
    /// SQL: `LEFT JOIN tag AS t1 ON t1.id = t0.former_tag_id`, without `AND t1.deleted IS NULL`
    public var includingDeleted: Maybe { Maybe(_path: _path.lastHop { $0.visibility = .includingDeleted }) }
}

extension Maybe where Target.Root: SoftDeletable {
    /// The same path that leads to a soft-deleted row only.
    ///
    /// ```swift
    /// let dated = Reminder.filter { !$0.formerTag.onlyDeleted.isNil }
    /// ```
    /// SQL: `LEFT JOIN tag AS t1 ON t1.id = t0.former_tag_id AND t1.deleted IS NOT NULL WHERE t1.id IS NOT NULL`
    public var onlyDeleted: Maybe { Maybe(_path: _path.lastHop { $0.visibility = .onlyDeleted }) }
}

/// A path over a key that is always there, to a row that may be soft-deleted.
///
/// ```swift
/// let live: [(Reminder, Tag?)] = try await Reminder.with { $0.tag }.all(on: db)
/// ```
/// SQL: `LEFT JOIN tag AS t1 ON t1.id = t0.tag_id AND t1.deleted IS NULL`
public struct MaybeDeleted<Target: ModelFields>: OptionalPath {
    public typealias Loaded = Target.Root?
    public let _path: Path

    public init(_path: Path) { self._path = _path }

    /// The same path that also leads to a soft-deleted row, so that it always leads to one.
    ///
    /// ```swift
    /// let all: [(Reminder, Tag)] = try await Reminder.with { $0.tag.includingDeleted }.all(on: db)
    /// ```
    /// SQL: `JOIN tag AS t1 ON t1.id = t0.tag_id`
    public var includingDeleted: Target { Target(_path: _path.lastHop { $0.visibility = .includingDeleted }) }

    /// The same path that leads to a soft-deleted row only.
    ///
    /// ```swift
    /// let stale = Reminder.filter { $0.tag.onlyDeleted.name == "old" }
    /// ```
    /// SQL: `LEFT JOIN tag AS t1 ON t1.id = t0.tag_id AND t1.deleted IS NOT NULL WHERE t1.name = ?`
    public var onlyDeleted: Maybe<Target> { Maybe(_path: _path.lastHop { $0.visibility = .onlyDeleted }) }
}
