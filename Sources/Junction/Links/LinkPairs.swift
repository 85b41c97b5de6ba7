/// An owner and a target, by their keys.
@usableFromInline
struct LinkPair: Sendable, Hashable {
    @usableFromInline let owner: Value
    @usableFromInline let target: Value
}

/// The links that a change is about.
enum LinkPairs: Sendable {
    /// Those of one owner to these targets.
    case one(owner: Value, targets: [Value])
    /// Those of one owner, whatever their targets.
    case all(owner: Value)
    case many([LinkPair])

    /// The one owner; nil where each pair has its own.
    var owner: Value? {
        switch self {
        case .one(let owner, _), .all(let owner): owner
        case .many: nil
        }
    }

    /// Each owner, once.
    var owners: [Value] { owner.map { [$0] } ?? pairs.map(\.owner).uniqued() }

    /// How many there are; 0 where the targets are not named.
    var count: Int {
        switch self {
        case .one(_, let targets): targets.count
        case .all: 0
        case .many(let pairs): pairs.count
        }
    }

    /// Whether it is one pair, which needs no list.
    var isSingle: Bool { if case .one(_, let targets) = self { targets.count == 1 } else { false } }

    /// Whether it is a few pairs, so that a change of them takes no time worth an interruption.
    var isBrief: Bool { if case .one(_, let targets) = self { targets.count <= 100 } else { false } }

    /// What is bound as a list: targets, or pairs.
    var list: [Value] {
        switch self {
        case .one(_, let targets): targets
        case .all: []
        case .many(let pairs): pairs.map { .composite([$0.owner, $0.target]) }
        }
    }

    /// The same, each with its rank among those of the end that orders them, and with keys for its rows.
    func list(rankedBy end: KeyPath<LinkPair, Value>?, _ keys: () -> [Value] = { [] }) -> [Value] {
        let list = list
        guard let end else {
            // Without anything to add, the list is what it is.
            let first = keys()
            return first.isEmpty ? list : list.enumerated().map { .composite([$1] + ($0 == 0 ? first : keys())) }
        }
        var ranks: [Value: Int64] = [:]
        return zip(list, pairs).map { value, pair in
            let rank = ranks[pair[keyPath: end], default: 0]
            ranks[pair[keyPath: end]] = rank + 1
            return .composite([value, .integer(rank)] + keys())
        }
    }

    /// Each pair; none where the targets are not named.
    var pairs: [LinkPair] {
        switch self {
        case .one(let owner, let targets): targets.map { LinkPair(owner: owner, target: $0) }
        case .all: []
        case .many(let pairs): pairs
        }
    }

    /// Without pairs that only say of an earlier one what is linked the other way round.
    var withoutMirrors: LinkPairs {
        guard case .many(let pairs) = self else { return self }
        var seen = Set<LinkPair>()
        return .many(
            pairs.filter { pair in
                seen.insert(pair)
                return pair.owner == pair.target || !seen.contains(LinkPair(owner: pair.target, target: pair.owner))
            })
    }

    /// Fewer pairs of the same kind.
    func only(_ isKept: (LinkPair) -> Bool) -> LinkPairs {
        switch self {
        case .one(let owner, let targets): .one(owner: owner, targets: targets.filter { isKept(LinkPair(owner: owner, target: $0)) })
        case .all: self
        case .many(let pairs): .many(pairs.filter(isKept))
        }
    }
}
