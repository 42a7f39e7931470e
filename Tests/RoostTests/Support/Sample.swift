import Foundation
import RoostEngineTesting

@testable import Roost

/// A key component of any kind, with an order that owes nothing to its encoding.
enum Sample {
    case null
    case bool(Bool)
    case integer(Int128)
    case double(Double)
    case decimal(Decimal)
    case date(Date)
    case uuid(UUID)
    case data([UInt8])
    case string(String)
    case folded(String)
    case tuple([Sample])

    enum Shape {
        case bool, signed, unsigned, double, decimal, date, uuid, data, string, folded
        case nullable([Shape])
        case tuple([Shape])
    }

    func append(to encoder: inout KeyEncoder) throws {
        switch self {
        case .null: encoder.appendNull()
        case .bool(let value): encoder.appendBool(value)
        case .integer(let value) where value < 0: encoder.appendInteger(Int64(value))
        case .integer(let value): encoder.appendUnsigned(UInt64(value))
        case .double(let value): try encoder.appendDouble(value)
        case .decimal(let value): try encoder.appendDecimal(value)
        case .date(let value): try encoder.appendDate(value)
        case .uuid(let value): encoder.appendUUID(value)
        case .data(let value): encoder.appendData(value.span)
        case .string(let value): encoder.appendString(value)
        case .folded(let value): encoder.appendFoldedString(value)
        case .tuple(let values):
            encoder.beginTuple()
            for value in values { try value.append(to: &encoder) }
            encoder.endTuple()
        }
    }

    static func read(_ shape: Shape, from decoder: inout KeyDecoder) throws -> Sample {
        switch shape {
        case .bool: return .bool(try decoder.readBool())
        case .signed: return .integer(Int128(try decoder.readInteger()))
        case .unsigned: return .integer(Int128(try decoder.readUnsigned()))
        case .double: return .double(try decoder.readDouble())
        case .decimal: return .decimal(try decoder.readDecimal())
        case .date: return .date(try decoder.readDate())
        case .uuid: return .uuid(try decoder.readUUID())
        case .data: return .data(try decoder.readData())
        case .string: return .string(try decoder.readString())
        case .folded: return .folded(try decoder.readFoldedString())
        case .nullable(let wrapped): return decoder.skipNull() ? .null : try read(wrapped[0], from: &decoder)
        case .tuple(let shapes):
            try decoder.beginTuple()
            var values: [Sample] = []
            while !decoder.isAtTupleEnd, values.count < shapes.count {
                values.append(try read(shapes[values.count], from: &decoder))
            }
            try decoder.endTuple()
            return .tuple(values)
        }
    }

    /// Negative, zero or positive, as in `strcmp`. Requires samples of one shape.
    static func compare(_ left: Sample, _ right: Sample) -> Int {
        func order<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : (left == right ? 0 : 1) }
        func bytes(_ left: [UInt8], _ right: [UInt8]) -> Int {
            left == right ? 0 : (left.lexicographicallyPrecedes(right) ? -1 : 1)
        }
        switch (left, right) {
        case (.null, .null): return 0
        case (.null, _): return -1
        case (_, .null): return 1
        case (.bool(let left), .bool(let right)): return order(left ? 1 : 0, right ? 1 : 0)
        case (.integer(let left), .integer(let right)): return order(left, right)
        case (.double(let left), .double(let right)): return order(left, right)
        case (.decimal(let left), .decimal(let right)): return order(left, right)
        case (.date(let left), .date(let right)): return order(left, right)
        case (.uuid(let left), .uuid(let right)):
            return bytes(
                withUnsafeBytes(of: left.uuid) { [UInt8]($0) }, withUnsafeBytes(of: right.uuid) { [UInt8]($0) })
        case (.data(let left), .data(let right)): return bytes(left, right)
        case (.string(let left), .string(let right)): return order(left, right)
        case (.folded(let left), .folded(let right)):
            return order(UnicodeText.folded(left), UnicodeText.folded(right))
        case (.tuple(let left), .tuple(let right)):
            for (left, right) in zip(left, right) {
                let result = compare(left, right)
                if result != 0 { return result }
            }
            return order(left.count, right.count)
        default: preconditionFailure("samples of different shapes")
        }
    }
}

extension SeededGenerator {
    mutating func shape(depth: Int = 0) -> Sample.Shape {
        switch Int.random(in: 0..<(depth < 2 ? 13 : 10), using: &self) {
        case 0: return .bool
        case 1: return .signed
        case 2: return .unsigned
        case 3: return .double
        case 4: return .date
        case 5: return .uuid
        case 6: return .data
        case 7: return .string
        case 8: return .folded
        case 9: return .decimal
        case 10, 11: return .nullable([shape(depth: depth + 1)])
        default: return .tuple((0..<Int.random(in: 0...3, using: &self)).map { _ in shape(depth: depth + 1) })
        }
    }

    mutating func sample(_ shape: Sample.Shape) -> Sample {
        switch shape {
        case .bool: return .bool(chance(2))
        case .signed: return .integer(Int128(signed()))
        case .unsigned: return .integer(Int128(unsigned()))
        case .double: return .double(double())
        case .decimal: return .decimal(decimalKey())
        case .date: return .date(Date(timeIntervalSinceReferenceDate: double()))
        case .uuid: return .uuid(uuid())
        case .data: return .data(bytes())
        case .string: return .string(string())
        case .folded: return .folded(string())
        case .nullable(let wrapped): return chance(3) ? .null : sample(wrapped[0])
        case .tuple(let shapes):
            let count = chance(3) ? Int.random(in: 0...shapes.count, using: &self) : shapes.count
            return .tuple(shapes.prefix(count).map { sample($0) })
        }
    }
}
