/// Pairs to look for: a few are compared one after the other, which takes less than to hash them.
struct LinkPairSet {
    private var few: [LinkPair] = []
    private var many: Set<LinkPair>?
    /// Targets of one owner by numbers, which is what most are.
    private var numbers: [Int64] = []
    private var owner: Value?

    private static let fewest = 16

    init(_ pairs: [LinkPair]) {
        if pairs.count > Self.fewest {
            many = Set(pairs)
        } else if let first = pairs.first, let numbers = pairs.numbers(of: first.owner) {
            self.numbers = numbers
            owner = first.owner
        } else {
            few = pairs
        }
    }

    func contains(_ pair: LinkPair) -> Bool {
        if let many { return many.contains(pair) }
        if let owner {
            guard case .integer(let number) = pair.target, pair.owner == owner else { return false }
            return numbers.contains(number)
        }
        return few.contains { $0.target == pair.target && $0.owner == pair.owner }
    }
}

extension [LinkPair] {
    /// The targets as numbers; nil where one is none, or of another owner.
    fileprivate func numbers(of owner: Value) -> [Int64]? {
        var numbers: [Int64] = []
        numbers.reserveCapacity(count)
        for pair in self {
            guard case .integer(let number) = pair.target, pair.owner == owner else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
