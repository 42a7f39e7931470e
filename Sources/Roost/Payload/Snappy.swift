import CSnappy

/// One raw Snappy block, without framing.
enum Snappy {
    static func maxCompressedByteCount(_ byteCount: Int) -> Int {
        snappy_max_compressed_length(byteCount)
    }

    /// Appends the block to `output`.
    static func compress(_ input: Span<UInt8>, appendingTo output: inout [UInt8]) throws {
        var status = SNAPPY_OK
        var length = maxCompressedByteCount(input.count)
        output.append(addingCapacity: length) { target in
            input.withUnsafeBytes { source in
                target.withUnsafeMutableBufferPointer { buffer, count in
                    status = snappy_compress(
                        source.chars, source.count, UnsafeMutableRawBufferPointer(buffer).chars(from: count), &length)
                    if status == SNAPPY_OK { count += length }
                }
            }
        }
        guard status == SNAPPY_OK else { throw RoostError(.encodingFailed, "Snappy refused to compress a record") }
    }

    /// Replaces the contents of `output`.
    ///
    /// Throws ``RoostError/Code/corruptRecord`` when the input is no Snappy block, and what `check` throws for the length
    /// that the block says it has; nothing has been allocated by then.
    static func uncompress(
        _ input: Span<UInt8>, into output: inout [UInt8], check: (_ byteCount: Int) throws -> Void
    ) throws {
        var length = 0
        var status = input.withUnsafeBytes { snappy_uncompressed_length($0.chars, $0.count, &length) }
        // The longest copy is of 64 bytes and takes three: no block is longer than this.
        guard status == SNAPPY_OK, length <= input.count * 64 / 3 else { throw unreadable }
        try check(length)
        output.removeAll(keepingCapacity: true)
        output.append(addingCapacity: length) { target in
            input.withUnsafeBytes { source in
                target.withUnsafeMutableBufferPointer { buffer, count in
                    status = snappy_uncompress(
                        source.chars, source.count, UnsafeMutableRawBufferPointer(buffer).chars(from: count), &length)
                    if status == SNAPPY_OK { count += length }
                }
            }
        }
        guard status == SNAPPY_OK else { throw unreadable }
    }

    private static var unreadable: RoostError {
        RoostError(.corruptRecord, "the record's compressed payload is unreadable")
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var chars: UnsafePointer<CChar>? {
        baseAddress?.assumingMemoryBound(to: CChar.self)
    }
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func chars(from offset: Int) -> UnsafeMutablePointer<CChar>? {
        baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
    }
}
