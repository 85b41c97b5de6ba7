/// Which targets a relation may be linked to, as the options of the model that declares it say.
struct RelationLimit: Sendable {
    /// The occurrences that the conditions speak of.
    let owner: Scope
    let target: Scope
    let conditions: [Node]
    /// Whether the relation is seen from its other end.
    var isReversed = false

    var reversed: RelationLimit {
        var copy = self
        copy.isReversed.toggle()
        return copy
    }

    /// The limit of a relation that is declared in a model.
    static func of(_ relation: Relation) -> RelationLimit? {
        let limits = relation.owner().limits().filter { $0.via?.relation === relation }
        guard let first = limits.first, let origin = first.via?.origin else { return nil }
        return RelationLimit(owner: origin.scope, target: first.scope, conditions: first.filters)
    }
}
