import HandWritten

/// The rows that the workloads meet, and what they are asked to do: 10 000 contacts, 200 categories, and 100 000 links, of which about a
/// tenth has a time of deletion. The same in every run. Times are microseconds since 1970.
public struct DataSet: Sendable {
    /// A row of the table of contacts; its key is its number, from 1.
    struct Person {
        let username: String
        let email: String
        let created: Int64
        let modified: Int64
    }

    let people: [Person]
    /// The names of the categories; their keys are their numbers, from 1.
    let categories: [String]
    /// In no order.
    public let links: [NewLink]
    /// Keys of contacts, some of them more than once.
    public let lookUps: [Int64]
    /// What contacts are to be linked to: of the links that there are, live or not, three less and three others more.
    public let sets: [(contact: Int64, categories: [Int64])]
    /// Pairs to be linked, half of which are in the table, live or not.
    public let adds: [(contact: Int64, category: Int64)]

    /// How many contacts are read with their categories.
    public static var ownerCount: Int { 1000 }
    /// The categories that contacts are filtered by.
    public static let filter: [Int64] = [17, 42, 99]
    /// The time of every change that a workload makes.
    public static var now: Int64 { 1_767_225_600_123_000 }

    public init(seed: UInt64 = 20_260_101) {
        var random = SplitMix64(seed: seed)
        let words = (0..<2000).map { _ in random.word() }
        people = (1...10_000).map { number in
            let name = "\(random.pick(words)).\(random.pick(words))\(number)"
            let email = "\(name)@\(random.pick(words)).example.org"
            return Person(username: name, email: email, created: random.stamp(), modified: random.stamp())
        }
        categories = (1...200).map { number in "\(random.pick(words)) \(random.pick(words)) \(number)" }

        let have = Self.linked(people.count, categories.count, &random)
        links = Self.links(have, &random)
        lookUps = (0..<20_000).map { _ in Int64.random(in: 1...10_000, using: &random) }
        sets = Self.sets(2001...3000, have, categories.count, &random)
        adds = Self.adds(have, links, categories.count, &random)
    }
}

// Nothing here walks over a set or a dictionary, whose order differs from run to run.
extension DataSet {
    /// The categories of each contact: seven to thirteen, ten on average.
    private static func linked(_ contacts: Int, _ categories: Int, _ random: inout SplitMix64) -> [[Int64]] {
        let all = (1...categories).map { Int64($0) }
        var have: [[Int64]] = []
        for _ in 0..<contacts / 2 {
            let more = Int.random(in: 0...3, using: &random)
            have.append(random.sample(10 + more, of: all))
            have.append(random.sample(10 - more, of: all))
        }
        return have
    }

    private static func links(_ have: [[Int64]], _ random: inout SplitMix64) -> [NewLink] {
        let day: Int64 = 86_400_000_000
        var links: [NewLink] = []
        for (i, categories) in have.enumerated() {
            for category in categories {
                let created = random.stamp(), isDeleted = Int.random(in: 0..<10, using: &random) == 0
                links.append(
                    NewLink(contact: Int64(i + 1), category: category, created: created, deleted: isDeleted ? created + day : nil))
            }
        }
        links.shuffle(using: &random)
        return links
    }

    private static func sets(
        _ contacts: ClosedRange<Int>, _ have: [[Int64]], _ categories: Int, _ random: inout SplitMix64
    ) -> [(contact: Int64, categories: [Int64])] {
        let all = (1...categories).map { Int64($0) }
        var sets: [(contact: Int64, categories: [Int64])] = []
        for contact in contacts {
            let current = have[contact - 1]
            let removed = random.sample(3, of: current), added = random.sample(3, of: all.filter { !current.contains($0) })
            let wanted = current.filter { !removed.contains($0) } + added
            sets.append((contact: Int64(contact), categories: wanted.sorted()))
        }
        return sets
    }

    private static func adds(
        _ have: [[Int64]], _ links: [NewLink], _ categories: Int, _ random: inout SplitMix64
    ) -> [(contact: Int64, category: Int64)] {
        let half = 2500
        var adds: [(contact: Int64, category: Int64)] = []
        for link in random.sample(half, of: links) { adds.append((contact: link.contact, category: link.category)) }
        var taken = have.map { Set($0) }
        while adds.count < 2 * half {
            let contact = Int.random(in: 1...have.count, using: &random)
            let category = Int64.random(in: 1...Int64(categories), using: &random)
            if taken[contact - 1].insert(category).inserted { adds.append((contact: Int64(contact), category: category)) }
        }
        adds.shuffle(using: &random)
        return adds
    }
}
