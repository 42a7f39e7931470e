import CFloor
import Measuring

/// A session whose access token changes from put to put, so that millions of records need not be kept in memory.
package struct RenewedItem {
    private let items: [SessionItem]
    private let token: UnsafeMutablePointer<CChar>
    private let json: UnsafeMutablePointer<CChar>
    private var generator = SeededGenerator(seed: 77)
    private var position = 0

    /// Renews some items in turn.
    package init(_ items: [SessionItem]) {
        self.items = items
        token = .allocate(capacity: 256)
        json = .allocate(capacity: 4096)
    }

    /// The next session. The bytes of the one before are no longer its own.
    package mutating func next() -> SessionItem {
        let old = items[position % items.count]
        position += 1
        var session = old.session
        session.accessToken = SessionGenerator.token(old.raw.token_length, &generator)
        var raw = old.raw
        json.update(from: raw.json, count: raw.json_length)
        for (index, byte) in session.accessToken.utf8.enumerated() {
            token[index] = CChar(bitPattern: byte)
            // Behind {"accessToken":"
            json[16 + index] = CChar(bitPattern: byte)
        }
        raw.token = UnsafePointer(token)
        raw.json = UnsafePointer(json)
        return SessionItem(session: session, raw: raw)
    }
}
