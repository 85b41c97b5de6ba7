/// Makes a struct a model: its initialisers, `Fields`, decoding, binding, and the description of its table.
///
/// - Parameters:
///   - table: the table's name; the type's name in snake case when left out.
///   - key: what the key is kept as: `Int64`, `UUID` (made by the client, version 7) or `String` (a natural key).
///   - inheriting: the abstract models that it conforms to.
@attached(
    member, names: named(id), named(Fields), named(RawKey), named(Reference), named(init), named(table), named(_appendValues),
    named(_relation),
    named(_deletedAt))
@attached(extension, conformances: Model, SoftDeletable)
public macro Model(table: String? = nil, key: any KeyValue.Type = Int64.self, inheriting: Any.Type...) =
    #externalMacro(module: "JunctionMacros", type: "ModelMacro")

/// Writes the `Fields` protocol of an abstract model, so that its managers are checked once and serve every model that inherits it.
///
/// The abstract models that it builds on are read from its list of protocols, or named in `inheriting`.
@attached(peer, names: suffixed(Fields))
public macro AbstractModel(inheriting: Any.Type...) = #externalMacro(module: "JunctionMacros", type: "AbstractModelMacro")

// MARK: Columns

/// The name of the column, where it differs from the property's.
@attached(peer) public macro Column(_ name: String) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The greatest number of Unicode scalars in a text.
@attached(peer) public macro MaxLength(_ length: Int) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// How many digits a decimal keeps, all of them and after the point.
@attached(peer) public macro Digits(_ total: Int, _ places: Int) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// No two rows have the same value.
@attached(peer) public macro Unique() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The column has an index.
@attached(peer) public macro Indexed() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// One of several columns of the primary key; a model with two or more needs no `id`.
@attached(peer) public macro PrimaryKey() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// What becomes of this row when the row that the key refers to is deleted for good, and when it is soft-deleted.
@attached(peer)
public macro ForeignKey(onDelete: DeleteRule = .restrict, onSoftDelete: SoftDeleteRule = .keep) =
    #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// A foreign key to another unique property than the primary key: `@ForeignKey(to: \Category.code) var categoryCode: String`. In queries
/// the path drops the property's name: `$0.category`.
@attached(peer)
public macro ForeignKey<Target: Model, Value: ColumnValue>(
    to property: KeyPath<Target, Value>, onDelete: DeleteRule = .restrict, onSoftDelete: SoftDeleteRule = .keep
) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The time of the insert; Junction sets it.
@attached(peer) public macro CreatedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The time of the last change; Junction sets it.
@attached(peer) public macro ModifiedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The time of the soft deletion, nil for a live row; makes the model soft-deletable.
@attached(peer) public macro DeletedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// Counts the changes of a row; a change of a row that somebody else changed meanwhile is refused.
@attached(peer) public macro Version() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The values that a number may have, checked before a statement is sent and by the database.
@attached(peer) public macro Check(_ range: ClosedRange<Int>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The same without an upper bound: `@Check(0...)`.
@attached(peer) public macro Check(_ range: PartialRangeFrom<Int>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The same for a real number.
@attached(peer) public macro Check(_ range: ClosedRange<Double>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")
/// The same for a real number without an upper bound.
@attached(peer) public macro Check(_ range: PartialRangeFrom<Double>) =
    #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

// MARK: Relations

/// Many rows of this model belong to many of another; the property's type says through what.
///
/// A property of the junction model that begins with a value gives it to new links; it is made once for all links of a call.
///
/// - Parameters:
///   - from: the key of the junction model that refers to this model, where it has several: `\.parentID`.
///   - to: the key that refers to the other model.
///   - orderedBy: the integer property of the junction model that orders the links of a row: `\.position`.
///   - symmetrical: of a model with itself: each link goes both ways, as two mirror rows that are written together.
@attached(accessor) @attached(peer, names: prefixed(_))
public macro ManyToMany(
    from: LinkProperty? = nil, to: LinkProperty? = nil, orderedBy: LinkProperty? = nil, symmetrical: Bool = false
) = #externalMacro(module: "JunctionMacros", type: "RelationMacro")
/// The same with the junction table and its two columns named: that of this model first.
@attached(accessor) @attached(peer, names: prefixed(_))
public macro ManyToMany(table: String, from: String, to: String, symmetrical: Bool = false) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")
/// The other end of a many-to-many relation.
@attached(accessor) @attached(peer, names: prefixed(_))
public macro Inverse<Owner: Model, Handle: ManyHandle>(_ relation: KeyPath<Owner, Handle>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")
/// The other end of a foreign key.
@attached(accessor) @attached(peer, names: prefixed(_))
public macro HasMany<Child: Model, K: ColumnValue>(_ key: KeyPath<Child, K>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")
/// The other end of a unique foreign key.
@attached(accessor) @attached(peer, names: prefixed(_))
public macro HasOne<Child: Model, K: ColumnValue>(_ key: KeyPath<Child, K>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")

/// The name of a property of a junction model, written as `\.parentID`.
public typealias LinkProperty = KeyPath<AnyLink, AnyLink>

/// Stands for any junction model in ``LinkProperty``.
@dynamicMemberLookup
public struct AnyLink: Sendable {
    private init() {}
    /// Any property; that there is one is checked when the relation is used.
    public subscript(dynamicMember property: String) -> AnyLink { self }
}
