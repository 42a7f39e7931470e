/// A consistent view of a store. Used by one task at a time.
package protocol ReadView: AnyObject {
    /// The chunk then holds the one entry, or is empty when there is none.
    func get(_ key: Span<UInt8>, into chunk: EntryChunk) throws -> Bool

    /// Reads many keys; the chunk then holds one entry per key, in the order of the keys, absent where there is none.
    func getMany(_ keys: borrowing ByteList, into chunk: EntryChunk) throws

    /// Fills the chunk with the entries of a range from the end where `direction` starts, until `limit`.
    ///
    /// To go on, call with the range that begins behind the last key (its bytes and a zero byte) or, in reverse, ends
    /// before it (the key itself as upper bound).
    /// - Parameter keysOnly: leaves values empty.
    func scan(
        _ range: KeyRange, _ direction: ScanDirection, _ limit: ScanLimit, keysOnly: Bool, into chunk: EntryChunk
    ) throws -> ScanResult

    /// Gives the view back. May be called again; the end of the view's life closes it too.
    func close()
}
