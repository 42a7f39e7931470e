#if Observability
struct CacheInstruments: Sendable {
    let hits: CounterFamily
    let misses: CounterFamily
    let evictions: CounterFamily

    init(_ maker: InstrumentMaker) {
        hits = CounterFamily(maker, "cache.hits", dimension: "cache")
        misses = CounterFamily(maker, "cache.misses", dimension: "cache")
        evictions = CounterFamily(maker, "cache.evictions", dimension: "cache")
    }
}
#endif
