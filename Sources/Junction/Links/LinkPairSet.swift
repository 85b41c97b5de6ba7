/// Pairs to look for: a few are compared one after the other, which takes less than to hash them.
struct LinkPairSet {
    private let few: [LinkPair]
    private let many: Set<LinkPair>?

    init(_ pairs: [LinkPair]) {
        few = pairs
        many = pairs.count > 16 ? Set(pairs) : nil
    }

    func contains(_ pair: LinkPair) -> Bool {
        if let many { return many.contains(pair) }
        return few.withUnsafeBufferPointer { few in
            for place in few.indices where few[place].target == pair.target && few[place].owner == pair.owner {
                return true
            }
            return false
        }
    }
}
