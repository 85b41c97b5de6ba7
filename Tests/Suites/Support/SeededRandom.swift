/// Random values whose seed is printed, so that a failure can be repeated (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// - Parameter seed: put a printed one here to see the same values again.
    package init(_ name: String, seed: UInt64? = nil) {
        state = seed ?? UInt64.random(in: .min ... .max)
        print("\(name): seed \(state)")
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
