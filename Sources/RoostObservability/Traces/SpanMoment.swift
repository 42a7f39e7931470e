#if Observability
import Tracing

/// When a span began that ends now.
struct SpanMoment: Sendable {
    let start: DefaultTracerClock.Timestamp
    let end: DefaultTracerClock.Timestamp

    /// What was measured by a clock that knows no date ends at this moment of the wall clock.
    init(endingNow duration: Duration) {
        end = DefaultTracerClock.now
        let length = UInt64(clamping: duration.wholeNanoseconds)
        let now = end.nanosecondsSinceEpoch
        start = DefaultTracerClock.Timestamp(nanosecondsSinceEpoch: now - min(now, length))
    }
}
#endif
