import RoostEngine

/// What a running transaction reads through. Opaque outside Roost; used by one thread at a time.
public class TransactionContext {
    let reader: Reader
    @exclusivity(unchecked) private(set) var catalog: Catalog
    @exclusivity(unchecked) var counts = TransactionCounts()
    let coder = RecordCoder()
    /// The moment that decides what is expired, in milliseconds since 1970.
    let now: UInt64
    /// Whether reads see the latest commit instead of a view, so that only one of them may answer a verb.
    let isPointRead: Bool
    let observers: Observers?
    let queries: QueryOptions

    private let answer = EntryChunk()
    private let overflow = EntryChunk()
    @exclusivity(unchecked) private var key: [UInt8] = []
    @exclusivity(unchecked) private var hasEnded = false
    /// The record that a closure of the query at hand was shown last, until it is decoded once more.
    @exclusivity(unchecked) private var kept: KeptRecord?
    /// The fields of the query at hand that no record has confirmed yet.
    @exclusivity(unchecked) var undecided: [FieldProbe] = []
    /// Those that this transaction has looked for after it had changed something.
    @exclusivity(unchecked) var sampledHere: Set<FieldIdentity> = []
    /// By table id.
    private var expired: [UInt64: ExpiredKeys] = [:]
    /// The table used last, which mostly is the one used next.
    @exclusivity(unchecked) private var latest: (definition: AnyObject, layout: TableLayout)?

    init(
        reader: Reader, catalog: Catalog, now: UInt64, isPointRead: Bool = false, observers: Observers? = nil,
        queries: QueryOptions
    ) {
        self.queries = queries
        self.reader = reader
        self.catalog = catalog
        self.now = now
        self.isPointRead = isPointRead
        self.observers = observers
    }

    /// Releases the view; every later call is an error.
    func end() {
        hasEnded = true
        reader.close()
    }

    final func replaceCatalog(_ catalog: Catalog) {
        self.catalog = catalog
        latest = nil
    }

    /// The stored layout of a declared table.
    final func layout<R: Record>(of table: Table<R, R.Key>) throws -> TableLayout {
        guard !hasEnded else { throw RoostError(.transactionEnded, "the transaction has ended") }
        if let latest, latest.definition === table.definition { return latest.layout }
        guard let layout = catalog.tables[table.name], layout.declared?.matches(table.definition) == true else {
            var error = RoostError(
                .tableNotDeclared, "the database was opened without this declaration of a table for \(R.self)")
            error.table = table.name
            throw error
        }
        latest = (table.definition, layout)
        return layout
    }

    /// Reads one record's JSON, expired or not; nil when there is none.
    final func json(
        of primaryKey: Span<UInt8>, in table: TableLayout, into json: inout [UInt8]
    ) throws -> StoredRecord? {
        let found = answer
        guard try read(primaryKey, in: table) else { return nil }
        let stored = try unpack(found.value(at: 0), of: primaryKey, in: table, into: &json)
        if stored.isPlain { json.assign(found.value(at: 0).extracting(stored.envelope.payloadRange)) }
        return stored
    }

    /// Reads and decodes one record; nil when there is none.
    final func record<R: Record>(_ type: R.Type, of primaryKey: Span<UInt8>, in table: TableLayout) throws -> R? {
        let found = answer
        guard try read(primaryKey, in: table) else { return nil }
        var unpacked: [UInt8] = []
        let stored = try unpack(found.value(at: 0), of: primaryKey, in: table, into: &unpacked)
        if isExpired(stored) { return nil }
        let json = stored.json(in: found.value(at: 0), or: unpacked)
        return try decode(type, from: json, of: primaryKey, in: table)
    }

    /// Reads a record's stored value into `answer`; false when there is none.
    private func read(_ primaryKey: Span<UInt8>, in table: TableLayout) throws -> Bool {
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: table.records.prefix)
        key.append(copying: primaryKey)
        guard try reader.get(key, into: answer) else { return false }
        counts.recordsRead += 1
        return true
    }

    /// Makes a stored value's JSON accessible: see ``StoredRecord/json(in:or:)``. Only what does not stand in the value
    /// as it is goes into `json`, with overflow chunks fetched where there are some.
    final func unpack(
        _ value: Span<UInt8>, of primaryKey: Span<UInt8>, in table: TableLayout, into json: inout [UInt8]
    ) throws -> StoredRecord {
        do {
            let stored = try StoredRecord(value)
            if stored.isPlain {
                try StoredPayload.checkStored(stored.envelope.payloadRange.count, queries.maxRecordBytes)
                return stored
            }
            if stored.chunkCount > 0, isPointRead { throw NeedsView() }
            let owner = stored.chunkCount > 0 ? [UInt8](primaryKey) : []
            let overflow = overflow
            try StoredPayload.decode(value, stored.envelope, limit: queries.maxRecordBytes, into: &json) { number in
                let chunkKey = table.chunkKey(primaryKey: owner.span, chunk: number)
                guard try reader.get(chunkKey, into: overflow) else {
                    throw RoostError(.corruptRecord, "overflow chunk \(number) of a record is missing")
                }
                return [UInt8](overflow.value(at: 0))
            }
            return stored
        } catch var error as RoostError {
            error.table = table.name
            error.key = table.key(primaryKey)
            throw error
        }
    }

    /// Decodes a record's JSON.
    final func decode<R: Record>(
        _ type: R.Type, from json: Span<UInt8>, of primaryKey: Span<UInt8>, in table: TableLayout
    ) throws -> R {
        if kept != nil { return try decodeKept(type, from: json, of: primaryKey, in: table) }
        counts.recordsDecoded += 1
        let record: R
        do {
            record = try coder.decode(type, from: json)
        } catch {
            var failure = RoostError(decoding: type, error)
            failure.table = table.name
            failure.key = table.key(primaryKey)
            throw failure
        }
        if !undecided.isEmpty { try confirmUndecided(in: record, of: table) }
        return record
    }

    /// Hands the kept record out if it is the one asked for. Apart from decoding, because a cast to a generic type makes
    /// the function that contains it look types up at each call.
    @inline(never)
    private func decodeKept<R: Record>(
        _ type: R.Type, from json: Span<UInt8>, of primaryKey: Span<UInt8>, in table: TableLayout
    ) throws -> R {
        if let kept {
            self.kept = nil
            let keptKey = kept.primaryKey
            let isSame = kept.table == table.id && ByteOrder.compare(keptKey.span, primaryKey) == 0
            if isSame, let record = kept.record as? R { return record }
        }
        return try decode(type, from: json, of: primaryKey, in: table)
    }

    /// Decodes a record that whoever decodes it next will get, once, until ``forget()``.
    final func decodeKeeping<R: Record>(
        _ type: R.Type, from json: Span<UInt8>, of primaryKey: Span<UInt8>, in table: TableLayout
    ) throws -> R {
        let record = try decode(type, from: json, of: primaryKey, in: table)
        kept = KeptRecord(table: table.id, primaryKey: [UInt8](primaryKey), record: record)
        return record
    }

    /// Lets go of the record that was kept.
    final func forget() { kept = nil }

    /// The number of live records in a table.
    final func recordCount(of table: TableLayout) throws -> Int {
        try storedCount(of: table) - expiredCount(of: table)
    }

    /// The number of records in a table, with those that are expired and not swept yet.
    func storedCount(of table: TableLayout) throws -> Int {
        try storedTotals(of: table).records
    }

    /// The sizes of a table, with the records that are expired and not swept yet.
    func storedTotals(of table: TableLayout) throws -> TableTotals {
        let found = answer
        return try reader.get(table.totalsKey, into: found) ? TableTotals(row: found.value(at: 0)) : TableTotals()
    }

    /// The table's expired records that are not swept yet. A view does not change, so it is asked once.
    func expiredKeys(of table: TableLayout) throws -> ExpiredKeys {
        guard table.expiry != nil else { return .none }
        if let known = expired[table.id] { return known }
        let keys = try ExpiredKeys(of: table, in: self)
        expired[table.id] = keys
        return keys
    }
}

/// A record that was decoded. A class, because an optional structure that holds `Any` costs a look-up of its type, and a
/// copy, each time somebody asks whether there is one.
private final class KeptRecord {
    let table: UInt64
    let primaryKey: [UInt8]
    let record: Any

    init(table: UInt64, primaryKey: [UInt8], record: Any) {
        self.table = table
        self.primaryKey = primaryKey
        self.record = record
    }
}

extension RoostError {
    /// A stored record does not decode as its type.
    init(decoding type: Any.Type, _ error: any Error) {
        if case DecodingError.dataCorrupted(let context) = error, context.underlyingError is UnknownRawValue {
            self.init(.unknownValue, "a stored value of \(type) is none that its field's type knows", codable: error)
        } else {
            self.init(.decodingFailed, "a stored record does not decode as \(type)", codable: error)
        }
    }
}

/// Thrown inside a point read that turns out to need more than one key; the database then repeats it in a view.
struct NeedsView: Error {}
