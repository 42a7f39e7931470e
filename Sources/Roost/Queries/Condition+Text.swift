import Foundation
import RoostEngine

extension Condition {
    /// The condition in words, as in `elevation > 4000`; the values are the query's own.
    var text: String {
        let name = fields.count == 1 ? fields[0].name : "(\(fields.map(\.name).joined(separator: ", ")))"
        if ranges.isEmpty { return "\(name) matches nothing" }
        if arePoints {
            let values = ranges.prefix(4).map { Self.text($0.lower, fields) }
            if ranges.count == 1 { return "\(name) = \(values[0])" }
            let rest = ranges.count > 4 ? ", … \(ranges.count)" : ""
            return "\(name) in [\(values.joined(separator: ", "))\(rest)]"
        }
        if operation == .startsWith, let prefix = prefixText { return "\(name) starts with \(prefix)" }
        return ranges.map { Self.text($0, fields, name) }.joined(separator: " or ")
    }

    private var prefixText: String? {
        guard let range = ranges.first, range.lower.first == KeyTag.string else { return nil }
        return Self.text(range.lower + [0x00, 0x01], fields)
    }

    /// A half-open byte range as comparisons: a bound that follows a component excludes or includes it.
    private static func text(_ range: KeyRange, _ fields: [FieldReference], _ name: String) -> String {
        var parts: [String] = []
        if let lower = value(range.lower, fields) {
            parts.append("\(name) >= \(lower)")
        } else if let lower = value(preceding(range.lower), fields) {
            parts.append("\(name) > \(lower)")
        }
        if let upper = range.upper {
            if let value = value(upper, fields) {
                parts.append("\(name) < \(value)")
            } else if let value = value(preceding(upper), fields) {
                parts.append("\(name) <= \(value)")
            }
        }
        return parts.isEmpty ? "\(name) is not nil" : parts.joined(separator: " and ")
    }

    private static func text(_ components: [UInt8], _ fields: [FieldReference]) -> String {
        value(components, fields) ?? "?"
    }

    /// The components in words; nil when the bytes are a bound and not components.
    private static func value(_ components: [UInt8], _ fields: [FieldReference]) -> String? {
        guard !components.isEmpty else { return nil }
        var texts: [String] = []
        var offset = 0
        do {
            for field in fields {
                let end = try KeyScanner.endOfComponent(in: components.span, from: offset, descending: false)
                let component = Array(components[offset..<end])
                if component == [KeyTag.null] {
                    texts.append("nil")
                } else if let key = StoredKey(component.span, kinds: [field.kind]) {
                    texts.append(Self.text(key.component))
                } else {
                    return nil
                }
                offset = end
            }
        } catch {
            return nil
        }
        guard offset == components.count else { return nil }
        return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: ", ")))"
    }

    private static func text(_ component: any KeyComponent) -> String {
        switch component {
        case let string as String: "\"\(string)\""
        case let data as Data: "\(data.count) bytes"
        default: "\(component)"
        }
    }

    /// The bytes that `ByteOrder.successor(ofPrefix:)` made this bound from.
    private static func preceding(_ bound: [UInt8]) -> [UInt8] {
        guard let last = bound.last, last > 0 else { return [] }
        return bound.dropLast() + [last - 1]
    }
}
