/// Makes a struct a model: its initialisers, `Fields`, decoding, binding, and the description of its table.
///
/// ```swift
/// @Model
/// struct Song {
///     var id: Key<Song>
///     var name: String
///     var seconds: Double = 0
/// }
/// ```
/// SQL: `CREATE TABLE song (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name text NOT NULL, seconds real NOT NULL)`
///
/// The names of table and columns are those of Swift in snake case. The initialiser may leave out what begins with a value.
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
/// ```swift
/// @AbstractModel
/// protocol ContactCategory: SoftDeletable where Fields: ContactCategoryFields {
///     var contactID: Key<Contact> { get set }
///     var categoryID: Key<Category> { get set }
/// }
/// ```
/// A manager is an extension of the queries of such models:
/// ```swift
/// extension Query where Root: ContactCategory {
///     func of(_ contact: Contact) -> Self { filter { $0.contactID == contact.id } }
/// }
/// ```
/// The abstract models that it builds on are read from its list of protocols, or named in `inheriting`.
@attached(peer, names: suffixed(Fields))
public macro AbstractModel(inheriting: Any.Type...) = #externalMacro(module: "JunctionMacros", type: "AbstractModelMacro")

// MARK: Columns

/// The name of the column, where it differs from the property's.
///
/// ```swift
/// @Column("street") var address: String
/// ```
/// SQL: `street text NOT NULL`
@attached(peer) public macro Column(_ name: String) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The greatest number of Unicode scalars in a text; a longer one is a ``ValidationError`` before a statement is sent.
///
/// ```swift
/// @MaxLength(100) var title: String?
/// ```
/// SQL: `title varchar(100)`
@attached(peer) public macro MaxLength(_ length: Int) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// How many digits a decimal keeps, all of them, at most 15, and after the point; one with more is a ``ValidationError``.
///
/// ```swift
/// @Digits(10, 2) var credit: Decimal = 0
/// ```
/// SQL (SQLite): `credit decimal NOT NULL`
///
/// On PostgreSQL it is `numeric(10, 2)`.
@attached(peer) public macro Digits(_ total: Int, _ places: Int) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// No two rows have the same value, soft-deleted ones among them; absent values are not compared.
///
/// ```swift
/// @Unique @MaxLength(100) var username: String
/// ```
/// SQL: `CONSTRAINT user__username__unique UNIQUE (username)`
@attached(peer) public macro Unique() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The column has an index; keys to other models have one without it.
///
/// ```swift
/// @Indexed var sent: CalendarDate?
/// ```
/// SQL: `CREATE INDEX parcels__sent__index ON parcels (sent)`
@attached(peer) public macro Indexed() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// One of several columns of the primary key; a model with two or more needs no `id`.
///
/// ```swift
/// @PrimaryKey var row: Int
/// @PrimaryKey var number: Int
/// ```
/// SQL: `CONSTRAINT seat__row__number__key PRIMARY KEY (row, number)`
@attached(peer) public macro PrimaryKey() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// What becomes of this row when the row that the key refers to is deleted for good, and when it is soft-deleted.
///
/// ```swift
/// @ForeignKey(onDelete: .cascade) var categoryID: Key<Category>
/// ```
/// SQL: `FOREIGN KEY (category_id) REFERENCES category (id) ON DELETE CASCADE`
///
/// A key without the attribute is a foreign key, too: `.restrict` and `.keep`.
@attached(peer)
public macro ForeignKey(onDelete: DeleteRule = .restrict, onSoftDelete: SoftDeleteRule = .keep) =
    #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// A foreign key to another unique property than the primary key. In queries the path drops the property's name: `$0.category`.
///
/// ```swift
/// @ForeignKey(to: \Category.name, onDelete: .cascade) var categoryName: String
/// ```
/// SQL: `FOREIGN KEY (category_name) REFERENCES category (name) ON DELETE CASCADE`
@attached(peer)
public macro ForeignKey<Target: Model, Value: ColumnValue>(
    to property: KeyPath<Target, Value>, onDelete: DeleteRule = .restrict, onSoftDelete: SoftDeleteRule = .keep
) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The time of the insert, to the microsecond; Junction sets it, by the clock of ``DatabaseConfiguration``.
///
/// ```swift
/// @CreatedAt var created: Date
/// ```
@attached(peer) public macro CreatedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The time of the last change, to the microsecond; Junction sets it, unless the change assigns it.
///
/// ```swift
/// @ModifiedAt var modified: Date
/// ```
/// SQL: `UPDATE contact AS t0 SET title = ?, modified = ?, …`
@attached(peer) public macro ModifiedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The time of the soft deletion, nil for a live row; makes the model soft-deletable, so that its deleted rows vanish from every path.
///
/// ```swift
/// @DeletedAt var deleted: Date?
/// ```
/// SQL: `SELECT … FROM tag AS t0 WHERE t0.deleted IS NULL`
@attached(peer) public macro DeletedAt() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// Counts the changes of a row from 1; a change of a row that somebody else changed meanwhile is refused (``QueryError``, `staleVersion`).
///
/// ```swift
/// @Version var version: Int
/// ```
/// SQL: `UPDATE contact AS t0 SET … WHERE t0.id = ? AND t0.version = ?`
@attached(peer) public macro Version() = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The values that a number may have, checked before a statement is sent (``ValidationError``) and by the database.
///
/// ```swift
/// @Check(1...5) var priority: Int = 3
/// ```
/// SQL: `CONSTRAINT parcels__priority__check CHECK ((priority >= 1 AND priority <= 5))`
@attached(peer) public macro Check(_ range: ClosedRange<Int>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The same without an upper bound.
///
/// ```swift
/// @Check(1...) var pieces: Int = 1
/// ```
@attached(peer) public macro Check(_ range: PartialRangeFrom<Int>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The same for a real number or a decimal.
///
/// ```swift
/// @Check(0.0...30.0) var weight: Double
/// ```
@attached(peer) public macro Check(_ range: ClosedRange<Double>) = #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

/// The same for such a number without an upper bound.
///
/// ```swift
/// @Check(0.0...) var height: Double = 0
/// ```
@attached(peer) public macro Check(_ range: PartialRangeFrom<Double>) =
    #externalMacro(module: "JunctionMacros", type: "ColumnAttributeMacro")

// MARK: Relations

/// Many rows of this model belong to many of another; the property's type says through what.
///
/// ```swift
/// @ManyToMany var departments: Many<Category>.Through<ContactDepartment>
/// @ManyToMany var tags: Many<Tag>
/// @ManyToMany(symmetrical: true) var friends: Many<Contact>
/// @ManyToMany(from: \.followerID, to: \.followedID) var follows: Many<Contact>.Through<Following>
/// ```
/// SQL: `CREATE TABLE contact_tags (contact_id bigint NOT NULL, tag_id bigint NOT NULL, …`
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
///
/// ```swift
/// @ManyToMany(table: "route", from: "parcel", to: "depot") var stops: Many<Depot>
/// ```
/// SQL (SQLite): `CREATE TABLE route (parcel char(32) NOT NULL, depot bigint NOT NULL, … PRIMARY KEY (parcel, depot), …`
@attached(accessor) @attached(peer, names: prefixed(_))
public macro ManyToMany(table: String, from: String, to: String, symmetrical: Bool = false) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")

/// The other end of a many-to-many relation, of the same type with the other model in it.
///
/// ```swift
/// @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
/// ```
@attached(accessor) @attached(peer, names: prefixed(_))
public macro Inverse<Owner: Model, Handle: ManyHandle>(_ relation: KeyPath<Owner, Handle>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")

/// The other end of a foreign key: the rows whose key refers to this one.
///
/// ```swift
/// @HasMany(\Phone.contactID) var phones: HasMany<Phone>
/// ```
/// SQL: `SELECT … FROM phone AS t0 WHERE t0.contact_id = ?`
@attached(accessor) @attached(peer, names: prefixed(_))
public macro HasMany<Child: Model, K: ColumnValue>(_ key: KeyPath<Child, K>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")

/// The other end of a unique foreign key: the row whose key refers to this one, if there is one.
///
/// ```swift
/// @HasOne(\Contact.userID) var contact: One<Contact>
/// ```
@attached(accessor) @attached(peer, names: prefixed(_))
public macro HasOne<Child: Model, K: ColumnValue>(_ key: KeyPath<Child, K>) =
    #externalMacro(module: "JunctionMacros", type: "RelationMacro")

/// The name of a property of a junction model, written as `\.parentID`; ``ManyToMany(from:to:orderedBy:symmetrical:)`` takes it.
public typealias LinkProperty = KeyPath<AnyLink, AnyLink>

/// Stands for any junction model in ``LinkProperty``. Public only since the attribute names it.
///
/// ```swift
/// @ManyToMany(orderedBy: \.position) var songs: Many<Song>.Through<PlaylistSong>
/// ```
@dynamicMemberLookup
public struct AnyLink: Sendable {
    private init() {}

    /// Any property; that there is one is checked when the relation is used.
    ///
    /// ```swift
    /// @ManyToMany(from: \.followerID, to: \.followedID) var follows: Many<Contact>.Through<Following>
    /// ```
    public subscript(dynamicMember property: String) -> AnyLink { self }
}
