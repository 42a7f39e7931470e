import Foundation

extension Condition {
    /// The condition in words, as in `elevation > 4000`; the values are the query's own.
    var text: String { text(showingValues: true) }

    /// The condition in words without its values, as in `elevation > ?`.
    var shape: String { text(showingValues: false) }

    private func text(showingValues: Bool) -> String {
        let name = fields.count == 1 ? fields[0].name : "(\(fields.map(\.name).joined(separator: ", ")))"
        return clauses.map { text($0, name, showingValues) }.joined(separator: isDisjunction ? " or " : " and ")
            + (fields.count == 1 && fields[0].kind == .folded ? " without case" : "")
    }

    private func text(_ clause: Clause, _ name: String, _ showingValues: Bool) -> String {
        let values = clause.operands.prefix(4).map { showingValues ? text($0) : "?" }
        switch clause.operation {
        case .equals: return "\(name) = \(values[0])"
        case .notEqual: return "\(name) != \(values[0])"
        case .isNotNil: return "\(name) is not nil"
        case .isNil: return "\(name) is nil"
        case .above: return "\(name) > \(values[0])"
        case .aboveOrEqual: return "\(name) >= \(values[0])"
        case .below: return "\(name) < \(values[0])"
        case .belowOrEqual: return "\(name) <= \(values[0])"
        case .startsWith: return "\(name) starts with \(values[0])"
        case .anyOf: return "\(name) in \(list(clause, values, showingValues))"
        case .noneOf: return "\(name) not in \(list(clause, values, showingValues))"
        case .startsWithAnyOf: return "\(name) starts with any of \(list(clause, values, showingValues))"
        case .inAnyRange:
            return showingValues ? "\(name) in \(clause.operands.count / 2) ranges" : "\(name) in ranges"
        case .between:
            let lower = clause.includesLower ? ">=" : ">"
            let upper = clause.includesUpper ? "<=" : "<"
            return "\(name) \(lower) \(values[0]) and \(upper) \(values[1])"
        }
    }

    /// How many there are differs from run to run, and is no part of the shape.
    private func list(_ clause: Clause, _ values: [String], _ showingValues: Bool) -> String {
        guard showingValues else { return "[?]" }
        let rest = clause.operands.count > values.count ? ", … \(clause.operands.count) in all" : ""
        return "[\(values.joined(separator: ", "))\(rest)]"
    }

    /// Encoded components in words.
    private func text(_ components: [UInt8]) -> String {
        var texts: [String] = []
        var offset = 0
        for field in fields {
            guard
                let end = try? KeyScanner.endOfComponent(in: components.span, from: offset, descending: false),
                let key = StoredKey(components.span.extracting(offset..<end), kinds: [field.kind])
            else { return "?" }
            texts.append(Self.text(key.component))
            offset = end
        }
        return texts.count == 1 ? texts[0] : "(\(texts.joined(separator: ", ")))"
    }

    private static func text(_ component: any KeyComponent) -> String {
        switch component {
        case let string as String: "\"\(string)\""
        case let data as Data: "\(data.count) bytes"
        default: "\(component)"
        }
    }
}
