/// What a relation property declares; the macros make it. It is resolved when it is first used, so that models may refer to each other in
/// circles.
///
/// ```swift
/// @ManyToMany(symmetrical: true) var friends: Many<Contact>
/// ```
public final class Relation: Sendable {
    /// The property's name.
    let name: String
    let owner: @Sendable () -> Table
    let target: @Sendable () -> Table
    let kind: Kind
    private let resolved = Guarded<ResolvedRelation?>(nil)

    enum Kind: Sendable {
        /// An automatic junction table, or an existing one with its names.
        case junction(suffix: String, JunctionNames?, isSymmetrical: Bool)
        /// A junction model.
        case through(@Sendable () -> Table, LinkTable.Ends)
        /// A foreign key of the target, by its property.
        case children(property: String, isUnique: Bool)
        /// The other end of a relation; nil where the key path names none.
        case inverse(@Sendable () -> Relation?)
    }

    struct JunctionNames: Sendable {
        let table: String, from: String, to: String
    }

    /// What `@ManyToMany` says; the macro writes it.
    ///
    /// ```swift
    /// @ManyToMany(from: \.followerID, to: \.followedID) var follows: Many<Contact>.Through<Following>
    /// ```
    public struct Declaration: Sendable {
        /// The property's name, and the same in snake case.
        let name: String, snakeCase: String
        var names: JunctionNames?
        var ends: LinkTable.Ends

        /// A table of Junction's own, or a junction model.
        public init(
            _ name: String, _ snakeCase: String, from: String? = nil, to: String? = nil, orderedBy: String? = nil, symmetrical: Bool = false
        ) {
            self.name = name
            self.snakeCase = snakeCase
            ends = LinkTable.Ends(from: from, to: to, orderedBy: orderedBy, isSymmetrical: symmetrical)
        }

        /// An existing table, with the columns that refer to the two ends.
        public init(_ name: String, _ snakeCase: String, table: String, from: String, to: String, symmetrical: Bool = false) {
            self.init(name, snakeCase, symmetrical: symmetrical)
            names = JunctionNames(table: table, from: from, to: to)
        }
    }

    init(name: String, owner: @escaping @Sendable () -> Table, target: @escaping @Sendable () -> Table, kind: Kind) {
        self.name = name
        self.owner = owner
        self.target = target
        self.kind = kind
    }

    /// The other end of a relation that a property of another model declares.
    static func inverse<Owner: Model, Target: Model>(
        of relation: @escaping @Sendable () -> Relation?, from owner: Owner.Type, to target: Target.Type
    ) -> Relation {
        Relation(name: "inverse", owner: { Target.table }, target: { Owner.table }, kind: .inverse(relation))
    }

    /// Whether it is the other end of a declared relation.
    var isInverse: Bool { if case .inverse = kind { true } else { false } }

    /// `Contact.departments`, for messages.
    var title: String { owner().modelName + "." + name }

    /// The tables and columns behind the relation.
    ///
    /// Throws ``SchemaError`` when the declaration does not fit the models.
    func resolve() throws -> ResolvedRelation {
        if let known = resolved.withLock({ $0 }) { return known }
        let made = try ResolvedRelation(self)
        // Whoever was first is right: the table of a junction must stay one and the same.
        return resolved.withLock { known in
            if known == nil { known = made }
            return known ?? made
        }
    }
}
