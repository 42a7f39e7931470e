import Foundation

/// How a record's own `encode(to:)` writes a date as text, for fields of such dates. See ``Field/init(_:_:as:default:)``.
///
/// Whatever the form, a text is read with or without a fraction of a second, with `Z` or an offset such as `+02:00`, and
/// without a time as the beginning of the day in UTC. The form says what a typed change writes, and how much of a date
/// the text keeps.
public struct DateText: Sendable, Hashable {
    private enum Form { case seconds, milliseconds, day }

    private let form: Form

    /// ISO 8601 to the second, as in `2024-02-29T12:30:00Z`.
    public static let iso8601 = DateText(form: .seconds)
    /// ISO 8601 to the millisecond, as in `2024-02-29T12:30:00.250Z`.
    public static let iso8601WithFractionalSeconds = DateText(form: .milliseconds)
    /// An ISO 8601 calendar day, as in `2024-02-29`: its beginning in UTC.
    public static let iso8601Day = DateText(form: .day)

    /// How far a date may be from the one that its text says, in seconds: what the form does not keep, and a millisecond
    /// for formatters that cut off what a `Double` has rounded down.
    var tolerance: TimeInterval {
        switch form {
        case .seconds: 1.001
        case .milliseconds: 0.002
        case .day: 86_400.001
        }
    }

    /// The text of a date, rounded down; nil for a date outside the years 0 to 9999.
    func text(of date: Date) -> String? {
        let milliseconds = (date.timeIntervalSinceReferenceDate * 1_000).rounded(
            form == .milliseconds ? .toNearestOrEven : .down)
        guard abs(milliseconds) < 1e15 else { return nil }
        let (seconds, fraction) = Int(milliseconds).flooringDivision(by: 1_000)
        let (days, time) = seconds.flooringDivision(by: 86_400)
        guard let day = CivilDay(daysSinceReferenceDate: days) else { return nil }
        if form == .day { return day.text }
        let clock = [time / 3_600, time / 60 % 60, time % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(day.text)T\(clock)\(form == .milliseconds ? ".\(fraction.padded(to: 3))" : "")Z"
    }
}

/// A day of the Gregorian calendar, in the years 0 to 9999.
private struct CivilDay {
    var year: Int, month: Int, day: Int

    /// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is the last.
    init?(daysSinceReferenceDate days: Int) {
        let (era, dayOfEra) = (days + CivilDate.daysToReferenceDate).flooringDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard 0...9_999 ~= year else { return nil }
    }

    var text: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }
}

extension Int {
    fileprivate func flooringDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    fileprivate func padded(to width: Int) -> String {
        let digits = "\(self)"
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
