/// What a transaction has read, for engines that detect conflicts. Engines with a single writer ignore it.
package struct ReadSet: Sendable {
    package var keys: [[UInt8]]
    package var ranges: [KeyRange]

    package init(keys: [[UInt8]] = [], ranges: [KeyRange] = []) {
        self.keys = keys
        self.ranges = ranges
    }
}
