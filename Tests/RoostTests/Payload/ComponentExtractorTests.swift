import Foundation
import Testing

@testable import Roost

/// The component of kind `kind` that stands at `path` in the JSON.
func extract(_ kind: ComponentKind, at path: JSONPath = JSONPath("v"), from json: [UInt8]) throws -> [UInt8] {
    var values: [JSONValue?] = []
    try JSONPathSet([path]).locate(in: json.span, into: &values)
    var encoder = KeyEncoder()
    try ComponentExtractor.append(values[0], in: json.span, kind: kind, to: &encoder)
    return encoder.bytes
}

func extract(_ kind: ComponentKind, _ value: String) throws -> [UInt8] {
    try extract(kind, from: Array("{\"v\":\(value)}".utf8))
}

@Suite("Extracting key components from JSON")
struct ComponentExtractorTests {
    @Test(
        "Golden bytes",
        arguments: [
            (.bool, "true", "05"), (.bool, "false", "04"), (.bool, "null", "02"), (.int64, "0", "14"),
            (.int64, "-0", "14"), (.int64, "1.0", "15 01"), (.int64, "1e3", "16 03 E8"), (.int64, "1.50e1", "15 0F"),
            (.int64, "-256", "12 FE FF"), (.int64, "9223372036854775807", "1C 7F FF FF FF FF FF FF FF"),
            (.int64, "-9223372036854775808", "0C 7F FF FF FF FF FF FF FF"),
            (.uint64, "18446744073709551615", "1C FF FF FF FF FF FF FF FF"),
            (.uint64, "18446744073709551615.000", "1C FF FF FF FF FF FF FF FF"),
            (.uint64, "10000000000000000000000e-4", "1C 0D E0 B6 B3 A7 64 00 00"),
            (.int8, "-128", "13 7F"), (.int8, "127", "15 7F"), (.uint8, "255", "15 FF"),
            (.int64, "0e99999999999999999999", "14"), (.int64, "0.000", "14"),
            (.float64, "0.1", "21 BF B9 99 99 99 99 99 9A"), (.float64, "-0.0", "21 80 00 00 00 00 00 00 00"),
            (.float64, "1", "21 BF F0 00 00 00 00 00 00"), (.float64, "1e-400", "21 80 00 00 00 00 00 00 00"),
            (.float64, "5e-324", "21 80 00 00 00 00 00 00 01"),
            (.float32, "0.1", "21 BF B9 99 99 A0 00 00 00"), (.float32, "1.5", "21 BF F8 00 00 00 00 00 00"),
            (.date, "1", "28 BF F0 00 00 00 00 00 00"), (.date, "-0.0", "28 80 00 00 00 00 00 00 00"),
            (.uuid, "\"00112233-4455-6677-8899-aabbCCddEEff\"", "30 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF"),
            (
                .uuid, "\"\\u00300112233-4455-6677-8899-AABBCCDDEEFF\"",
                "30 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF"
            ),
            (.data, "\"\"", "40 00 01"), (.data, "\"AA==\"", "40 00 FF 00 01"),
            (.data, "\"\\/\\/8=\"", "40 FF FF 00 01"),
            (.data, "\"AGEA\"", "40 00 FF 61 00 FF 00 01"), (.string, "\"\"", "44 00 01"),
            (.string, "\"a\\u0000b\"", "44 61 00 FF 62 00 01"), (.string, "\"e\u{301}\"", "44 C3 A9 00 01"),
            (.string, "\"e\\u0301\"", "44 C3 A9 00 01"), (.string, "\"\\ud83d\\ude00\"", "44 F0 9F 98 80 00 01"),
            (.string, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "44 22 5C 2F 08 0C 0A 0D 09 00 01"),
            (.folded, "\"AbC\"", "46 61 62 63 00 01"), (.folded, "\"STRA\\u00dfE\"", "46 73 74 72 61 73 73 65 00 01"),
            (.folded, "null", "02"), (.decimal, "0.000", "24 80"), (.decimal, "-0", "24 80"),
            (.decimal, "12.340", "24 81 80 02 0D 23 00"), (.decimal, "1234e-2", "24 81 80 02 0D 23 00"),
            (.decimal, "0.1", "24 81 80 00 0B 00"), (.decimal, "-1E2", "24 7F 7F FC F4 FF"),
            (.iso8601, "\"2001-01-01\"", "28 80 00 00 00 00 00 00 00"),
            (.iso8601, "\"2001-01-01T00:00:01Z\"", "28 BF F0 00 00 00 00 00 00"),
            (.iso8601, "\"2001-01-01T02:00:01.000+02:00\"", "28 BF F0 00 00 00 00 00 00"),
            (.iso8601, "\"2001-01-01T00:00:01\\u005A\"", "28 BF F0 00 00 00 00 00 00"),
        ] as [(ComponentKind, String, String)])
    func golden(kind: ComponentKind, json: String, bytes: String) throws {
        #expect(hex(try extract(kind, json)) == hex(hex(bytes)))
    }

    @Test("Absent is null", arguments: ComponentKind.allCases)
    func absent(kind: ComponentKind) throws {
        #expect(try extract(kind, from: Array("{}".utf8)) == [0x02])
        #expect(try extract(kind, from: Array(#"{"v":null}"#.utf8)) == [0x02])
    }

    @Test(
        "What does not fit is an error, never null",
        arguments: [
            (.bool, "1"), (.bool, "\"true\""), (.int64, "true"), (.int64, "\"1\""), (.int64, "1.5"), (.int64, "1e-1"),
            (.int64, "9223372036854775808"), (.int64, "-9223372036854775809"), (.int64, "1e19"), (.int64, "[1]"),
            (.int64, "1e999999999999"), (.int64, "1e-999999999999"), (.int64, "0.00000000000000000000000001"),
            (.int64, "100000000000000000001"), (.uint64, "18446744073709551616"), (.uint64, "18446744073709551615.5"),
            (.uint64, "-1"), (.int8, "128"), (.int8, "-129"), (.int16, "32768"), (.int32, "2147483648"),
            (.uint8, "256"), (.uint8, "-1"), (.uint16, "65536"), (.uint32, "4294967296"), (.float64, "1e400"),
            (.float64, "-1e309"), (.float64, "\"1\""), (.float64, "{}"), (.float32, "3.5e38"), (.float32, "true"),
            (.date, "\"2020-01-01\""), (.date, "1e309"), (.uuid, "\"\""), (.uuid, "1"),
            (.uuid, "\"00112233445566778899AABBCCDDEEFF0000\""), (.uuid, "\"00112233-4455-6677-8899-AABBCCDDEEF\""),
            (.uuid, "\"0011223g-4455-6677-8899-AABBCCDDEEFF\""), (.uuid, "\"00112233-4455-6677-8899-AABBCCDDEEFF \""),
            (.uuid, "\"0011223344-55-6677-8899-AABBCCDDEEFF\""), (.data, "\"A\""), (.data, "\"AA=\""),
            (.data, "\"A===\""), (.data, "\"====\""), (.data, "\"AA-_\""), (.data, "\"AA==AA==\""), (.data, "[1]"),
            (.decimal, "\"1\""), (.decimal, "1e200"), (.decimal, "1e-200"), (.decimal, "true"), (.iso8601, "1"),
            (.iso8601, "\"\""), (.iso8601, "\"2001-13-01\""), (.iso8601, "\"2001-02-29\""),
            (.iso8601, "\"2001-01-01T00:00:01\""), (.iso8601, "\"2001-01-01T24:00:00Z\""),
            (.iso8601, "\"2001-01-01T00:00:00.Z\""), (.iso8601, "\"2001-01-01T00:00:00Zx\""),
            (.iso8601, "\"2001-01-01 00:00:00Z\""), (.iso8601, "\"01-01-2001\""),
            (.string, "1"), (.string, "[]"), (.string, "{}"), (.string, "false"), (.folded, "1"),
        ] as [(ComponentKind, String)])
    func mismatch(kind: ComponentKind, json: String) {
        expectCode(.valueMismatch) { try extract(kind, json) }
    }

    @Test(
        "Strings that cannot be read are corrupt",
        arguments: ["\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"\\ud83d\\ud83d\""])
    func surrogates(json: String) {
        for kind in [ComponentKind.string, .folded, .uuid, .data] {
            expectCode(.corruptRecord) { try extract(kind, json) }
        }
    }

    @Test(
        "Invalid UTF-8 is corrupt",
        arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]])
    func utf8(bytes: [UInt8]) {
        let json = Array(#"{"v":""#.utf8) + bytes + Array(#""}"#.utf8)
        expectCode(.corruptRecord) { try extract(.string, from: json) }
        expectCode(.corruptRecord) { try extract(.folded, from: json) }
    }

    @Test("Messages hold no stored value")
    func message() throws {
        let error = try #require(throws: RoostError.self) { try extract(.int64, "\"hunter2\"") }
        #expect(!error.description.contains("hunter2"))
    }

    static func elements(_ json: String) throws -> [String] {
        let bytes = Array("{\"v\":\(json)}".utf8)
        var values: [JSONValue?] = []
        try JSONPathSet([JSONPath("v")]).locate(in: bytes.span, into: &values)
        var elements: [String] = []
        try ComponentExtractor.forEachElement(of: values[0], in: bytes.span) {
            elements.append(String(decoding: bytes[$0.range], as: UTF8.self))
        }
        return elements
    }

    @Test("Elements of arrays, in order")
    func each() throws {
        #expect(try Self.elements("null") == [])
        #expect(try Self.elements("[]") == [])
        #expect(try Self.elements("[ ]") == [])
        #expect(
            try Self.elements(#"["a", null ,[1,2],{"b":[]} , -1.5 ]"#) == [
                #""a""#, "null", "[1,2]", #"{"b":[]}"#, "-1.5",
            ])
        for json in ["1", "{}", "\"a\"", "true"] {
            expectCode(.valueMismatch) { try Self.elements(json) }
        }
        let none: [UInt8] = []
        try ComponentExtractor.forEachElement(of: nil, in: none.span) { _ in Issue.record("no element") }
    }

    @Test("An error of the body ends the loop and passes through")
    func bodyThrows() {
        struct Stop: Error {}
        let bytes = Array("[1,2,3]".utf8)
        var seen = 0
        #expect(throws: Stop.self) {
            try ComponentExtractor.forEachElement(
                of: JSONValue(kind: .array, range: 0..<bytes.count), in: bytes.span
            ) { _ in
                seen += 1
                if seen == 2 { throw Stop() }
            }
        }
        #expect(seen == 2)
    }
}
