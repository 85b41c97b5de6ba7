import Foundation

/// `YYYY-MM-DD HH:MM:SS.ffffff`, read and written by hand: no formatter, no allocation. It trusts the digits.
public enum DateText {
    /// In bytes, as it is written.
    static var length: Int32 { 26 }

    @inline(__always) static func date(_ text: UnsafePointer<UInt8>, _ count: Int) -> Date {
        Date(timeIntervalSince1970: Double(micros(text, count)) / 1e6)
    }

    /// Microseconds since 1970.
    @inline(__always) private static func micros(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        func two(_ at: Int) -> Int { Int(text[at] &- 48) &* 10 &+ Int(text[at + 1] &- 48) }
        let day = days(two(0) &* 100 &+ two(2), two(5), two(8))
        let seconds = (day &* 24 &+ two(11)) &* 3600 &+ two(14) &* 60 &+ two(17)
        var fraction = 0
        if count >= 26 {
            fraction = two(20) &* 10_000 &+ two(22) &* 100 &+ two(24)
        } else if count > 20 {
            var unit = 100_000
            for at in 20..<count {
                fraction &+= Int(text[at] &- 48) &* unit
                unit /= 10
            }
        }
        return Int64(seconds &* 1_000_000 &+ fraction)
    }

    /// Days since 1970 (the algorithm is Howard Hinnant's `days_from_civil`).
    @inline(__always) private static func days(_ civilYear: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? civilYear &- 1 : civilYear
        let era = (year >= 0 ? year : year &- 399) / 400, yearOfEra = year &- era &* 400
        let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
        return era &* 146_097 &+ yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear &- 719_468
    }

    /// Writes 26 bytes.
    @inline(__always) static func write(_ micros: Int64, to text: UnsafeMutablePointer<UInt8>) {
        func put(_ at: Int, _ number: Int) {
            text[at] = UInt8(truncatingIfNeeded: 48 &+ number / 10)
            text[at + 1] = UInt8(truncatingIfNeeded: 48 &+ number % 10)
        }
        var time = Int(micros) / 1_000_000, fraction = Int(micros) % 1_000_000
        if fraction < 0 {
            fraction += 1_000_000
            time -= 1
        }
        var days = time / 86_400, second = time % 86_400
        if second < 0 {
            second += 86_400
            days -= 1
        }
        let (year, month, day) = civil(days)
        put(0, year / 100)
        put(2, year % 100)
        text[4] = UInt8(ascii: "-")
        put(5, month)
        text[7] = UInt8(ascii: "-")
        put(8, day)
        text[10] = UInt8(ascii: " ")
        put(11, second / 3600)
        text[13] = UInt8(ascii: ":")
        put(14, second / 60 % 60)
        text[16] = UInt8(ascii: ":")
        put(17, second % 60)
        text[19] = UInt8(ascii: ".")
        put(20, fraction / 10_000)
        put(22, fraction / 100 % 100)
        put(24, fraction % 100)
    }

    /// The reverse of `days` (`civil_from_days`).
    @inline(__always) private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days &+ 719_468, era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let shiftedMonth = (5 &* dayOfYear &+ 2) / 153, month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
        return (yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0), month, dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1)
    }

    /// The same as a string.
    public static func string(_ micros: Int64) -> String {
        String(unsafeUninitializedCapacity: Int(length)) { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            write(micros, to: start)
            return Int(length)
        }
    }
}
