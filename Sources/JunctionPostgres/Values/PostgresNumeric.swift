import Foundation

/// PostgreSQL's binary numbers: digits to the base of 10 000, which is exact both ways.
enum PostgresNumeric {
    /// Writes a number: how many digits, the power of the first one, the sign, how many decimal places, the digits.
    static func append(_ decimal: Decimal, to bytes: inout [UInt8]) {
        let text = "\(decimal.magnitude)", parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let whole = Array(parts[0].utf8), fraction = parts.count > 1 ? Array(parts[1].utf8) : []
        let before = (whole.count + 3) / 4, after = (fraction.count + 3) / 4
        let padded =
            [UInt8](repeating: 48, count: before * 4 - whole.count) + whole + fraction
            + [UInt8](repeating: 48, count: after * 4 - fraction.count)
        var digits = stride(from: 0, to: padded.count, by: 4).map { start in
            padded[start..<start + 4].reduce(0 as Int16) { $0 * 10 + Int16($1 - 48) }
        }
        var weight = Int16(before - 1)
        while digits.first == 0 {
            digits.removeFirst()
            weight -= 1
        }
        while digits.last == 0 { digits.removeLast() }
        bytes.append(bigEndian: Int16(digits.count))
        bytes.append(bigEndian: digits.isEmpty ? 0 : weight)
        bytes.append(bigEndian: decimal.isSignMinus && !digits.isEmpty ? negative : 0)
        bytes.append(bigEndian: Int16(fraction.count))
        for digit in digits { bytes.append(bigEndian: digit) }
    }

    /// Reads a number; nil for one that is not finite, or has more digits than a `Decimal` keeps.
    static func read(_ bytes: UnsafeRawPointer, _ count: Int) -> Decimal? {
        guard count >= 8 else { return nil }
        let digits = Int(bytes.bigEndian(Int16.self, at: 0)), weight = Int(bytes.bigEndian(Int16.self, at: 2))
        let sign = bytes.bigEndian(Int16.self, at: 4)
        guard sign == 0 || sign == negative, digits >= 0, count == 8 + 2 * digits else { return nil }
        var mantissa: UInt128 = 0
        for number in 0..<digits {
            let (shifted, isTooLarge) = mantissa.multipliedReportingOverflow(by: 10_000)
            let (sum, overflow) = shifted.addingReportingOverflow(
                UInt128(UInt16(bitPattern: bytes.bigEndian(Int16.self, at: 8 + 2 * number))))
            // The zeros at the end may be what is too much.
            if isTooLarge || overflow { return exact(bytes, digits, weight, isNegative: sign == negative) }
            mantissa = sum
        }
        return decimal(mantissa, exponent: 4 * (weight - digits + 1), isNegative: sign == negative)
    }

    /// The same, digit by digit and without the zeros at the end.
    private static func exact(_ bytes: UnsafeRawPointer, _ digits: Int, _ weight: Int, isNegative: Bool) -> Decimal? {
        var all = (0..<digits).flatMap { number -> [UInt8] in
            let group = bytes.bigEndian(Int16.self, at: 8 + 2 * number)
            return [UInt8(group / 1000), UInt8(group / 100 % 10), UInt8(group / 10 % 10), UInt8(group % 10)]
        }
        var exponent = 4 * (weight - digits + 1)
        while all.last == 0 {
            all.removeLast()
            exponent += 1
        }
        var mantissa: UInt128 = 0
        for digit in all {
            let (shifted, isTooLarge) = mantissa.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = shifted.addingReportingOverflow(UInt128(digit))
            if isTooLarge || overflow { return nil }
            mantissa = sum
        }
        return decimal(mantissa, exponent: exponent, isNegative: isNegative)
    }

    private static func decimal(_ mantissa: UInt128, exponent: Int, isNegative: Bool) -> Decimal? {
        var mantissa = mantissa, exponent = exponent
        if mantissa == 0 { return 0 }
        while mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        guard (-128...127).contains(exponent) else { return nil }
        let (high, low) = mantissa.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
        // Below 10^19 each, so that both fit.
        guard let high = UInt64(exactly: high), let low = UInt64(exactly: low) else { return nil }
        var significand = Decimal(low)
        if high > 0 { significand += Decimal(sign: .plus, exponent: 19, significand: Decimal(high)) }
        return Decimal(sign: isNegative ? .minus : .plus, exponent: exponent, significand: significand)
    }

    private static let negative: Int16 = 0x4000
}

extension [UInt8] {
    mutating func append<T: FixedWidthInteger>(bigEndian value: T) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}

extension UnsafeRawPointer {
    func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
        T(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}
