#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A thread of its own, for tests that block on purpose and so must stay off the cooperative pool.
package struct TestThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: pthread_t

    package init(_ body: @escaping @Sendable () -> Void) throws {
        let context = Unmanaged.passRetained(Body(body)).toOpaque()
        #if canImport(Darwin)
        var created: pthread_t?
        let code = pthread_create(&created, nil, { Self.start($0) }, context)
        guard code == 0, let created else { throw ConformanceFailure("no thread: \(code)") }
        thread = created
        #else
        var created = pthread_t()
        let code = pthread_create(&created, nil, { Self.start($0) }, context)
        guard code == 0 else { throw ConformanceFailure("no thread: \(code)") }
        thread = created
        #endif
    }

    /// Waits for the end of the body.
    package func join() { pthread_join(thread, nil) }

    private static func start(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
}
