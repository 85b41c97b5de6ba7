import Junction

/// Texts in PostgreSQL's words.
enum PostgresText {
    /// A pattern for LIKE, whose own signs are escaped by a backslash.
    static func like(_ pattern: TextPattern) -> String {
        pattern.parts.map { part in
            switch part {
            case .anyCharacter: "_"
            case .anySequence: "%"
            case .literal(let text): escaped(text)
            }
        }.joined()
    }

    /// Scalar by scalar: a sign with an accent after it is one character to Swift, and none the less a sign to the server.
    private static func escaped(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if ["\\", "%", "_"].contains(scalar) { scalars.append("\\") }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// The number of days since 2000-01-01 (the algorithm is Howard Hinnant's `days_from_civil`).
    static func days(_ date: CalendarDate) -> Int32 {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = year / 400, yearOfEra = year - era * 400
        let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
        return Int32(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 730_425)
    }

    /// Year * 10 000 + month * 100 + day of a number of days since 2000-01-01 (`civil_from_days`); nil outside the years 1 to 9999.
    static func day(_ days: Int32) -> Int64? {
        let shifted = Int64(days) + 730_425
        // From 0001-01-01 to 9999-12-31; infinity is outside, too.
        guard (306...3_652_364).contains(shifted) else { return nil }
        let era = shifted / 146_097, dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153, month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return year * 10_000 + month * 100 + dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    }

    /// Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
    static let epoch: Int64 = 946_684_800_000_000
}
