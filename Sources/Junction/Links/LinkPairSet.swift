/// Pairs to look for: a few are compared one after the other, which takes less than to hash them.
struct LinkPairSet {
    private enum Form {
        case few([LinkPair])
        case many(Set<LinkPair>)
        /// Targets of one owner by numbers, which is what most are.
        case numbers([Int64], owner: Value)
    }

    private let form: Form

    private static let fewest = 16

    init(_ pairs: [LinkPair]) {
        if pairs.count > Self.fewest {
            form = .many(Set(pairs))
        } else if let first = pairs.first, let numbers = pairs.numbers(of: first.owner) {
            form = .numbers(numbers, owner: first.owner)
        } else {
            form = .few(pairs)
        }
    }

    func contains(_ pair: LinkPair) -> Bool {
        switch form {
        case .few(let pairs): return pairs.contains(pair)
        case .many(let pairs): return pairs.contains(pair)
        case .numbers(let numbers, let owner):
            guard case .integer(let number) = pair.target, pair.owner == owner else { return false }
            return numbers.contains(number)
        }
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
