import Foundation

struct FuzzUser: Codable {
    var id: String, name: String?, email: String?, roles: [String]
}

struct FuzzSession: Codable {
    var accessToken: String?, user: FuzzUser?, expiresAt: Date?, data: Data?, uuid: UUID?, url: URL?
    var decimal: Decimal?, int: Int?, small: Int8?, big: UInt64?, double: Double?, float: Float?, bool: Bool?
    var children: [FuzzSession]?, map: [String: Int?]?
}

enum FuzzShape: Codable {
    case point
    case circle(radius: Double)
    indirect case group([FuzzShape], name: String?)
}

/// Any JSON value. Names are bytes, because Swift takes strings that look the same for equal.
enum FuzzTree: Decodable, Equatable {
    case null, bool(Bool), number(UInt64), huge, string(String), array([FuzzTree]), object([Member])

    struct Member: Equatable {
        var name: [UInt8], value: FuzzTree
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value.bitPattern)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [FuzzTree] = []
            while !elements.isAtEnd { array.append(try elements.decode(FuzzTree.self)) }
            self = .array(array)
        } else if let members = try? decoder.container(keyedBy: JSONCodingKey.self) {
            self = .object(
                try members.allKeys.map { key in
                    Member(
                        name: Array(key.stringValue.utf8), value: try members.decode(FuzzTree.self, forKey: key))
                })
        } else {
            // A number beyond the range of Double.
            self = .huge
        }
    }

    func value(at path: ArraySlice<String>) -> FuzzTree? {
        guard let first = path.first else { return self }
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == Array(first.utf8) }?.value.value(at: path.dropFirst())
    }
}
