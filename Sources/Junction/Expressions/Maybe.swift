/// A to-one path that may lead nowhere: the columns behind it are optional.
@dynamicMemberLookup
public protocol OptionalPath: Prefetch {
    associatedtype Target: ModelFields
    init(_path: Path)
    var _path: Path { get }
}

extension OptionalPath {
    var target: Target { Target(_path: _path) }

    /// A column behind the path: absent where the path leads nowhere.
    public subscript<T>(dynamicMember column: KeyPath<Target, Expr<T>>) -> Expr<T?> { Expr<T?>(target[keyPath: column].node) }
    /// The same for a column that may be absent itself.
    public subscript<T>(dynamicMember column: KeyPath<Target, Expr<T?>>) -> Expr<T?> { target[keyPath: column] }
    /// A path further on: it leads nowhere where this one does.
    public subscript<Next: ModelFields>(dynamicMember path: KeyPath<Target, Next>) -> Maybe<Next> {
        Maybe(_path: target[keyPath: path]._path)
    }
    /// The same for a path that may lead nowhere itself.
    public subscript<Next: OptionalPath>(dynamicMember path: KeyPath<Target, Next>) -> Maybe<Next.Target> {
        Maybe(_path: target[keyPath: path]._path)
    }
    /// A to-many relation of the row that the path leads to.
    public subscript<Many: ToManyPath>(dynamicMember relation: KeyPath<Target, Many>) -> Many { target[keyPath: relation] }

    /// A column whose name a member of the path has too, such as `required`: `$0.user[\.required]`.
    public subscript<T>(column: KeyPath<Target, Expr<T>>) -> Expr<T?> { self[dynamicMember: column] }
    /// The same for a column that may be absent itself.
    public subscript<T>(column: KeyPath<Target, Expr<T?>>) -> Expr<T?> { self[dynamicMember: column] }

    /// Whether the path leads nowhere.
    ///
    /// SQL: `t1.id IS NULL`
    public var isNil: Expr<Bool> { Expr<Bool>(.isNull(_path.node(Target.Root.table.primaryKey))) }

    /// The same path where rows without the other end are dropped: its columns are there.
    ///
    /// SQL: `JOIN` instead of `LEFT JOIN`
    public var required: Target { Target(_path: _path.required) }

    public func _prefetch() -> PrefetchPart<Target.Root?> { PrefetchPart(.one(_path), PartReader.optionalModel) }
}

/// A path over a key that may be absent, or behind one.
public struct Maybe<Target: ModelFields>: OptionalPath {
    public typealias Loaded = Target.Root?
    public let _path: Path

    public init(_path: Path) { self._path = _path }

    /// The same path that also leads to a soft-deleted row.
    public var includingDeleted: Maybe { Maybe(_path: _path.lastHop { $0.visibility = .includingDeleted }) }
}

extension Maybe where Target.Root: SoftDeletable {
    /// The same path that leads to a soft-deleted row only.
    public var onlyDeleted: Maybe { Maybe(_path: _path.lastHop { $0.visibility = .onlyDeleted }) }
}

/// A path over a key that is always there, to a row that may be soft-deleted.
public struct MaybeDeleted<Target: ModelFields>: OptionalPath {
    public typealias Loaded = Target.Root?
    public let _path: Path

    public init(_path: Path) { self._path = _path }

    /// The same path that also leads to a soft-deleted row, so that it always leads to one.
    public var includingDeleted: Target { Target(_path: _path.lastHop { $0.visibility = .includingDeleted }) }
    /// The same path that leads to a soft-deleted row only.
    public var onlyDeleted: Maybe<Target> { Maybe(_path: _path.lastHop { $0.visibility = .onlyDeleted }) }
}
