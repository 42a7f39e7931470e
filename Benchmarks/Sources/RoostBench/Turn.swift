import Contenders
import Measuring

/// Repeats one question until a turn is over, after asking it once untimed.
func repeated(
    for nanosecondsOfTurn: UInt64, operations: Int = 1, _ body: (_ step: Int) throws -> Answer
) rethrows -> Samples {
    var samples = Samples()
    blackHole(try body(0))
    let end = nanoseconds() + nanosecondsOfTurn
    var step = 1
    var start = nanoseconds()
    repeat {
        let answer = try body(step)
        let now = nanoseconds()
        samples.add(nanoseconds: now - start, operations: operations)
        blackHole(answer)
        step += 1
        start = nanoseconds()
    } while start < end
    return samples
}
