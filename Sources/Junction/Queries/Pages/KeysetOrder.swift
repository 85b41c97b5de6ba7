/// What tells each row's place among the rows of a query: its order, and the key at the end.
struct KeysetOrder {
    private let terms: [OrderTerm]
    /// What the order is made of, in words that stay the same from run to run.
    private let title: String

    var count: Int { terms.count }

    init(_ selection: Selection) throws {
        guard selection.limit == nil, selection.offset == nil, selection.groups == nil, selection.arms.isEmpty, !selection.isDistinct,
            selection.distinctOn.isEmpty
        else {
            throw QueryError(.unsupported(what: "page of a page, of groups, or of distinct or combined values", database: "Junction"))
        }
        let table = selection.table(), key = table.primaryKey.map { OrderTerm(node: .column(selection.path, $0)) }
        let asked = selection.orderAsked
        let own = selection.isUnordered || !selection.order.isEmpty ? [] : table.order(selection.path)
        // What is the same for equal keys says nothing more.
        terms =
            (asked + own).flatMap { term in
                term.node.parts.map { part in
                    var term = term
                    term.node = part
                    return term
                }
            } + key
        title = table.name + " " + (try ShapeWriter(lasting: terms).digest)
    }

    /// The place of a row by its values.
    func cursor(_ values: [Value]) -> PageCursor { PageCursor(order: title, values: values) }

    /// The rows from a place on, and one more to tell whether there are more; with what their places are made of.
    ///
    /// - Parameter isReversed: whether the rows before the place are meant, the nearest first.
    func page(of selection: Selection, _ size: Int, from cursor: PageCursor?, isReversed: Bool) throws -> Selection {
        var page = selection
        page.isUnordered = false
        page.order = isReversed ? terms.map(\.reversed) : terms
        page.fallbackOrder = []
        page.isKeyset = true
        page.limit = size < 1 ? 0 : Swift.min(size, Int(Int32.max)) + 1
        for term in terms { page.parts.append(.value(term.node)) }
        guard let cursor else { return page }
        guard cursor.order == title, cursor.values.count == terms.count else {
            throw QueryError(.unusableValue(reason: "a page cursor of another order"))
        }
        let table = selection.table()
        let places = zip(page.order, cursor.values).map { Place(term: $0, value: $1, table) }
        page.filters += after(places[...])
        return page
    }

    private struct Place {
        let term: OrderTerm
        let value: Value
        let mayBeAbsent: Bool

        init(term: OrderTerm, value: Value, _ table: Table) {
            self.term = term
            self.value = value
            mayBeAbsent =
                if case .column(let path, let name) = term.node, path.hops.isEmpty { table.column(named: name)?.isNullable ?? true } else {
                    true
                }
        }

        var isSame: Node { value.isNull ? .isNull(term.node) : .compare(.equal, term.node, .bind(value)) }

        /// That a row stands after it; nil where none does.
        var isAfter: Node? {
            if value.isNull { return term.nullsFirst ? .not(.isNull(term.node)) : nil }
            let isBeyond = Node.compare(term.isDescending ? .less : .greater, term.node, .bind(value))
            return mayBeAbsent && !term.nullsFirst ? .or(isBeyond, .isNull(term.node)) : isBeyond
        }

        /// That a row stands there or after it, which an index can begin with; nil where that is no single range.
        var isNotBefore: Node? {
            if value.isNull || mayBeAbsent && !term.nullsFirst { return nil }
            return .compare(term.isDescending ? .lessOrEqual : .greaterOrEqual, term.node, .bind(value))
        }
    }

    private func after(_ places: ArraySlice<Place>) -> [Node] {
        guard let first = places.first else { return [.no] }
        let rest = places.dropFirst()
        guard !rest.isEmpty else { return [first.isAfter ?? .no] }
        let later = after(rest).reduce(first.isSame) { .and($0, $1) }
        let place = first.isAfter.map { Node.or($0, later) } ?? later
        return (first.isNotBefore.map { [$0] } ?? []) + [place]
    }
}

extension Hop {
    fileprivate var title: String {
        switch step {
        case .foreignKey(let column): column
        case .single(let relation): relation.title
        }
    }
}

extension OrderTerm {
    fileprivate var reversed: OrderTerm {
        var copy = self
        copy.isDescending.toggle()
        copy.nullsFirst.toggle()
        return copy
    }
}
