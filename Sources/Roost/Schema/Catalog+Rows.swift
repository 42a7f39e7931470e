import Foundation
import RoostEngine

extension Catalog {
    /// The formats of a table row; the first byte of its value. The second one is that of a table with a multi-entry index
    /// of several parts, or a unique one.
    private static let rowFormats: ClosedRange<UInt8> = 1...2

    /// The value of the root row: catalog version and next table id, both as uvarints.
    var rootRow: [UInt8] {
        var bytes: [UInt8] = []
        UVarint.append(version, to: &bytes)
        UVarint.append(nextTableID, to: &bytes)
        return bytes
    }

    /// The value of a table row: a format byte and the ``TableSchema`` as JSON with sorted keys.
    static func row(_ schema: TableSchema) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let format = schema.indexes.contains { $0.eachPart != nil } ? rowFormats.upperBound : rowFormats.lowerBound
        return [format] + [UInt8](try encoder.encode(schema))
    }

    /// The version in a root row.
    static func version(inRoot bytes: Span<UInt8>) throws -> UInt64 {
        do {
            return try UVarint.decode(bytes, from: 0).value
        } catch {
            throw RoostError(.corruption, "the root row of the catalog is damaged", underlying: error)
        }
    }

    /// Reads the catalog of a store.
    static func load(from view: any ReadView) throws -> Catalog {
        let chunk = EntryChunk()
        var version: UInt64 = 0
        var nextTableID = SystemKeys.firstTableID
        var tables: [String: TableLayout] = [:]
        var range = KeyRange(prefix: SystemKeys.catalogRoot)
        var result = ScanResult.more
        while result == .more {
            result = try view.scan(range, .forward, ScanLimit(), keysOnly: false, into: chunk)
            for index in 0..<chunk.count {
                if chunk.key(at: index).count == SystemKeys.catalogRoot.count {
                    let root = chunk.value(at: index)
                    version = try Catalog.version(inRoot: root)
                    nextTableID = try UVarint.decode(root, from: UVarint.decode(root, from: 0).end).value
                } else {
                    let schema = try schema(inRow: chunk.value(at: index))
                    tables[schema.name] = TableLayout(schema)
                }
            }
            guard chunk.count > 0 else { break }
            range.lower = [UInt8](chunk.key(at: chunk.count - 1)) + [0]
        }
        return Catalog(version: version, nextTableID: nextTableID, tables: tables)
    }

    private static func schema(inRow value: Span<UInt8>) throws -> TableSchema {
        guard value.count > 1 else { throw RoostError(.corruption, "a row of the catalog is empty") }
        guard rowFormats.contains(value[0]) else {
            throw RoostError(.unsupportedFormat, "a row of the catalog has format \(value[0])")
        }
        do {
            let json = Data([UInt8](value.extracting(1..<value.count)))
            let schema = try JSONDecoder().decode(TableSchema.self, from: json)
            guard schema.isWellFormed else { throw RoostError(.corruption, "it contradicts itself") }
            return schema
        } catch {
            throw RoostError(.corruption, "a row of the catalog cannot be read", underlying: error)
        }
    }
}
