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
            for place in few.indices where few[place].target.isSame(as: pair.target) && few[place].owner.isSame(as: pair.owner) {
                return true
            }
            return false
        }
    }
}

extension Value {
    /// What `==` says, sooner for integers, which keys mostly are.
    @inline(__always) fileprivate func isSame(as other: Value) -> Bool {
        if case .integer(let a) = self, case .integer(let b) = other { return a == b }
        return self == other
    }
}
