// What changes of links have in common.
extension ShapeWriter {
    mutating func write(_ insert: LinkInsert) throws {
        let junction = insert.junction
        tag(insert.answer.rawValue + 4 * insert.ends.rawValue + (insert.ownersAreHeld ? 16 : 0))
        try write(insert.relation)
        try write(insert.pairs, insert.list)
        if insert.asksForMany { try bind(.integer(Int64(insert.list.count))) }
        if junction.isStamped { try bind(insert.now) }
        let asked = insert.asked
        number(asked.forward.count)
        for place in asked.forward.indices {
            text(asked.forward[place].column)
            try write(asked.forward[place].value)
            if junction.isSymmetrical { try write(asked.mirror[place].value) }
        }
        number(insert.ofMirror.count)
        for column in insert.ofMirror { text(column) }
        number(insert.beginnings.count)
        for column in insert.beginnings {
            text(column.column)
            try write(column.value)
            if junction.isSymmetrical { try write(column.value) }
        }
    }

    /// - Parameter isRestoral: whether the links are restored, not ended.
    mutating func write(_ update: LinkUpdate, isRestoral: Bool) throws {
        let junction = try update.relation.junction(), table = junction.table
        tag((update.isReported ? 1 : 0) + (update.ownersAreHeld ? 2 : 0))
        try write(update.relation)
        if update.comparesEach, case .one(let owner, let targets) = update.pairs {
            tag(4)
            number(targets.count)
            try bind(owner)
            for target in targets { try bind(target) }
        } else {
            try write(update.pairs)
        }
        try write(update.filter)
        // Asked of the mirror row, too.
        if junction.isSymmetrical { try write(update.filter) }
        guard table.isSoftDeletable else { return }
        if !isRestoral || table.modifiedAt != nil { try bind(update.now) }
        try write(update.fill)
    }

    mutating func write(_ pairs: LinkPairs) throws { try write(pairs, pairs.list) }

    mutating func write(_ pairs: LinkPairs, _ list: [Value]) throws {
        switch pairs {
        case .one(let owner, _):
            tag(pairs.isSingle ? 0 : 1)
            try bind(owner)
            try bind(pairs.isSingle ? list[0] : .list(of: list))
        case .all(let owner):
            tag(2)
            try bind(owner)
        case .many:
            tag(3)
            try bind(.list(of: list))
        }
    }

    mutating func write(_ filter: LinkFilter?) throws {
        tag(filter == nil ? 0 : 1)
        guard let filter else { return }
        scope(filter.scope)
        try write(filter.condition)
    }
}
