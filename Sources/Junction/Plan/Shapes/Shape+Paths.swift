extension ShapeWriter {
    mutating func write(_ path: Path) throws {
        scope(path.scope)
        number(path.hops.count)
        for hop in path.hops {
            switch hop.step {
            case .foreignKey(let column):
                tag(0)
                text(column)
            case .single(let relation):
                tag(1)
                try write(relation)
            }
            tag(hop.visibility.rawValue)
            tag(hop.isRequired ? 1 : 0)
        }
    }

    mutating func write(_ relation: Relation) throws {
        let resolved = try relation.resolve()
        if !isLasting, let shape = resolved.shape { return bytes(shape) }
        write(resolved.owner, resolved.target, resolved.route, resolved.limit)
    }

    /// Two relations with the same tables and columns are the same to the planner.
    mutating func write(_ owner: Table, _ target: Table, _ route: ResolvedRelation.Route, _ limit: RelationLimit?) {
        identity(owner)
        identity(target)
        switch route {
        case .children(let key, _):
            tag(0)
            text(key.name)
        case .junction(let junction):
            tag(1)
            identity(junction.table)
            text(junction.near.name)
            text(junction.far.name)
            tag((junction.isSymmetrical ? 1 : 0) + (junction.place != nil ? 2 : 0) + (limit != nil ? 4 : 0))
            if let place = junction.place {
                text(place.column)
                tag(place.isOfNear ? 1 : 0)
            }
            // Relations over the same tables may differ in what they allow.
            if let limit, !isLasting { number(limit.target.number) }
        }
    }
}
