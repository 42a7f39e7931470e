import Foundation
import Roost
import RoostRepositories
import Testing

private struct Named: SessionUser, Equatable {
    var id: String
}

private struct Numbered: SessionUser, Equatable {
    var id: UUID
    var note: String?
}

private enum Role: String, Codable, OrderedComponent, CaseIterable { case admin, editor, guest }

private struct Persona: SessionUser, Equatable {
    enum CodingKeys: String, CodingKey { case id = "role" }
    var id: Role
}

/// Shares a class instance with every copy of itself.
private struct Member: SessionUser {
    final class Style: Codable, @unchecked Sendable {
        var colour = "red"
    }

    var id: Int
    var style = Style()
}

@Suite("Sessions: types of users")
struct UserTypeTests {
    /// Everything that goes by the identifier of a user.
    private func check<User: SessionUser & Equatable>(_ one: User, _ other: User) throws {
        let store = try SessionStore(User.self) { $0.maxSessionsPerUser = 2 }
        let granted = try (0..<3).map { _ in try store.sessions.signIn(one) }
        let stranger = try store.sessions.signIn(other)
        #expect(try granted.map(store.works) == [false, true, true])
        #expect(try store.sessions.session(accessToken: stranger.accessToken.text)?.user == other)
        #expect(try store.sessions.sessions(of: one.id).map(\.id) == [granted[2].session.id, granted[1].session.id])
        #expect(try store.sessions.active(of: one.id, limit: 5).map(\.user) == [one, one])
        #expect(try store.sessions.count(of: other.id) == 1)
        expectSessionError(.userIDChanged) { try store.sessions.updateUser(one.id) { $0 = other } }
        let renewed = try store.sessions.refresh(granted[2].refreshToken.text)
        #expect(renewed.session.user == one)
        #expect(try store.sessions.signOutOthers(keeping: renewed.accessToken.text) == 1)
        #expect(try store.sessions.signOutEverywhere(one.id) == 1)
        #expect(try store.works(stranger))
        try store.verify()
    }

    @Test("Integers") func integers() throws { try check(Account(id: .min), Account(id: .max)) }

    @Test("Strings") func strings() throws {
        try check(Named(id: "ada"), Named(id: "ada\0"))
        try check(Named(id: ""), Named(id: "é"))
    }

    @Test("UUIDs") func identifiers() throws { try check(Numbered(id: UUID()), Numbered(id: UUID(), note: "x")) }

    @Test("A change through a class instance is kept") func classes() throws {
        let store = try SessionStore(Member.self)
        let granted = try (0..<2).map { _ in try store.sessions.signIn(Member(id: 1)) }
        #expect(try store.sessions.updateUser(1) { $0.style.colour = "tan" } == 2)
        for grant in granted {
            #expect(try store.sessions.session(accessToken: grant.accessToken.text)?.user.style.colour == "tan")
        }
    }

    @Test("Enumerations, and coding keys of the user's own") func enumerations() throws {
        try check(Persona(id: .admin), Persona(id: .guest))
    }
}
