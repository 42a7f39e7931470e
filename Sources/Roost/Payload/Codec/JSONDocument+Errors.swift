/// Errors name the place in the text, and never what stands there.
extension JSONDocument {
    /// The way from the outermost value to an entry, or while the text is being scanned to where the next entry would
    /// be. Walks over the text from its beginning.
    func codingPath(to target: Int) -> [any CodingKey] {
        if let absent = absentMembers[target] {
            return codingPath(to: absent.object) + [JSONCodingKey(stringValue: absent.name)]
        }
        var path: [any CodingKey] = []
        var container: Int? = 0
        while let current = container, current < min(target, entryCount) {
            container = step(into: current, towards: target, path: &path)
        }
        return path
    }

    /// The member or element of a container that `target` is in.
    private func step(into container: Int, towards target: Int, path: inout [any CodingKey]) -> Int? {
        let isObject = entries[container].kind == .object
        guard isObject || entries[container].kind == .array else { return nil }
        var index = container + 1
        var position = 0
        while index <= target, index < entryCount {
            let value = isObject ? index + 1 : index
            if value >= target || isOpen(value) || behind(value) > target {
                path.append(
                    isObject
                        ? JSONCodingKey(string(index), isStored: entries[container].flag)
                        : JSONCodingKey(intValue: position))
                return value
            }
            index = behind(value)
            position += 1
        }
        return nil
    }

    /// Whether a container is still being scanned: then it has the entry of the container around it, which comes
    /// before.
    private func isOpen(_ index: Int) -> Bool {
        switch entries[index].kind {
        case .object, .array: entries[index].link == .max || Int(entries[index].link) <= index
        default: false
        }
    }

    private func corrupted(_ description: String, at index: Int) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath(to: index), debugDescription: description))
    }

    @inline(never)
    func decodingError(_ fault: JSONFault) -> DecodingError {
        switch fault {
        case .malformed(let offset): malformed(at: offset)
        case .loneSurrogate(let offset): corrupted("Half a surrogate pair at byte \(offset).", at: entryCount)
        case .tooDeep(let offset): tooDeep(at: offset)
        case .repeatedName(let name):
            corrupted("Repeated member name at byte \(self.offset(of: name)).", at: name)
        }
    }

    @inline(never)
    func malformed(at offset: Int) -> DecodingError {
        corrupted("Malformed JSON at byte \(offset).", at: entryCount)
    }

    @inline(never)
    func notUTF8(at offset: Int) -> DecodingError {
        corrupted("Invalid UTF-8 at byte \(offset).", at: 0)
    }

    @inline(never)
    func tooDeep(at offset: Int) -> DecodingError {
        corrupted("JSON nested deeper than \(JSONScanner.maxDepth) levels at byte \(offset).", at: entryCount)
    }

    @inline(never)
    func doesNotFit(_ type: Any.Type, at index: Int) -> DecodingError {
        corrupted("The value at byte \(offset(of: index)) does not fit \(type).", at: index)
    }

    @inline(never)
    func mismatch(_ type: Any.Type, at index: Int) -> DecodingError {
        let kind = entries[index].kind
        let context = DecodingError.Context(
            codingPath: codingPath(to: index),
            debugDescription: "Expected \(type), found \(kind) at byte \(offset(of: index)).")
        return kind == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    @inline(never)
    func missing(_ key: any CodingKey, in object: Int) -> DecodingError {
        .keyNotFound(
            key,
            DecodingError.Context(
                codingPath: codingPath(to: object),
                debugDescription: "No member of this name in the object at byte \(offset(of: object))."))
    }

    @inline(never)
    func atEnd(_ type: Any.Type, of array: Int, position: Int) -> DecodingError {
        .valueNotFound(
            type,
            DecodingError.Context(
                codingPath: codingPath(to: array) + [JSONCodingKey(intValue: position)],
                debugDescription: "The array at byte \(offset(of: array)) has no further elements."))
    }
}
