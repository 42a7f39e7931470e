/// Reads dates that stand in JSON as ISO 8601 text.
///
/// `2024-02-29`, `2024-02-29T12:30:00Z`, `2024-02-29T12:30:00.25+02:00`: years 0 to 9999 of the Gregorian calendar, days
/// that there are, seconds up to 59, and a time with `Z` or an offset of hours and minutes.
enum CivilDate {
    /// From the first of March of the year 0 to 2001-01-01.
    static let daysToReferenceDate = 730_791

    /// Seconds since 2001-01-01 00:00:00 UTC; nil for text that is no such date.
    static func seconds(_ text: Span<UInt8>) -> Double? {
        var reader = Reader(text: text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), 1...12 ~= month, 1...days(in: month, of: year) ~= day
        else { return nil }
        let midnight = days(year, month, day) * 86_400
        if reader.isAtEnd { return Double(midnight) }
        guard reader.skip("T"), let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
            reader.skip(":"), let second = reader.number(2), hour < 24, minute < 60, second < 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        return Double(midnight + hour * 3_600 + minute * 60 + second - offset) + fraction
    }

    /// Days since 2001-01-01. H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - daysToReferenceDate
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private struct Reader: ~Escapable {
        let text: Span<UInt8>
        var position = 0

        @_lifetime(copy text)
        init(text: Span<UInt8>) { self.text = text }

        var isAtEnd: Bool { position == text.count }
        private var next: UInt8 { position < text.count ? text[position] : 0 }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard next == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            var value = 0
            for _ in 0..<digits {
                guard 0x30...0x39 ~= next else { return nil }
                value = value * 10 + Int(next & 0x0F)
                position += 1
            }
            return value
        }

        /// 0 without one. As many digits as a `Double` tells apart count.
        mutating func fraction() -> Double? {
            guard skip(".") else { return 0 }
            var value = 0.0
            var scale = 1.0
            let start = position
            while 0x30...0x39 ~= next {
                if scale < 1e15 {
                    value = value * 10 + Double(next & 0x0F)
                    scale *= 10
                }
                position += 1
            }
            return position > start ? value / scale : nil
        }

        /// Seconds that the zone is ahead of UTC.
        mutating func offset() -> Int? {
            if skip("Z") { return 0 }
            let isNegative = next == UInt8(ascii: "-")
            guard skip("+") || skip("-"), let hours = number(2), hours < 24 else { return nil }
            _ = skip(":")
            guard let minutes = number(2), minutes < 60 else { return nil }
            let offset = hours * 3_600 + minutes * 60
            return isNegative ? -offset : offset
        }
    }
}
