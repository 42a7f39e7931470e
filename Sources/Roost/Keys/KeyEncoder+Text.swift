import Foundation
import RoostEngine

extension KeyEncoder {
    mutating func appendData(_ value: Data) {
        appendData(value.span)
    }

    mutating func appendData(_ value: Span<UInt8>) {
        bytes.append(KeyTag.data)
        appendTerminated(value)
    }

    mutating func appendString(_ value: String) {
        bytes.append(KeyTag.string)
        if value.utf8.span.isCertainlyNFC || isTooLong(value.utf8.span) {
            appendTerminated(value.utf8.span)
        } else {
            appendTerminated(UnicodeText.normalized(value).utf8.span)
        }
    }

    mutating func appendFoldedString(_ value: String) {
        let utf8 = value.utf8.span
        if utf8.isASCII {
            appendFoldedASCII(utf8)
        } else {
            bytes.append(KeyTag.folded)
            appendTerminated(UnicodeText.folded(value).utf8.span)
        }
    }

    /// `text` is ASCII, so that it is in NFC.
    mutating func appendASCII(_ text: Span<UInt8>) {
        bytes.append(KeyTag.string)
        appendTerminated(text)
    }

    /// `text` is ASCII, so that folding is lower-casing.
    mutating func appendFoldedASCII(_ text: Span<UInt8>) {
        bytes.append(KeyTag.folded)
        let start = bytes.count
        appendTerminated(text)
        var span = bytes.mutableSpan
        for index in start..<span.count where span[index] >= 0x41 && span[index] <= 0x5A {
            span[index] |= 0x20
        }
    }

    private mutating func appendTerminated(_ text: Span<UInt8>) {
        var start = 0
        while let index = text.firstIndex(of: KeyText.zero, from: start) {
            bytes.append(copying: text.extracting(start..<index))
            bytes.append(KeyText.zero)
            bytes.append(KeyText.escapedZero)
            start = index + 1
        }
        bytes.append(copying: text.extracting(start..<text.count))
        bytes.append(KeyText.zero)
        bytes.append(KeyText.terminator)
    }
}
