import Foundation
import Testing

@testable import Roost

private enum Size: String, Codable, OrderedComponent { case small, large }
private enum Rank: Int, Codable, OrderedComponent { case first = 1, second }
private struct Code: RawRepresentable, OrderedComponent { var rawValue: UUID }

@Suite("Types that are key components")
struct KeyComponentTests {
    @Test("Kinds")
    func kinds() {
        #expect(Bool.componentKind == .bool)
        #expect(Int.componentKind == .int64)
        #expect(UInt.componentKind == .uint64)
        #expect(Int8.componentKind == .int8)
        #expect(UInt32.componentKind == .uint32)
        #expect(Float.componentKind == .float32)
        #expect(Double.componentKind == .float64)
        #expect(Optional<Date>.componentKind == .date)
        #expect(UUID.componentKind == .uuid)
        #expect(Data.componentKind == .data)
        #expect(Size.componentKind == .string)
        #expect(Optional<Rank>.componentKind == .int64)
        #expect(Code.componentKind == .uuid)
    }

    @Test("Only optionals are nullable")
    func nullable() {
        #expect(!Int.isNullable)
        #expect(Optional<Int>.isNullable)
        #expect(!Size.isNullable)
        #expect(Optional<Size>.isNullable)
        #expect(Optional<Int?>.Scalar.self == Int.self)
    }

    @Test("Kind names are part of the catalog format")
    func names() {
        #expect(
            ComponentKind.allCases.map(\.rawValue) == [
                "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
                "decimal", "date", "iso8601", "uuid", "data", "string", "folded",
            ])
    }

    @Test("Enumerations are their raw values")
    func enumerations() throws {
        try KeyEncoderTests.check(Size.small, "44 73 6D 61 6C 6C 00 01")
        try KeyEncoderTests.check(Rank.second, "15 02")
        try KeyEncoderTests.check(Rank?.none, "02")
    }

    @Test("A raw value without a case is unknown, and not corrupt")
    func unknownRawValue() {
        expectCode(.unknownValue) { try KeyDecoderTests.decode(Rank.self, "15 03") }
        expectCode(.unknownValue) { try KeyDecoderTests.decode(Size.self, "44 00 01") }
    }
}
