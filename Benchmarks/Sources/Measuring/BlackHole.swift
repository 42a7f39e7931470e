/// Takes a value where the optimiser cannot see that nobody wants it.
@inline(never)
@_optimize(none)
package func blackHole<T>(_ value: T) {}
