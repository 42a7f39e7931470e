import CFloor
import Foundation
import Sessions

/// What a contender answered: few enough bytes to compare, and a reason to compute all of it.
package struct Answer: Sendable, CustomStringConvertible {
    /// The number of records, or of values.
    package private(set) var count = 0
    /// Of the first eight bytes of the access tokens.
    private var tokens: UInt64 = 0
    /// Of the other members; 0 where nothing is decoded.
    private var members: UInt64 = 0
    /// 1 when the order does not matter.
    private let factor: UInt64

    /// The answer of a workload that asks nothing.
    package static var nothing: Answer { Answer() }

    init(isOrdered: Bool = true) {
        factor = isOrdered ? 31 : 1
    }

    init(count: Int) {
        self.count = count
        factor = 1
    }

    init(_ answer: floor_answer) {
        count = Int(answer.count)
        tokens = answer.digest
        factor = answer.factor
    }

    package var description: String { "\(count) records, digests \(tokens), \(members)" }

    /// Whether both are right if one is.
    package func agrees(with other: Answer) -> Bool {
        count == other.count && tokens == other.tokens
            && (members == other.members || members == 0 || other.members == 0)
    }

    @inline(__always)
    mutating func add(_ session: Session) {
        add(token: session.accessToken)
        add(
            updated: session.updatedAt, expires: session.expiresAt,
            other: session.user.id.utf8.count &+ session.user.name.utf8.count &+ session.user.email.utf8.count
                &+ session.refreshToken.utf8.count &+ session.user.roles.count)
    }

    @inline(__always)
    mutating func add(token: String) {
        count += 1
        let head = token.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.count < 8 ? 0 : UnsafeRawBufferPointer(bytes).loadUnaligned(as: UInt64.self)
        }
        tokens = tokens &* factor &+ (head ?? 0)
    }

    @inline(__always)
    mutating func add(updated: Date, expires: Date, other: Int) {
        members = members &* factor &+ updated.milliseconds &+ expires.milliseconds &* 7 &+ UInt64(other)
    }

    @inline(__always)
    mutating func add(time: Date) {
        count += 1
        members = members &* factor &+ time.milliseconds
    }
}

extension Date {
    @inline(__always)
    fileprivate var milliseconds: UInt64 {
        UInt64(bitPattern: Int64((timeIntervalSinceReferenceDate * 1_000).rounded()))
    }
}
