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

    /// Limits that would not be kept, since no relation of the model takes them.
    static func mistakes(in table: Table) -> [String] {
        var seen: [Relation] = []
        return table.limits().compactMap { limit in
            guard let via = limit.via, via.origin.hops.isEmpty, table.relations().contains(where: { $0 === via.relation }),
                via.relation.isLinked
            else {
                return "\(table.modelName): 'limits' takes many-to-many relations that the model itself declares with @ManyToMany"
            }
            let title = via.relation.title
            if seen.contains(where: { $0 === via.relation }) { return "\(title): 'limits' names it twice; join the conditions with &&" }
            seen.append(via.relation)
            let isPlain =
                limit.order.isEmpty && limit.limit == nil && limit.offset == nil && limit.visibility == .live
                && via.linkVisibility == .live && limit.parts.isEmpty && !limit.asksForDistinct
            return isPlain ? nil : "\(title): a limit is a filter, and nothing else"
        }
    }
}

extension Relation {
    /// Whether it is declared with a junction, not as the other end of one.
    fileprivate var isLinked: Bool {
        switch kind {
        case .junction, .through: true
        case .children, .inverse: false
        }
    }
}
