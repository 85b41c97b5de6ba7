/// Numbers that look random and are the same in every run (SplitMix64, by Guy Steele, Doug Lea and Christine Flood).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SplitMix64 {
    mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: list.indices, using: &self)] }

    /// Some of a list, each at most once.
    mutating func sample<T>(_ count: Int, of list: [T]) -> [T] { Array(list.shuffled(using: &self).prefix(count)) }

    /// Four to nine small letters.
    mutating func word() -> String {
        var letters: [UInt8] = []
        for _ in 0..<Int.random(in: 4...9, using: &self) {
            letters.append(UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &self))
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// A time in the years 2020 to 2026, to the millisecond, in microseconds since 1970.
    mutating func stamp() -> Int64 { (1_577_836_800_000 + Int64.random(in: 0..<200_000_000_000, using: &self)) * 1000 }
}
