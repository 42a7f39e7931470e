import RoostEngineTesting

@testable import Roost

/// Knows what `Encoder` allows: Foundation traps on everything else.
struct EncodeScriptRules {
    private final class Node {
        enum Kind { case empty, object, array, whole }

        var kind: Kind
        var members: [String: Node] = [:]
        /// Names of super encoders, whose values Foundation sets when they are let go.
        var locked: Set<String> = []

        init(_ kind: Kind) { self.kind = kind }

        func become(_ kind: Kind) -> Bool {
            guard self.kind == .empty || self.kind == kind else { return false }
            self.kind = kind
            return true
        }
    }

    private enum Handle {
        case encoder(Node)
        case object(Node)
        case array(Node)
    }

    private var handles: [Int: Handle] = [0: .encoder(Node(.empty))]

    /// What has been opened, without encoders that have their value.
    var opened: [(number: Int, isEncoder: Bool, isObject: Bool)] {
        handles.sorted { $0.key < $1.key }.map { number, handle in
            switch handle {
            case .encoder(let node): (number, true, node.kind != .array)
            case .object: (number, false, true)
            case .array: (number, false, false)
            }
        }
    }

    /// Takes note of a step; false when it is not allowed.
    mutating func allow(_ step: EncodeScript.Step, _ number: Int) -> Bool {
        switch step {
        case .keyed(let of):
            guard case .encoder(let node) = handles[of], node.become(.object) else { return false }
            handles[number] = .object(node)
        case .unkeyed(let of):
            guard case .encoder(let node) = handles[of], node.become(.array) else { return false }
            handles[number] = .array(node)
        case .single(let of, let value):
            guard case .encoder(let node) = handles[of], node.kind == .empty else { return false }
            if case .failing = value { return true }
            node.kind = .whole
        case .encode(let of, let name, let value):
            switch handles[of] {
            case .array: return name == nil
            case .object(let node):
                guard let name, !node.locked.contains(name) else { return false }
                switch value {
                case .failing: break
                case .list: node.members[name] = Node(.array)
                case .map: node.members[name] = Node(.object)
                default: node.members[name] = Node(.whole)
                }
            default: return false
            }
        case .nestedKeyed(let of, let name):
            guard let node = nested(in: of, name, .object) else { return false }
            handles[number] = .object(node)
        case .nestedUnkeyed(let of, let name):
            guard let node = nested(in: of, name, .array) else { return false }
            handles[number] = .array(node)
        case .superEncoder(let of, let name):
            switch handles[of] {
            case .array where name == nil: break
            case .object(let node):
                guard let name, node.locked.insert(name).inserted else { return false }
            default: return false
            }
            handles[number] = .encoder(Node(.empty))
        }
        return true
    }

    private func nested(in number: Int, _ name: String?, _ kind: Node.Kind) -> Node? {
        switch handles[number] {
        case .array: return name == nil ? Node(kind) : nil
        case .object(let node):
            guard let name, !node.locked.contains(name) else { return nil }
            let member = node.members[name] ?? Node(kind)
            guard member.kind == kind else { return nil }
            node.members[name] = member
            return member
        default: return nil
        }
    }
}

extension EncodeScript {
    private static let names = ["a", "b", "c", "super", "a name of more than fifteen bytes", "q\"\\u\n", ""]

    static func random(_ generator: inout SeededGenerator, depth: Int = 0) -> EncodeScript {
        var script = EncodeScript()
        var rules = EncodeScriptRules()
        let length = Int.random(in: 0...(depth == 0 ? 30 : 6), using: &generator)
        for number in 1..<max(length * 2, 2) where script.steps.count < length {
            // Mostly what was opened late, so that some scripts go deep.
            let opened = rules.opened
            let handle = generator.chance(3) ? opened[opened.count - 1] : generator.pick(opened)
            let step = step(on: handle, &generator, depth)
            if rules.allow(step, number) { script.steps.append((number, step)) }
        }
        return script
    }

    private static func step(
        on handle: (number: Int, isEncoder: Bool, isObject: Bool), _ generator: inout SeededGenerator, _ depth: Int
    ) -> Step {
        let number = handle.number
        if handle.isEncoder {
            return switch Int.random(in: 0..<8, using: &generator) {
            case 0: .single(of: number, value(&generator, depth))
            case 1, 2: .unkeyed(of: number)
            default: handle.isObject ? .keyed(of: number) : .unkeyed(of: number)
            }
        }
        let name = handle.isObject ? generator.pick(names) : nil
        return switch Int.random(in: 0..<10, using: &generator) {
        case 0, 1: .nestedKeyed(in: number, name)
        case 2: .nestedUnkeyed(in: number, name)
        case 3, 4: .superEncoder(in: number, name)
        default: .encode(in: number, name, value(&generator, depth))
        }
    }

    private static func value(_ generator: inout SeededGenerator, _ depth: Int) -> Value {
        switch Int.random(in: 0..<(depth < 2 ? 10 : 6), using: &generator) {
        case 0: .int(Int.random(in: -5...1_000_000, using: &generator))
        case 1: .bool(generator.chance(2))
        case 2: .text(generator.string(upTo: 20))
        case 3: .null
        case 4: .list(generator.array { $0.string() })
        case 5: .map(["m": 1, "n": 2])
        case 6: .failing(random(&generator, depth: depth + 1))
        default: .script(random(&generator, depth: depth + 1))
        }
    }

    /// Without the values that fail, which must leave nothing behind. In Foundation's encoder they leave what they wrote,
    /// and the next value traps.
    var withoutFailures: EncodeScript {
        var script = EncodeScript()
        for (number, step) in steps {
            switch step {
            case .single(_, .failing), .encode(_, _, .failing): break
            case .single(let of, .script(let inner)):
                script.steps.append((number, .single(of: of, .script(inner.withoutFailures))))
            case .encode(let of, let name, .script(let inner)):
                script.steps.append((number, .encode(in: of, name, .script(inner.withoutFailures))))
            default: script.steps.append((number, step))
            }
        }
        return script
    }

    /// The shortest script found that still fails, by leaving out steps.
    func shrunk(_ fails: (EncodeScript) -> Bool) -> EncodeScript {
        var best = self
        var position = 0
        while position < best.steps.count {
            let shorter = best.without(position)
            if fails(shorter) { best = shorter } else { position += 1 }
        }
        return best
    }

    /// Without a step, and without those that are not allowed without it.
    private func without(_ position: Int) -> EncodeScript {
        var rules = EncodeScriptRules()
        var script = EncodeScript()
        for (index, (number, step)) in steps.enumerated() where index != position && rules.allow(step, number) {
            script.steps.append((number, step))
        }
        return script
    }
}
