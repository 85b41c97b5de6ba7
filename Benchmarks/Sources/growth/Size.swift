/// How many times the smallest data set: 10 000 contacts with about ten links each. Everything about a size is worked out from numbers
/// alone, so that a process knows what is in a file without reading it. The same in every run.
struct Size: Sendable, Hashable {
    let times: Int

    static let all = [1, 10, 100, 1000].map { Size(times: $0) }

    var contacts: Int { 10_000 * times }
    /// About as many links as there are.
    var links: Int { 100_000 * times }
    /// About how many bytes the file takes, with what is in its log meanwhile.
    var bytes: Int { 9_500_000 * times + 60_000_000 }

    /// Categories that any contact may have.
    static let common = 200
    /// Categories that as many contacts have at each size.
    static let rare: [Int64] = [201, 202, 203]

    // MARK: What there is

    /// The categories of a contact, live or not, in the order of their keys.
    func categories(of contact: Int) -> [Int64] {
        let number = Self.number(contact, 1), start = Int(number % 200), step = Self.steps[Int(number >> 8) % Self.steps.count]
        // A step that has no divisor in common with 200 meets none of them twice.
        var all = (0..<(7 + Int((number >> 16) % 7))).map { Int64((start + $0 * step) % Self.common + 1) }.sorted()
        if contact % rareEvery == 0 { all.append(Self.rare[contact / rareEvery % Self.rare.count]) }
        return all
    }

    /// Whether the link to the category at this place among a contact's categories has a time of deletion: a tenth of them.
    func isDeleted(_ contact: Int, _ place: Int) -> Bool { Self.number(contact, 100 + place) % 10 == 0 }

    private var rareEvery: Int { 8 * times }
    private static let steps = [1, 3, 7, 9, 11, 13, 17, 19, 21, 23, 27, 29]

    // MARK: What is asked

    /// The contacts that are read with their categories, spread over all of them, in the order of their keys.
    var owners: [Int64] {
        let share = contacts / 1000
        return (0..<1000).map { Int64($0 * share + 1 + Int(Self.number($0, 2) % UInt64(share))) }
    }

    /// Keys of contacts, in no order.
    var lookUps: [Int64] { (0..<20_000).map { anyContact($0, 3) } }

    /// Pairs to be linked, half of which are.
    var adds: [(contact: Int64, category: Int64)] {
        (0..<5000).map { place in
            let contact = anyContact(place, 4), linked = categories(of: Int(contact))
            if place % 2 == 0 { return (contact, linked[place / 2 % linked.count]) }
            let free = (1...Int64(Self.common)).filter { !linked.contains($0) }
            return (contact, free[place % free.count])
        }
    }

    private func anyContact(_ place: Int, _ kind: Int) -> Int64 { Int64(Self.number(place, kind) % UInt64(contacts)) + 1 }

    /// A number that looks random (the last steps of SplitMix64).
    static func number(_ place: Int, _ kind: Int) -> UInt64 {
        var mixed = UInt64(truncatingIfNeeded: place) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: kind) &* 0xD1B5_4A32_D192_ED03
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
