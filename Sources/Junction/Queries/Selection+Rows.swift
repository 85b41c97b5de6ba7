extension Selection {
    /// The same rows where only their number or existence matters, or where they are written: without order, and without what is read
    /// beside them. A step that drops rows still drops them.
    func onlyRows(keepingOrder: Bool = false) -> Selection {
        if commonName == nil, parts.isEmpty, order.isEmpty && fallbackOrder.isEmpty || keepingOrder, isUnordered || keepingOrder {
            return self
        }
        var copy = self
        for part in parts {
            switch part {
            case .one(let path): copy.require(path)
            case .many(let related): if let origin = related.via?.origin { copy.require(origin) }
            case .value(let node): node.forEachPath { copy.require($0) }
            case .link: break
            }
        }
        copy.parts = []
        copy.isValues = false
        copy.commonName = nil
        return keepingOrder ? copy : copy.unordered
    }

    /// The same in any order. A step of the order that drops rows still drops them.
    var unordered: Selection {
        var copy = self
        for term in order { term.node.forEachPath { copy.require($0) } }
        copy.order = []
        copy.fallbackOrder = []
        copy.isUnordered = true
        return copy
    }

    /// What is counted: rows, or, where equal ones are once, their values.
    var counted: Selection { isDistinct ? unordered : onlyRows() }

    /// What is written: of a page the order matters.
    var written: Selection {
        isDistinct || groups != nil || !distinctOn.isEmpty ? refused(.distinctRows) : onlyRows(keepingOrder: isPage)
    }

    /// Those of the same rows that are live, or deleted: which rows are on a page stays.
    func narrowed(to visibility: Visibility) -> Selection {
        if visibility == self.visibility { return self }
        guard isPage else {
            var copy = self
            copy.visibility = visibility
            return copy
        }
        return Selection(table, among: keys, visibility)
    }

    /// The same rows, of which only these values are read.
    func reading(_ values: [Node]) -> Selection {
        var copy = self
        copy.parts = values.map { .value($0) }
        copy.isValues = true
        copy.isMapped = false
        return copy
    }

    /// The same, with what is read turned into something else.
    var mapped: Selection {
        var copy = self
        copy.isMapped = true
        return copy
    }

    /// The same, refused when it is used.
    func refused(_ problem: ValueProblem) -> Selection {
        var copy = self
        copy.filters.append(.bind(.invalid(problem)))
        return copy
    }

    private mutating func require(_ path: Path) { if path.hops.contains(where: \.isRequired) { requirements.append(path) } }
}

extension Node {
    /// Every path in the expression that begins outside of it, also in nested questions.
    func forEachPath(_ body: (Path) -> Void) {
        switch self {
        case .column(let path, _), .belongs(let path, _, _): body(path)
        default: break
        }
        guard let selection else { return children.forEach { $0.forEachPath(body) } }
        func outside(_ path: Path) { if !selection.begins(path.scope) { body(path) } }
        for child in children { child.forEachPath(outside) }
        selection.forEachPath(outside)
    }

    /// Whether it is made of the rows of a selection alone, or of no row at all.
    func speaksOnly(of selection: Selection) -> Bool {
        var isOfOthers = false
        forEachPath { if !selection.begins($0.scope) { isOfOthers = true } }
        return !isOfOthers
    }
}

extension Selection {
    /// Whether an occurrence is its own, not one of a statement around it.
    fileprivate func begins(_ scope: Scope) -> Bool { scope == self.scope || scope == via?.link }

    fileprivate func forEachPath(_ body: (Path) -> Void) {
        if let via { body(via.origin) }
        func inside(_ selection: Selection) { selection.forEachPath { if !selection.begins($0.scope) { body($0) } } }
        for arm in arms { inside(arm.selection) }
        if let reach {
            inside(reach.start)
            if case .toMany(let step) = reach.step { inside(step) }
        }
        for path in requirements { body(path) }
        for node in filters + order.map(\.node) + fallbackOrder.map(\.node) + distinctOn + (groups ?? []) + having {
            node.forEachPath(body)
        }
        for part in parts {
            switch part {
            case .one(let path): body(path)
            case .many(let related): if let via = related.via { body(via.origin) }
            case .value(let node): node.forEachPath(body)
            case .link: break
            }
        }
    }
}
