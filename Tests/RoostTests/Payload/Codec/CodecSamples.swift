import Foundation
import RoostEngineTesting

@testable import Roost

/// A value that can be made at random, with a preference for edges.
protocol RandomSample: Codable, Equatable {
    static func random(_ generator: inout SeededGenerator) -> Self
}

enum Shape: Codable, Equatable {
    case point
    case circle(radius: Double)
    case polygon([Int], closed: Bool)
    indirect case group([Shape], name: String?)

    static func random(_ generator: inout SeededGenerator, depth: Int = 0) -> Shape {
        switch Int.random(in: 0..<(depth < 3 ? 4 : 3), using: &generator) {
        case 0: .point
        case 1: .circle(radius: generator.finiteDouble())
        case 2: .polygon(generator.array { Int($0.signed()) }, closed: generator.chance(2))
        default:
            .group(
                generator.array { random(&$0, depth: depth + 1) }, name: generator.chance(2) ? nil : generator.string())
        }
    }
}

enum Colour: String, Codable, CaseIterable { case red, green = "grün", blue = "b\"l\\u\n" }
enum Level: Int8, Codable, CaseIterable { case low = -128, zero = 0, high = 127 }

struct Scalars: RandomSample {
    var bool: Bool
    var int: Int, int8: Int8, int16: Int16, int32: Int32, int64: Int64
    var uint: UInt, uint8: UInt8, uint16: UInt16, uint32: UInt32, uint64: UInt64
    var double: Double, float: Float
    var string: String, date: Date, data: Data, uuid: UUID, url: URL, decimal: Decimal
    var colour: Colour, level: Level

    static func random(_ generator: inout SeededGenerator) -> Scalars {
        let (signed, unsigned) = (generator.signed(), generator.unsigned())
        return Scalars(
            bool: generator.chance(2), int: Int(signed), int8: Int8(truncatingIfNeeded: signed),
            int16: Int16(truncatingIfNeeded: signed), int32: Int32(truncatingIfNeeded: signed), int64: signed,
            uint: UInt(unsigned), uint8: UInt8(truncatingIfNeeded: unsigned),
            uint16: UInt16(truncatingIfNeeded: unsigned), uint32: UInt32(truncatingIfNeeded: unsigned),
            uint64: unsigned, double: generator.finiteDouble(), float: generator.finiteFloat(),
            string: generator.string(upTo: 20),
            date: Date(timeIntervalSinceReferenceDate: generator.finiteDouble()),
            data: Data(generator.bytes(upTo: 40)), uuid: generator.uuid(), url: generator.url(),
            decimal: generator.decimal(), colour: generator.pick(Colour.allCases),
            level: generator.pick(Level.allCases))
    }
}

struct Optionals: RandomSample {
    var bool: Bool?, int: Int?, int8: Int8?, uint64: UInt64?, double: Double?, float: Float?
    var string: String?, date: Date?, uuid: UUID?, data: Data?, url: URL?, decimal: Decimal?, colour: Colour?
    var strings: [String]?, nested: Scalars?
    var elements: [Int?], texts: [String?], doubly: [[Date?]?]
    var map: [String: Int?]

    static func random(_ generator: inout SeededGenerator) -> Optionals {
        let scalars = Scalars.random(&generator)
        func maybe<T>(_ value: T) -> T? { generator.chance(2) ? nil : value }
        return Optionals(
            bool: maybe(scalars.bool), int: maybe(scalars.int), int8: maybe(scalars.int8),
            uint64: maybe(scalars.uint64), double: maybe(scalars.double), float: maybe(scalars.float),
            string: maybe(scalars.string), date: maybe(scalars.date), uuid: maybe(scalars.uuid),
            data: maybe(scalars.data), url: maybe(scalars.url), decimal: maybe(scalars.decimal),
            colour: maybe(scalars.colour), strings: maybe([scalars.string, ""]), nested: maybe(scalars),
            elements: generator.array { $0.chance(2) ? nil : Int($0.signed()) },
            texts: generator.array { $0.chance(2) ? nil : $0.string() },
            doubly: generator.array {
                $0.chance(3)
                    ? nil
                    : $0.array { $0.chance(2) ? nil : Date(timeIntervalSinceReferenceDate: $0.finiteDouble()) }
            },
            map: generator.dictionary({ $0.string() }, { $0.chance(2) ? nil : Int($0.signed()) }))
    }
}

struct Collections: RandomSample {
    struct Pair: Codable, Hashable { var a: Int8, b: String }

    var strings: [String], ints: [Int], bytes: [UInt8], doubles: [Double], floats: [Float], dates: [Date]
    var uuids: [UUID], urls: [URL], datas: [Data], decimals: [Decimal], bools: [Bool], matrix: [[[Int16]]]
    var shapes: [Shape], set: Set<String>
    var byString: [String: Scalars], byInt: [Int: String], byPair: [Pair: Int], byUUID: [UUID: [String]]
    var byDouble: [Double: Bool], nested: [String: [String: [Int: Date]]]
    var range: Range<Int>, closed: ClosedRange<Double>, none: [Int], empty: [String: Int]

    static func random(_ generator: inout SeededGenerator) -> Collections {
        Collections(
            strings: generator.array { $0.string() }, ints: generator.array { Int($0.signed()) },
            bytes: generator.bytes(upTo: 9), doubles: generator.array { $0.finiteDouble() },
            floats: generator.array { $0.finiteFloat() },
            dates: generator.array { Date(timeIntervalSinceReferenceDate: $0.finiteDouble()) },
            uuids: generator.array { $0.uuid() }, urls: generator.array { $0.url() },
            datas: generator.array { Data($0.bytes(upTo: 9)) }, decimals: generator.array { $0.decimal() },
            bools: generator.array { $0.chance(2) },
            matrix: generator.array { $0.array { $0.array { Int16(truncatingIfNeeded: $0.signed()) } } },
            shapes: generator.array { Shape.random(&$0) }, set: Set(generator.array { $0.string() }),
            byString: generator.dictionary({ $0.string() }, { Scalars.random(&$0) }),
            byInt: generator.dictionary({ Int($0.signed()) }, { $0.string() }),
            byPair: generator.dictionary(
                { Pair(a: Int8($0.chance(2) ? 1 : -1), b: $0.string()) }, { Int($0.signed()) }),
            byUUID: generator.dictionary({ $0.uuid() }, { $0.array { $0.string() } }),
            byDouble: generator.dictionary({ $0.finiteDouble() }, { $0.chance(2) }),
            nested: generator.dictionary({ $0.string() }) {
                $0.dictionary({ $0.string() }) {
                    $0.dictionary({ Int($0.signed()) }) { Date(timeIntervalSinceReferenceDate: $0.finiteDouble()) }
                }
            },
            range: -3..<Int.random(in: 0...5, using: &generator), closed: -0.5...0.25, none: [], empty: [:])
    }
}

/// Inheritance with a super encoder, and with a container shared by both classes.
class Animal: Codable, Equatable {
    var name: String
    var age: Int?

    init(name: String, age: Int?) {
        self.name = name
        self.age = age
    }

    func equals(_ other: Animal) -> Bool { name == other.name && age == other.age }
    static func == (left: Animal, right: Animal) -> Bool { left.equals(right) && right.equals(left) }
}

final class Dog: Animal {
    enum Keys: String, CodingKey { case tricks, ancestors = "an\"cestors" }
    var tricks: [String]

    init(name: String, age: Int?, tricks: [String]) {
        self.tricks = tricks
        super.init(name: name, age: age)
    }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        tricks = try container.decode([String].self, forKey: .tricks)
        try super.init(from: container.superDecoder(forKey: .ancestors))
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try super.encode(to: container.superEncoder(forKey: .ancestors))
        try container.encode(tricks, forKey: .tricks)
    }

    override func equals(_ other: Animal) -> Bool {
        super.equals(other) && tricks == (other as? Dog)?.tricks
    }
}

final class Cat: Animal {
    enum Keys: CodingKey { case lives }
    var lives: UInt8

    init(name: String, age: Int?, lives: UInt8) {
        self.lives = lives
        super.init(name: name, age: age)
    }

    required init(from decoder: any Decoder) throws {
        lives = try decoder.container(keyedBy: Keys.self).decode(UInt8.self, forKey: .lives)
        try super.init(from: decoder)
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(lives, forKey: .lives)
        try super.encode(to: encoder)
    }

    override func equals(_ other: Animal) -> Bool {
        super.equals(other) && lives == (other as? Cat)?.lives
    }
}

struct Animals: RandomSample {
    var dogs: [Dog], cats: [Cat], dog: Dog

    static func random(_ generator: inout SeededGenerator) -> Animals {
        func dog(_ generator: inout SeededGenerator) -> Dog {
            Dog(name: generator.string(), age: generator.chance(2) ? nil : 3, tricks: generator.array { $0.string() })
        }
        return Animals(
            dogs: generator.array { dog(&$0) },
            cats: generator.array { Cat(name: $0.string(), age: $0.chance(2) ? nil : 3, lives: 9) },
            dog: dog(&generator))
    }
}

extension SeededGenerator {
    mutating func array<T>(upTo count: Int = 4, _ element: (inout SeededGenerator) -> T) -> [T] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in element(&self) }
    }

    mutating func dictionary<K: Hashable, V>(
        _ key: (inout SeededGenerator) -> K, _ value: (inout SeededGenerator) -> V
    ) -> [K: V] {
        var result: [K: V] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &self) { result[key(&self)] = value(&self) }
        return result
    }

    mutating func url() -> URL {
        URL(string: pick(["https://example.com/a/b?c=d&e=%20f#g", "file:///tmp/x", "relative/path", "mailto:a@b.c"]))
            ?? URL(fileURLWithPath: "/")
    }

    mutating func decimal() -> Decimal {
        switch Int.random(in: 0..<3, using: &self) {
        case 0: Decimal(signed())
        case 1:
            Decimal(sign: .minus, exponent: Int.random(in: -60...60, using: &self), significand: Decimal(unsigned()))
        default: pick([0, 1, -1, Decimal(string: "0.1") ?? 0, Decimal(string: "12345678901234567890.123456789") ?? 0])
        }
    }
}
