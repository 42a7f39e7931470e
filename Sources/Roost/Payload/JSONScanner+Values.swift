extension JSONScanner {
    /// Moves from the first byte of a value behind its last. Needs no recursion, however deep the value is.
    ///
    /// - Parameter depth: how many containers stand around the value.
    @inline(__always)
    mutating func skipValue(depth: Int) throws -> JSONValue.Kind {
        switch next {
        case .quote:
            _ = try skipString()
            return .string
        case .openBrace, .openBracket: return try skipContainer(depth: depth)
        case let byte: return try skipScalar(startingWith: byte)
        }
    }

    private mutating func skipContainer(depth: Int) throws -> JSONValue.Kind {
        var open = ContainerStack()
        var outermost: JSONValue.Kind?
        while true {
            let kind = try enterValue(depth: depth, open: &open)
            let first = outermost ?? kind
            outermost = first
            guard try leaveValues(open: &open) else { return first }
        }
    }

    /// Skips a scalar or an empty container whole, and of another container everything before its first value.
    private mutating func enterValue(depth: Int, open: inout ContainerStack) throws -> JSONValue.Kind {
        switch next {
        case .quote:
            _ = try skipString()
            open.isInside = false
            return .string
        case .openBrace:
            guard depth + open.count < JSONScanner.maxDepth else { throw tooDeep() }
            open.isInside = enter(until: .closeBrace)
            if open.isInside {
                open.push(isObject: true)
                _ = try readMemberName()
            }
            return .object
        case .openBracket:
            guard depth + open.count < JSONScanner.maxDepth else { throw tooDeep() }
            open.isInside = enter(until: .closeBracket)
            if open.isInside { open.push(isObject: false) }
            return .array
        case let byte:
            open.isInside = false
            return try skipScalar(startingWith: byte)
        }
    }

    /// Moves to the next value to enter, closing what ends on the way; false when the outermost value has ended.
    private mutating func leaveValues(open: inout ContainerStack) throws -> Bool {
        guard !open.isInside else { return true }
        while open.count > 0 {
            let isObject = open.isObject
            if try advance(until: isObject ? .closeBrace : .closeBracket) {
                if isObject { _ = try readMemberName() }
                return true
            }
            open.pop()
        }
        return false
    }

    private mutating func skipScalar(startingWith byte: UInt8) throws -> JSONValue.Kind {
        switch byte {
        case UInt8(ascii: "t"):
            try skipLiteral("true")
            return .bool
        case UInt8(ascii: "f"):
            try skipLiteral("false")
            return .bool
        case UInt8(ascii: "n"):
            try skipLiteral("null")
            return .null
        default:
            try skipNumber()
            return .number
        }
    }

    private mutating func skipLiteral(_ literal: StaticString) throws {
        let length = literal.utf8CodeUnitCount
        for index in 0..<length {
            guard next == literal.utf8Start[index] else { throw malformed() }
            offset += 1
        }
    }

    private mutating func skipNumber() throws {
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") {
            offset += 1
        } else {
            try skipDigits()
        }
        if next == UInt8(ascii: ".") {
            offset += 1
            try skipDigits()
        }
        if next | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws {
        let start = offset
        while next &- 0x30 < 10 { offset += 1 }
        guard offset > start else { throw malformed() }
    }
}

/// Which containers are open, innermost last: one bit each, in a word as long as 64 suffice.
private struct ContainerStack {
    private(set) var count = 0
    private var top: UInt64 = 0
    private var below: [UInt64] = []
    /// Whether the scanner stands before a value inside the innermost container, rather than behind one.
    var isInside = false

    var isObject: Bool { top & 1 == 1 }

    mutating func push(isObject: Bool) {
        if count > 0, count.isMultiple(of: 64) { below.append(top) }
        top = top << 1 | (isObject ? 1 : 0)
        count += 1
    }

    /// Requires: `count` is above 0.
    mutating func pop() {
        count -= 1
        top >>= 1
        if count > 0, count.isMultiple(of: 64), let word = below.popLast() { top = word }
    }
}
