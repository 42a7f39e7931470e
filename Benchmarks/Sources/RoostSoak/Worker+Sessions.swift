import Foundation
import Measuring
import RoostRepositories

extension Worker {
    mutating func signIn() async throws {
        let now = Date()
        owned.removeAll { !$0.mayLive(at: now) }
        guard owned.count < Self.sessionLimit else { return }
        let user = SoakUser(id: userID(), name: "User of task \(number)")
        owned.append(OwnSession(try await store.sessions.signIn(user, label: "soak")))
    }

    mutating func lookUp() throws {
        guard let position = pick() else { return }
        let asked = Date()
        let session = try store.sessions.session(accessToken: owned[position].access)
        check(session, position, asked)
    }

    mutating func touch() async throws {
        guard let position = pick() else { return }
        let asked = Date()
        let session = try await store.sessions.touch(accessToken: owned[position].access)
        check(session, position, asked)
    }

    private mutating func check(_ session: Session<SoakUser>?, _ position: Int, _ asked: Date) {
        let own = owned[position]
        if let session {
            expect(own.mayLive(at: asked), "an expired session was found")
            expect(session.userID == own.userID, "the session of another user was found")
            owned[position].expiresAt = session.expiresAt
        } else {
            expect(own.mayBeGone(at: Date()), "a live session was not found")
            owned.remove(at: position)
        }
    }

    mutating func refresh() async throws {
        guard let position = pick() else { return }
        let own = owned[position]
        do {
            owned[position] = OwnSession(try await store.sessions.refresh(own.refresh))
            spent = own.refresh
        } catch SessionError.Code.unknownToken {
            expect(own.mayBeGone(at: Date()), "a live session could not be refreshed")
            owned.remove(at: position)
        }
    }

    /// Presents a spent token: its session ends, if it has not ended before.
    mutating func reuse() async throws {
        guard let token = spent else { return }
        spent = nil
        do {
            _ = try await store.sessions.refresh(token)
            expect(false, "a spent token was exchanged again")
        } catch SessionError.Code.reuseDetected {
            tally.note("reused tokens")
            // Which session it was is not kept; whichever cannot be found now is it.
            let before = owned.count
            owned = try owned.filter {
                try store.sessions.session(accessToken: $0.access) != nil || $0.mayBeGone(at: Date())
            }
            expect(before - owned.count <= 1, "\(before - owned.count) sessions ended with a reused token")
        } catch SessionError.Code.unknownToken {
            return
        }
    }

    mutating func signOut() async throws {
        guard let position = pick() else { return }
        let own = owned.remove(at: position)
        let existed = try await store.sessions.signOut(accessToken: own.access)
        expect(existed || own.mayBeGone(at: Date()), "a live session could not be signed out")
    }

    mutating func signOutEverywhere() async throws {
        let user = userID()
        let mine = owned.filter { $0.userID == user }
        owned.removeAll { $0.userID == user }
        let count = try await store.sessions.signOutEverywhere(user)
        let now = Date()
        expect(count >= mine.count { !$0.mayBeGone(at: now) }, "not all sessions of a user were signed out")
        expect(count <= mine.count, "more sessions of a user were signed out than there were")
        let left = try await store.sessions.count(of: user)
        expect(left == 0, "a user has sessions after being signed out everywhere")
    }

    private mutating func pick() -> Int? {
        owned.isEmpty ? nil : generator.next(below: owned.count)
    }
}
