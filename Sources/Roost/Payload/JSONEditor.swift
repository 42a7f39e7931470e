import RoostEngine

/// Changes one value inside JSON text; everything else stays byte for byte.
enum JSONEditor {
    /// Puts `value` at `path`, in place of what stands there or as a new last member, creating the objects that lead
    /// there in place of absent and null ones.
    ///
    /// Throws ``RoostError/Code/valueMismatch`` when the path leads through something that is no object,
    /// ``RoostError/Code/corruptRecord`` when the text is malformed, and ``RoostError/Code/encodingFailed`` when
    /// `value` is not one JSON value.
    static func replacing(_ path: JSONPath, with value: Span<UInt8>, in json: Span<UInt8>) throws -> [UInt8] {
        try check(value, depth: path.segments.count)
        let place = try JSONPlace(path, in: json)
        var edited: [UInt8] = []
        edited.reserveCapacity(json.count + value.count + 16)
        switch place.end {
        case .value(let found, _):
            edited.append(copying: json.extracting(0..<found.range.lowerBound))
            edited.append(copying: value)
            edited.append(copying: json.extracting(found.range.upperBound..<json.count))
        case .object(let insertion, let isEmpty):
            edited.append(copying: json.extracting(0..<insertion))
            if !isEmpty { edited.append(.comma) }
            append(members: path.utf8Segments[place.depth...], around: value, to: &edited)
            edited.append(copying: json.extracting(insertion..<json.count))
        case .null(let range):
            edited.append(copying: json.extracting(0..<range.lowerBound))
            edited.append(.openBrace)
            append(members: path.utf8Segments[place.depth...], around: value, to: &edited)
            edited.append(.closeBrace)
            edited.append(copying: json.extracting(range.upperBound..<json.count))
        }
        return edited
    }

    /// Takes the member at `path` out, with its comma. Repeated members of the name go too, so that the path is absent
    /// afterwards. Without such a member the result equals `json`.
    ///
    /// Throws ``RoostError/Code/valueMismatch`` when the path leads through something that is no object,
    /// ``RoostError/Code/corruptRecord`` when the text is malformed, and ``RoostError/Code/invalidArgument`` for the
    /// path without segments.
    static func removing(_ path: JSONPath, in json: Span<UInt8>) throws -> [UInt8] {
        var edited: [UInt8] = []
        edited.append(copying: json)
        while case .value(_, let member) = try JSONPlace(path, in: edited.span).end {
            guard let member else { throw RoostError(.invalidArgument, "a record's root cannot be removed") }
            edited.removeSubrange(member)
        }
        return edited
    }

    private static func check(_ value: Span<UInt8>, depth: Int) throws {
        var scanner = JSONScanner(value)
        do {
            scanner.skipWhitespace()
            _ = try scanner.skipValue(depth: depth)
            try scanner.expectEnd()
        } catch {
            throw RoostError(.encodingFailed, "the new value is not one JSON value", underlying: error)
        }
    }

    /// `"a":{"b":{"c":value}}` for the segments a, b, c.
    private static func append(members segments: ArraySlice<[UInt8]>, around value: Span<UInt8>, to json: inout [UInt8])
    {
        for (position, segment) in segments.enumerated() {
            if position > 0 { json.append(.openBrace) }
            JSONText.append(quoting: segment.span, to: &json)
            json.append(.colon)
        }
        json.append(copying: value)
        for _ in segments.dropFirst() { json.append(.closeBrace) }
    }
}

extension JSONEditor {
    /// Puts JSON values behind the last element of the array at `path`, which is made where null stands or nothing.
    ///
    /// Throws as ``replacing(_:with:in:)``. Requires: `array` is what stands at the path, an array, null or nil.
    static func appending(
        _ elements: [[UInt8]], to array: JSONValue?, at path: JSONPath, in json: Span<UInt8>
    ) throws -> [UInt8] {
        var text: [UInt8] = [.openBracket]
        var isEmpty = true
        if let array, array.kind == .array {
            text.append(copying: json.extracting(array.range.lowerBound + 1..<array.range.upperBound - 1))
            var scanner = JSONScanner(json, at: array.range.lowerBound)
            isEmpty = !scanner.enter(until: .closeBracket)
        }
        for element in elements {
            if !isEmpty { text.append(.comma) }
            isEmpty = false
            text += element
        }
        text.append(.closeBracket)
        return try replacing(path, with: text.span, in: json)
    }

    /// Takes the elements that `isRemoved` names out of the array at `path`. Without any, and for null, the result equals
    /// `json`.
    ///
    /// Throws as ``replacing(_:with:in:)``, ``RoostError/Code/valueMismatch`` when the value is no array, and what
    /// `isRemoved` throws. Requires: `array` is what stands at the path.
    static func removingElements(
        of array: JSONValue, at path: JSONPath, in json: Span<UInt8>, where isRemoved: (JSONValue) throws -> Bool
    ) throws -> [UInt8] {
        var text: [UInt8] = [.openBracket]
        var removedCount = 0
        try ComponentExtractor.forEachElement(of: array, in: json) { element in
            if try isRemoved(element) {
                removedCount += 1
            } else {
                if text.count > 1 { text.append(.comma) }
                text.append(copying: json.extracting(element.range))
            }
        }
        text.append(.closeBracket)
        guard removedCount > 0 else { return [UInt8](json) }
        return try replacing(path, with: text.span, in: json)
    }
}
