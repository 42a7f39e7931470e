import Foundation
import RoostEngine

/// What the fuzzer calls with each input: reads the bytes as JSON in every way a store does. Errors are expected,
/// traps, hangs, bad memory accesses and disagreements are not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let json = Array(UnsafeBufferPointer(start: start, count: count))
    let tree = try? JSONPayloadCoder().decode(FuzzTree.self, from: json.span)
    decode(FuzzSession.self, json)
    decode([FuzzShape].self, json)
    decode([Int: FuzzSession?].self, json)
    decode([String: [Int8]].self, json)
    let found = locate(json)
    if let tree { compare(tree, found, in: json) }
    edit(json)
    return 0
}

private let paths = [[], ["a"], ["user", "id"], ["user", "roles"], ["a", "b", "c"], ["é"], [""], ["expiresAt"]]
    .map { JSONPath(segments: $0) }
private let pathSet = JSONPathSet(paths)

/// What decodes is encoded and decoded again, to the same text.
private func decode<T: Codable>(_ type: T.Type, _ json: [UInt8]) {
    guard let text = recode(type, json) else { return }
    guard let again = recode(type, text) else { fatalError("what was encoded does not decode") }
    guard again == text else { fatalError("encoding is not stable") }
    guard (try? JSONDecoder().decode(type, from: Data(text))) != nil else {
        fatalError("Foundation does not read what was encoded")
    }
}

private func recode<T: Codable>(_ type: T.Type, _ json: [UInt8]) -> [UInt8]? {
    do {
        let value = try JSONPayloadCoder().decode(type, from: json.span)
        return try JSONPayloadCoder().encode(value)
    } catch {
        return nil
    }
}

private func locate(_ json: [UInt8]) -> [JSONValue?]? {
    var values: [JSONValue?] = []
    do { try pathSet.locate(in: json.span, into: &values) } catch { return nil }
    for value in values {
        for kind in ComponentKind.allCases {
            var encoder = KeyEncoder()
            try? ComponentExtractor.append(value, in: json.span, kind: kind, to: &encoder)
        }
        try? ComponentExtractor.forEachElement(of: value, in: json.span) { _ in }
    }
    return values
}

/// Path access finds what decoding finds.
private func compare(_ tree: FuzzTree, _ values: [JSONValue?]?, in json: [UInt8]) {
    guard let values else { fatalError("path access refuses what decodes") }
    for (path, value) in zip(paths, values) {
        let expected = tree.value(at: path.segments[...])
        guard (expected == nil) == (value == nil) else { fatalError("path access and decoding disagree at \(path)") }
        guard let expected, let value else { continue }
        let found = try? JSONPayloadCoder().decode(FuzzTree.self, from: json.span.extracting(value.range))
        guard found == expected else { fatalError("path access and decoding differ at \(path)") }
    }
}

private func edit(_ json: [UInt8]) {
    let null = Array("null".utf8)
    for path in paths.dropFirst() {
        _ = try? JSONEditor.replacing(path, with: null.span, in: json.span)
        _ = try? JSONEditor.removing(path, in: json.span)
    }
}
