import CSnappy

/// One raw Snappy block, without framing.
enum Snappy {
    static func maxCompressedByteCount(_ byteCount: Int) -> Int {
        snappy_max_compressed_length(byteCount)
    }

    /// Appends the block to `output`.
    static func compress(_ input: Span<UInt8>, appendingTo output: inout [UInt8]) throws {
        let start = output.count
        var length = maxCompressedByteCount(input.count)
        output.resize(to: start + length)
        let status = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                snappy_compress(
                    source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count,
                    target.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self), &length)
            }
        }
        guard status == SNAPPY_OK else { throw RoostError(.encodingFailed, "Snappy refused to compress a record") }
        output.resize(to: start + length)
    }

    /// Replaces the contents of `output`.
    ///
    /// Throws ``RoostError/Code/corruptRecord`` when the input is no Snappy block or one that says it is larger than
    /// `limit` bytes; nothing is allocated for such a block.
    static func uncompress(_ input: Span<UInt8>, into output: inout [UInt8], limit: Int) throws {
        var length = 0
        let isBlock = input.withUnsafeBytes { source in
            let base = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            return snappy_uncompressed_length(base, source.count, &length) == SNAPPY_OK
        }
        guard isBlock, length <= limit else { throw unreadable }
        output.resize(to: length)
        let status = input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                snappy_uncompress(
                    source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count,
                    target.baseAddress?.assumingMemoryBound(to: CChar.self), &length)
            }
        }
        guard status == SNAPPY_OK, length == output.count else { throw unreadable }
    }

    private static var unreadable: RoostError {
        RoostError(.corruptRecord, "the record's compressed payload is unreadable")
    }
}
