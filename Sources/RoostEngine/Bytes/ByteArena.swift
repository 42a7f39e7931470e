/// Bytes that are only appended, at offsets that stay the same while the memory below them may move.
struct ByteArena: ~Copyable {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        base = .allocate(byteCount: self.capacity, alignment: 1)
    }

    deinit { base.deallocate() }

    /// Appends `bytes` and returns their offset.
    mutating func append(_ bytes: Span<UInt8>) -> Int {
        bytes.withUnsafeBytes { append($0) }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int {
        let offset = count
        reserve(bytes.count)
        if let source = bytes.baseAddress { (base + offset).copyMemory(from: source, byteCount: bytes.count) }
        count += bytes.count
        return offset
    }

    mutating func append(zeros byteCount: Int) -> Int {
        let offset = count
        reserve(byteCount)
        (base + offset).initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        count += byteCount
        return offset
    }

    mutating func append<Value: BitwiseCopyable>(value: Value) {
        reserve(MemoryLayout<Value>.size)
        (base + count).storeBytes(of: value, as: Value.self)
        count += MemoryLayout<Value>.size
    }

    /// REQUIRES: `count` is not above the present count.
    mutating func truncate(to count: Int) { self.count = count }

    /// The bytes at an offset, valid until the next append.
    func bytes(at offset: Int, count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + offset, count: count)
    }

    /// The same to write to.
    mutating func mutableBytes(at offset: Int, count: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: base + offset, count: count)
    }

    private mutating func reserve(_ additional: Int) {
        guard count + additional > capacity else { return }
        capacity = max(capacity * 2, count + additional)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        moved.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = moved
    }
}
