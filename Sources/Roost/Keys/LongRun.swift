import Foundation
import RoostEngine

/// Normalises a text scalar by scalar: decomposes, sorts by combining class, composes (UAX #15, section 3.11 of the
/// Unicode Standard). Linear in its length.
///
/// Foundation tells what single scalars decompose to and what pairs compose to.
struct LongRun {
    private typealias Mark = (scalar: Unicode.Scalar, combiningClass: UInt8)

    /// Marks that were looked at, in all passes.
    private(set) var work = 0
    private var marks: [Mark] = []
    private var decompositions: [Unicode.Scalar: [Mark]] = [:]
    private var compositions: [UInt64: Unicode.Scalar?] = [:]

    init(_ text: Span<UInt8>) {
        var position = 0
        while position < text.count {
            let (value, length) = text.scalar(at: position)
            position += length
            guard let scalar = Unicode.Scalar(value) else { continue }
            marks += decomposition(of: scalar)
            work += length
        }
        sort()
    }

    /// The NFC in UTF-8.
    mutating func composed() -> [UInt8] {
        var result: [Mark] = []
        result.reserveCapacity(marks.count)
        var starter: Int?
        for mark in marks {
            work += 1
            // What stands between keeps a mark of its own class, or of a lower one, from the starter.
            if let place = starter,
                place == result.count - 1
                    || (result[result.count - 1].combiningClass != 0
                        && result[result.count - 1].combiningClass < mark.combiningClass),
                let composite = composition(of: result[place].scalar, mark.scalar)
            {
                result[place].scalar = composite
                continue
            }
            if mark.combiningClass == 0 { starter = result.count }
            result.append(mark)
        }
        var bytes: [UInt8] = []
        for mark in result { bytes += Array(String(mark.scalar).utf8) }
        return bytes
    }

    private mutating func decomposition(of scalar: Unicode.Scalar) -> [Mark] {
        if let known = decompositions[scalar] { return known }
        let scalars = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
        let marks = scalars.map { Mark($0, Self.combiningClass(of: $0)) }
        decompositions[scalar] = marks
        return marks
    }

    /// The combining class, as far as Foundation knows it: its data may be older than that of the standard library, and a
    /// text must not become another one for being long.
    private static func combiningClass(of scalar: Unicode.Scalar) -> UInt8 {
        let combiningClass = scalar.properties.canonicalCombiningClass.rawValue
        guard combiningClass > 0 else { return 0 }
        // The dotted circle composes with nothing. U+0334 is of class 1, U+0301 of class 230.
        let (circle, low, high) = ("\u{25CC}", "\u{334}", "\u{301}")
        let (unsorted, sorted) =
            combiningClass > 1
            ? (circle + String(scalar) + low, circle + low + String(scalar))
            : (circle + high + String(scalar), circle + String(scalar) + high)
        return unsorted.precomposedStringWithCanonicalMapping.utf8.elementsEqual(sorted.utf8) ? combiningClass : 0
    }

    private mutating func composition(of first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        if let syllable = Self.syllable(first.value, second.value) { return syllable }
        let pair = UInt64(first.value) << 32 | UInt64(second.value)
        if let known = compositions[pair] { return known }
        var text = String.UnicodeScalarView()
        text.append(first)
        text.append(second)
        let composed = String(text).precomposedStringWithCanonicalMapping.unicodeScalars
        let composite = composed.count == 1 ? composed.first : nil
        compositions[pair] = .some(composite)
        return composite
    }

    /// A Hangul syllable with the final consonant that follows it, which Foundation leaves apart.
    private static func syllable(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
        guard (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(second) else {
            return nil
        }
        return Unicode.Scalar(first + second - 0x11A7)
    }

    /// Sorts the marks between two starters by their class, those of one class in the order they came in.
    private mutating func sort() {
        var start = 0
        while start < marks.count {
            guard marks[start].combiningClass != 0 else {
                start += 1
                continue
            }
            let end = marks[start...].firstIndex { $0.combiningClass == 0 } ?? marks.count
            work += 2 * (end - start)
            sort(start..<end)
            start = end
        }
    }

    private mutating func sort(_ range: Range<Int>) {
        guard range.count > 1 else { return }
        let unsorted = Array(marks[range])
        // Where the marks of each class begin.
        var places: [UInt8: Int] = [:]
        for mark in unsorted { places[mark.combiningClass, default: 0] += 1 }
        var next = range.lowerBound
        for (combiningClass, count) in places.sorted(by: { $0.key < $1.key }) {
            places[combiningClass] = next
            next += count
        }
        for mark in unsorted {
            marks[places[mark.combiningClass, default: 0]] = mark
            places[mark.combiningClass, default: 0] += 1
        }
    }
}
