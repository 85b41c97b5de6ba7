/// The links of one owner: the engine behind every many-to-many relation.
public struct Links: Sendable {
    let owner: Value
    let relation: Relation

    /// The rows that are linked.
    func query<Target: Model>() -> Query<Target, Target> {
        var query = Query<Target, Target>.all
        // Seen from the target: it is linked to this owner. The owner itself is held by the caller, so its row is not asked.
        var back = Selection(from: query.selection.path, over: relation.reversed)
        back.visibility = .includingDeleted
        back.filters = [.compare(.equal, .column(back.path, relation.owner().key), .bind(owner))]
        query._selection.value.filters.append(.any(back))
        return query
    }

    /// The junction rows.
    func rows<Link: Model>() -> Query<Link, Link> {
        var query = Query<Link, Link>.all
        query._selection.value.filters.append(.belongs(query.selection.path, relation, owner))
        return query
    }

    /// What fills the columns of links is checked like any row.
    func check(_ fill: [Assignment]) throws {
        guard !fill.isEmpty, let junction = try relation.resolve().junction else { return }
        let own = junction.table.columns.filter { column in
            column.name == junction.near || column.name == junction.far || column.role == .primaryKey || column.role == .deletedAt
        }
        let failures = own.filter { column in fill.contains { $0.column == column.name } }.map {
            ValidationError.Failure(property: $0.property, reason: "belongs to the link itself and cannot be filled")
        }
        if !failures.isEmpty { throw ValidationError(model: junction.table.modelName, failures: failures) }
        try Validation.check(fill, in: junction.table)
    }

    func check() throws {
        if owner.isInvalid {
            throw RelationError(.unsavedOwner, relation: relation.title, model: relation.owner().modelName, keys: [])
        }
    }

    func check(_ targets: [Value]) throws {
        try check()
        if targets.contains(where: \.isInvalid) {
            throw RelationError(.unsavedTarget, relation: relation.title, model: relation.target().modelName, keys: [])
        }
    }
}

extension Relation {
    /// The same relation seen from its target.
    var reversed: Relation {
        Relation(name: name, owner: target, target: owner, kind: .inverse { self })
    }
}
