import Foundation

/// What has been freed, and what the allocator keeps of it.
package enum FreedMemory {
    /// Gives it back to the system, where the allocator can: that of glibc, whose header Swift does not see.
    package static func giveBack() {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "malloc_trim") else { return }
        typealias Trim = @convention(c) (Int) -> Int32
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }
}
