/// What two requests have in common that differ in their values only: the key under which a plan is kept.
struct Shape: Hashable, Sendable {
    let bytes: [UInt8]

    /// All bytes at once: an array by itself hashes them one by one.
    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// Walks a request once: writes its shape and takes its values out, in the order in which the planner meets them.
struct ShapeWriter {
    private let memory: ShapeMemory
    var shape: Shape { memory.shape }
    private(set) var binds: [Value] = []
    private var scopes: [Scope] = []
    /// The queries with a name that were written already.
    var commonTables: [String: NodeKey] = [:]
    /// Whether one expression is written, to be compared with others.
    private let isKey: Bool
    /// Whether what is written stays the same from run to run: tables by their names.
    let isLasting: Bool
    /// The keys by which the rows of a selection are grouped; nil where they are not, and inside a figure.
    var groups: [NodeKey]?

    /// - Parameter memory: where the shape is written, over what was there.
    init(_ request: Request, in memory: ShapeMemory = ShapeMemory()) throws {
        isKey = false
        isLasting = false
        self.memory = memory
        memory.clear()
        binds.reserveCapacity(8)
        try write(request)
    }

    /// The part of a shape that a relation has in it.
    init(_ owner: Table, _ target: Table, _ route: ResolvedRelation.Route, _ limit: RelationLimit?) {
        memory = ShapeMemory()
        isKey = false
        isLasting = false
        write(owner, target, route, limit)
    }

    init(_ node: Node) throws {
        memory = ShapeMemory()
        isKey = true
        isLasting = false
        try write(node)
    }

    init(lasting order: [OrderTerm]) throws {
        memory = ShapeMemory()
        isKey = false
        isLasting = true
        for term in order {
            write(direction: term)
            try write(term.node)
        }
    }

    /// The whole as a short text: FNV-1a of 64 bits.
    var digest: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in shape.bytes + binds.flatMap({ Array($0.description.utf8) }) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
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
        case .upsert(let table, let columns, let values, let conflict, let assignments):
            tag(17)
            identity(table)
            number(columns.count)
            for column in columns { text(column.name) }
            for value in values { try bind(value) }
            number(conflict.columns.count)
            for column in conflict.columns { text(column) }
            begin(conflict.old)
            begin(conflict.new)
            tag(assignments == nil ? 0 : 1)
            try write(assignments ?? [])
        case .updateEach(let changes, let now):
            tag(18)
            identity(changes.table)
            number(changes.columns.count)
            for column in changes.columns { text(column.name) }
            try bind(changes.list)
            if changes.table.modifiedAt != nil { try bind(now) }
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

    mutating func write(_ assignments: [Assignment]) throws {
        number(assignments.count)
        for assignment in assignments {
            text(assignment.column)
            try write(assignment.value)
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

    /// An occurrence that is spoken of.
    mutating func scope(_ scope: Scope) {
        if let known = scopes.lastIndex(of: scope) { return number(known) }
        // One outside an expression that is compared keeps its own number there.
        if isKey { return number(-scope.number) }
        begin(scope)
    }

    /// An occurrence that begins here.
    mutating func begin(_ scope: Scope) {
        if !scopes.contains(scope) { scopes.append(scope) }
        number(scopes.lastIndex(of: scope) ?? 0)
    }

    mutating func tag(_ byte: UInt8) { memory.append(byte) }
    mutating func number(_ number: Int) { memory.append(Int32(truncatingIfNeeded: number)) }
    /// Tables live as long as the program, so their address tells them apart.
    mutating func identity(_ table: Table) {
        if isLasting { return text(table.name) }
        memory.append(UInt(bitPattern: ObjectIdentifier(table)))
    }
    mutating func text(_ text: String) { memory.append(text) }
    mutating func bytes(_ bytes: [UInt8]) { memory.append(bytes) }
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
