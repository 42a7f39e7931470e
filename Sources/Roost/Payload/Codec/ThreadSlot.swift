import Foundation

/// A place of each thread for one object that is worth keeping between calls.
///
/// The object is taken out while it is in use, so that a call inside the call finds the place empty.
struct ThreadSlot<Object: AnyObject>: Sendable {
    /// Nil where the system has no more keys: then nothing is kept.
    private let key: pthread_key_t?

    init() {
        var key = pthread_key_t()
        // Frees the object of a thread that ends.
        let status = pthread_key_create(&key) { object in
            #if canImport(Darwin)
            Unmanaged<AnyObject>.fromOpaque(object).release()
            #else
            if let object { Unmanaged<AnyObject>.fromOpaque(object).release() }
            #endif
        }
        self.key = status == 0 ? key : nil
    }

    @inline(__always)
    func take() -> Object? {
        guard let key, let object = pthread_getspecific(key) else { return nil }
        pthread_setspecific(key, nil)
        return Unmanaged<Object>.fromOpaque(object).takeRetainedValue()
    }

    /// Frees the object when the place is taken.
    @inline(__always)
    func put(_ object: Object) {
        guard let key, pthread_getspecific(key) == nil else { return }
        let kept = Unmanaged.passRetained(object)
        if pthread_setspecific(key, kept.toOpaque()) != 0 { kept.release() }
    }
}
