/// What two requests have in common that differ in their values only: the key under which a plan is kept.
struct Shape: Hashable, Sendable {
    fileprivate(set) var bytes: [UInt8] = []

    /// All bytes at once: an array by itself hashes them one by one.
    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// Walks a request once: writes its shape and takes its values out, in the order in which the planner meets them.
struct ShapeWriter {
    private(set) var shape = Shape()
    private(set) var binds: [Value] = []
    private var scopes: [Scope] = []

    init(_ request: Request) throws {
        shape.bytes.reserveCapacity(128)
        try write(request)
    }

    private mutating func write(_ request: Request) throws {
        switch request {
        case .select(let selection):
            tag(1)
            try write(selection)
        case .count(let selection):
            tag(2)
            try write(selection)
        case .exists(let selection):
            tag(3)
            try write(selection)
        case .related(let selection, let owners):
            tag(4)
            try write(selection)
            try bind(.list(of: owners, width: selection.via.map { try $0.relation.resolve().near.columns.count } ?? 1))
        case .find(let table, let key):
            tag(5)
            identity(table)
            try bind(key)
        case .insert(let table, let columns, let values, let returnsRow):
            tag(6)
            identity(table)
            tag(returnsRow ? 1 : 0)
            number(columns.count)
            for column in columns { text(column.name) }
            for value in values { try bind(value) }
        case .insertMany(let table, let columns, let lists, let returnsKeys):
            tag(16)
            identity(table)
            tag(returnsKeys ? 1 : 0)
            number(columns.count)
            for column in columns { text(column.name) }
            for list in lists { try bind(list) }
        case .update(let selection, let assignments, let returnsRow):
            tag(7)
            tag(returnsRow ? 1 : 0)
            try write(selection)
            try write(assignments)
        case .delete(let selection, let junctions):
            tag(8)
            number(junctions.count)
            for junction in junctions {
                text(junction.near.name)
                text(junction.far.name)
            }
            try write(selection)
        case .link(let insert):
            tag(9)
            try write(insert)
        case .unlink(let update):
            tag(10)
            try write(update, isRestoral: false)
        case .relink(let update):
            tag(11)
            try write(update, isRestoral: true)
        case .arrange(let order):
            tag(12)
            try write(order.relation)
            try write(order.pairs, order.list)
            if try order.relation.junction().table.modifiedAt != nil { try bind(order.now) }
        case .survey(let relation, let pairs):
            tag(13)
            try write(relation)
            try write(pairs)
        case .linked(let relation, let owners, let filter):
            tag(14)
            try write(relation)
            tag(owners.count == 1 ? 1 : 2)
            try bind(owners.count == 1 ? owners[0] : .list(of: owners, width: relation.owner().primaryKey.count))
            try write(filter)
        case .present(let references, let keys):
            tag(15)
            number(references.count)
            for reference in references {
                identity(reference.table)
                text(reference.name)
            }
            for key in keys { try bind(key) }
        }
    }

    private mutating func write(_ selection: Selection) throws {
        if let via = selection.via {
            tag(1)
            try write(via.origin)
            try write(via.relation)
            scope(via.link)
            tag(via.linkVisibility.rawValue)
        } else {
            tag(0)
            identity(selection.table())
        }
        scope(selection.scope)
        tag(selection.visibility.rawValue)
        tag(
            (selection.isDistinct ? 1 : 0) + (selection.isValues ? 2 : 0) + (selection.limit != nil ? 4 : 0)
                + (selection.offset != nil ? 8 : 0)
                + (selection.isUnordered ? 16 : 0) + (selection.lock.map { $0.rawValue << 5 } ?? 0))
        number(selection.filters.count)
        for filter in selection.filters { try write(filter) }
        let order = selection.orderAsked
        number(order.count)
        tag(selection.order.isEmpty ? 0 : 1)
        for term in order {
            tag((term.isDescending ? 1 : 0) + (term.nullsFirst ? 2 : 0))
            try write(term.node)
        }
        number(selection.requirements.count)
        for path in selection.requirements { try write(path) }
        number(selection.parts.count)
        for part in selection.parts {
            switch part {
            case .one(let path):
                tag(1)
                try write(path)
            case .many(let related):
                tag(2)
                if let via = related.via { try write(via.origin) }
                try related.via.map { try write($0.relation) }
            case .link: tag(3)
            case .value(let node):
                tag(4)
                try write(node)
            }
        }
        if let limit = selection.limit { try bind(.integer(Int64(limit))) }
        if let offset = selection.offset { try bind(.integer(Int64(offset))) }
    }

    mutating func write(_ assignments: [Assignment]) throws {
        number(assignments.count)
        for assignment in assignments {
            text(assignment.column)
            try write(assignment.value)
        }
    }

    mutating func write(_ node: Node) throws {
        switch node {
        case .column(let path, let name):
            tag(1)
            try write(path)
            text(name)
        case .bind(let value):
            tag(2)
            try bind(value)
        case .compare(let comparison, let a, let b):
            tag(3)
            tag(comparison.rawValue)
            try write(a)
            try write(b)
        case .arithmetic(let operation, let type, let a, let b):
            tag(4)
            tag(operation.rawValue)
            tag(type.rawValue)
            try write(a)
            try write(b)
        case .concat: try write(chain: node, 5)
        case .and: try write(chain: node, 6)
        case .or: try write(chain: node, 7)
        case .not(let a):
            tag(8)
            try write(a)
        case .isNull(let a):
            tag(9)
            try write(a)
        case .isSame(let a, let b):
            tag(10)
            try write(a)
            try write(b)
        case .among(let a, let values):
            tag(11)
            try write(a)
            try bind(.list(of: values, width: a.parts.count))
        case .matches(let a, let pattern):
            tag(12)
            try write(a)
            try bind(.pattern(pattern))
        case .call(let function, let arguments):
            tag(13)
            tag(function.rawValue)
            number(arguments.count)
            for argument in arguments { try write(argument) }
        case .tuple(let parts):
            tag(17)
            number(parts.count)
            for part in parts { try write(part) }
        case .belongs(let path, let relation, let owner):
            tag(14)
            try write(path)
            try write(relation)
            try bind(owner)
        case .any(let selection):
            tag(15)
            try write(selection)
        case .aggregate(let aggregate, let type, let selection, let value):
            tag(16)
            tag(aggregate.rawValue)
            tag(type.rawValue)
            try write(selection)
            tag(value == nil ? 0 : 1)
            if let value { try write(value) }
        }
    }

    private mutating func write(chain node: Node, _ operation: UInt8) throws {
        tag(operation)
        let operands = node.operands
        number(operands.count)
        for operand in operands { try write(operand) }
    }

    private mutating func write(_ path: Path) throws {
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

    /// Two relations with the same tables and columns are the same to the planner.
    mutating func write(_ relation: Relation) throws {
        let resolved = try relation.resolve()
        identity(resolved.owner)
        identity(resolved.target)
        switch resolved.route {
        case .children(let key, _):
            tag(0)
            text(key.name)
        case .junction(let junction):
            tag(1)
            identity(junction.table)
            text(junction.near.name)
            text(junction.far.name)
            tag((junction.isSymmetrical ? 1 : 0) + (junction.place != nil ? 2 : 0) + (resolved.limit != nil ? 4 : 0))
            if let place = junction.place {
                text(place.column)
                tag(place.isOfNear ? 1 : 0)
            }
            // Relations over the same tables may differ in what they allow.
            if let limit = resolved.limit { number(limit.target.number) }
        }
    }

    mutating func bind(_ value: Value) throws {
        if case .tuple(let parts) = value {
            tag(2)
            number(parts.count)
            for part in parts { try bind(part) }
            return
        }
        try value.check()
        binds.append(value)
        // The types decide how a statement is prepared, and how a list is written.
        guard case .list(_, let types) = value else { return tag(value.type.map { 8 + $0.rawValue } ?? 0) }
        tag(3)
        number(types.count)
        for type in types { tag(type.rawValue) }
    }

    mutating func scope(_ scope: Scope) {
        if let known = scopes.lastIndex(of: scope) { return number(known) }
        scopes.append(scope)
        number(scopes.count - 1)
    }

    mutating func tag(_ byte: UInt8) { shape.bytes.append(byte) }
    mutating func number(_ number: Int) {
        withUnsafeBytes(of: Int32(truncatingIfNeeded: number)) { shape.bytes.append(contentsOf: $0) }
    }
    /// Tables live as long as the program, so their address tells them apart.
    private mutating func identity(_ table: Table) {
        withUnsafeBytes(of: UInt(bitPattern: ObjectIdentifier(table))) { shape.bytes.append(contentsOf: $0) }
    }
    mutating func text(_ text: String) {
        shape.bytes.append(contentsOf: text.utf8)
        shape.bytes.append(0)
    }
}

extension Value {
    /// Throws for a value that no database may see.
    func check() throws {
        switch self {
        case .invalid(.unassignedKey(let model)): throw QueryError(.unsavedKey(model: model))
        case .invalid(.valuesWithParts): throw QueryError(.valuesWithParts)
        case .invalid(let problem): throw QueryError(.unusableValue(reason: problem.description))
        case .list(let values, _), .tuple(let values): for value in values { try value.check() }
        default: break
        }
    }
}
