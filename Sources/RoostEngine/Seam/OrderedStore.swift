/// An engine: byte strings under byte strings, in the order of ``ByteOrder``, read through consistent views and changed
/// by atomic batches.
///
/// Every method may be called from any thread. Errors are ``EngineError``.
package protocol OrderedStore: AnyObject, Sendable {
    var limits: StoreLimits { get }

    /// A view of everything committed so far, and of nothing later.
    func makeView() throws -> any ReadView

    /// Reads the latest committed value. The chunk then holds the one entry, or is empty when there is none.
    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool

    /// Applies a batch wholly or not at all: its deleted ranges first, then puts and deletes, then counters.
    ///
    /// Limits are checked before anything is written. A counter's value is its lanes, each an 8-byte little-endian
    /// `Int64`. A missing counter has none; an addition to more lanes than there are appends lanes of 0 first, one of
    /// nothing but zeros does not write at all, and an overflow of any lane is `invalidArgument`, as is a value whose
    /// length is no multiple of 8. An engine with a single writer ignores `readSet`.
    /// `commitUnknown` says that the batch may have been applied; after any other error nothing was.
    /// REQUIRES: no other commit is running.
    func commit(_ batch: WriteBatch, durability: CommitDurability, readSet: ReadSet?) throws

    /// Makes every commit so far durable.
    func sync() throws

    /// Estimated bytes on disk of each range.
    func approximateSizes(of ranges: [KeyRange]) throws -> [UInt64]

    /// Rewrites what is stored in a range, without what was deleted or overwritten.
    func compact(_ range: KeyRange) throws

    /// A diagnostic text of the engine, by its name; nil when there is none or the store is closed.
    func property(_ name: String) -> String?

    /// The sum of the sizes of the store's files; 0 in memory.
    func bytesOnDisk() throws -> UInt64

    var callCount: EngineCalls { get }

    /// Waits until every view is closed and every running call has returned, then closes. Everything called after is
    /// `closed`. May be called again. Never returns while the calling thread itself keeps a view open.
    func close() throws
}
