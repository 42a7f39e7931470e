import Foundation
import RoostEngine

/// Brings a text into NFC in a time linear in its length.
///
/// Foundation does so in a time that grows with the square of the text where combining marks follow each other. So it
/// gets pieces of a few dozen scalars, each from one stable scalar to another (``StableScalars``). A run of more scalars
/// than a piece may have, which no language writes and the stream-safe format of UAX #15 would cut, is normalised here
/// (``LongRun``), to the same text.
struct CanonicalComposer: ~Escapable {
    /// From so many bytes on, a piece ends with the next stable scalar.
    private static let pieceBytes = 96
    /// The most unstable scalars in a row that Foundation gets.
    static let runLimit = 30

    private let text: Span<UInt8>
    private var composed: [UInt8] = []
    /// What has been composed or found to be composed already.
    private var done = 0
    /// The latest stable scalar.
    private var stable = 0
    /// Where the piece begins that has to be normalised, if there is one.
    private var piece: Int?
    /// Unstable scalars since the latest stable one.
    private var run = 0
    /// Bytes handed on.
    private(set) var work = 0

    @_lifetime(copy text)
    init(_ text: Span<UInt8>) {
        self.text = text
    }

    /// Nil when the text is in NFC.
    mutating func compose() -> String? {
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            if StableScalars.contains(scalar) {
                endRun(at: position)
                stable = position
            } else {
                if piece == nil { piece = stable }
                run += 1
            }
            position += length
        }
        endRun(at: text.count)
        flush(to: text.count)
        guard done > 0 else { return nil }
        composed.append(copying: text.extracting(done..<text.count))
        return String(decoding: composed, as: UTF8.self)
    }

    /// Before a stable scalar, or at the end.
    private mutating func endRun(at end: Int) {
        guard let start = piece else { return }
        if run > Self.runLimit {
            flush(to: stable)
            copy(to: stable)
            var long = LongRun(text.extracting(stable..<end))
            composed += long.composed()
            work += long.work
            done = end
            piece = nil
        } else if end - start >= Self.pieceBytes {
            flush(to: end)
        }
        run = 0
    }

    private mutating func flush(to end: Int) {
        guard let start = piece, start < end else { return }
        copy(to: start)
        let part = text.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        // Foundation composes right only what is decomposed: else it leaves a Hangul syllable and a final consonant apart,
        // and U+0F73, which decomposes to marks, where it stands.
        composed += part.decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping.utf8
        work += 2 * (end - start)
        done = end
        piece = nil
    }

    private mutating func copy(to end: Int) {
        guard done < end else { return }
        composed.append(copying: text.extracting(done..<end))
        done = end
    }
}

extension Span<UInt8> {
    /// The scalar that begins at a position of a text, and its length. REQUIRES: valid UTF-8.
    func scalar(at position: Int) -> (value: UInt32, length: Int) {
        func next(_ offset: Int) -> UInt32 { UInt32(self[position + offset] & 0x3F) }
        let first = UInt32(self[position])
        switch first {
        case ..<0x80: return (first, 1)
        case ..<0xE0: return ((first & 0x1F) << 6 | next(1), 2)
        case ..<0xF0: return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3)
        default: return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
        }
    }
}
