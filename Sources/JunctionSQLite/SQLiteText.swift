import Foundation
import Junction

/// How SQLite files keep what they have no type for: as text, in the form that Django writes.
enum SQLiteText {
    /// `YYYY-MM-DD HH:MM:SS[.ffffff]`, UTC; the fraction is left out when it is zero.
    static func moment(_ micros: Int64) -> String {
        String(unsafeUninitializedCapacity: momentLength) { write(micros, to: $0) }
    }

    static let momentLength = 26

    /// Writes the same into a buffer of that length; how many bytes it takes.
    static func write(_ micros: Int64, to text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (days, time) = micros.floored(by: 86_400_000_000)
        let (year, month, day) = date(days: days)
        let (seconds, fraction) = time.floored(by: 1_000_000)
        put(year / 100, text, 0)
        put(year % 100, text, 2)
        text[4] = UInt8(ascii: "-")
        put(month, text, 5)
        text[7] = UInt8(ascii: "-")
        put(day, text, 8)
        text[10] = UInt8(ascii: " ")
        put(seconds / 3600, text, 11)
        text[13] = UInt8(ascii: ":")
        put(seconds / 60 % 60, text, 14)
        text[16] = UInt8(ascii: ":")
        put(seconds % 60, text, 17)
        if fraction == 0 { return 19 }
        text[19] = UInt8(ascii: ".")
        put(fraction / 10_000, text, 20)
        put(fraction / 100 % 100, text, 22)
        put(fraction % 100, text, 24)
        return momentLength
    }

    /// Two digits.
    @inline(__always) private static func put(_ number: Int64, _ text: UnsafeMutableBufferPointer<UInt8>, _ at: Int) {
        text[at] = UInt8(truncatingIfNeeded: 48 &+ number / 10)
        text[at + 1] = UInt8(truncatingIfNeeded: 48 &+ number % 10)
    }

    /// Microseconds since 1970 of a text in that form; nil for any other text.
    static func moment(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        guard count == 19 || count == 26, text[4] == 45, text[7] == 45, text[10] == 32, text[13] == 58, text[16] == 58,
            let day = days(text), let hour = two(text, 11), let minute = two(text, 14), let second = two(text, 17), hour < 24, minute < 60,
            second < 60
        else { return nil }
        var micros = ((day &* 24 &+ hour) &* 60 &+ minute) &* 60 &+ second
        micros = micros &* 1_000_000
        if count == 26 {
            guard text[19] == 46, let a = two(text, 20), let b = two(text, 22), let c = two(text, 24) else { return nil }
            micros = micros &+ (a &* 10_000 &+ b &* 100 &+ c)
        }
        return micros
    }

    /// Year * 10 000 + month * 100 + day of `YYYY-MM-DD`; nil for any other text.
    static func day(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        guard count == 10, text[4] == 45, text[7] == 45, let century = two(text, 0), let year = two(text, 2), let month = two(text, 5),
            let day = two(text, 8)
        else { return nil }
        return (century &* 100 &+ year) &* 10_000 &+ month &* 100 &+ day
    }

    static func uuid(_ uuid: UUID) -> String { withUnsafeBytes(of: uuid.uuid) { hex($0) } }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads 32 hex digits into 16 bytes; false for any other text.
    static func uuid(_ text: UnsafePointer<UInt8>, _ count: Int, into bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        guard count == 32 else { return false }
        for i in 0..<16 {
            guard let high = nibble(text[2 * i]), let low = nibble(text[2 * i + 1]) else { return false }
            bytes[i] = high << 4 | low
        }
        return true
    }

    /// A pattern for GLOB, whose own signs are put in brackets.
    static func glob(_ pattern: TextPattern) -> String {
        pattern.parts.map { part in
            switch part {
            case .anyCharacter: "?"
            case .anySequence: "*"
            case .literal(let text):
                String(
                    text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                        ["*", "?", "["].contains(scalar) ? ["[", scalar, "]"] : [scalar]
                    }.reduce(into: String.UnicodeScalarView()) { $0.append($1) })
            }
        }.joined()
    }

    // MARK: Parts

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }

    @inline(__always) private static func two(_ text: UnsafePointer<UInt8>, _ at: Int) -> Int64? {
        let high = text[at] &- 48, low = text[at + 1] &- 48
        return high < 10 && low < 10 ? Int64(high) &* 10 &+ Int64(low) : nil
    }

    /// Days since 1970 of the first ten characters (the algorithm is Howard Hinnant's `days_from_civil`).
    private static func days(_ text: UnsafePointer<UInt8>) -> Int64? {
        guard let century = two(text, 0), let rest = two(text, 2), let month = two(text, 5), let day = two(text, 8),
            (1...12).contains(month),
            (1...31).contains(day), century > 0 || rest > 0
        else { return nil }
        if day > 28, day > length(ofMonth: month, century &* 100 &+ rest) { return nil }
        let year = century &* 100 &+ rest &- (month <= 2 ? 1 : 0)
        let era = year / 400, yearOfEra = year &- era &* 400
        let dayOfYear = (153 &* (month &+ (month > 2 ? -3 : 9)) &+ 2) / 5 &+ day &- 1
        return era &* 146_097 &+ yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear &- 719_468
    }

    private static func length(ofMonth month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The reverse (`civil_from_days`).
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.floored(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    /// The quotient rounded down, and what remains.
    fileprivate func floored(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
