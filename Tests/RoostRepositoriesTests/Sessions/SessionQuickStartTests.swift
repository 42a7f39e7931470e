import Roost
import RoostRepositories
import Testing

@Suite("Sessions: the quick start of the documentation")
struct SessionQuickStartTests {
    private struct Account: SessionUser {
        var id: Int
        var name: String
        var roles: [String]
    }

    @Test("It compiles and does what it says")
    func quickStart() async throws {
        let folder = try SessionFolder()
        let db = try Database.open(at: folder.path, tables: Sessions<Account>.tables())
        let sessions = try Sessions<Account>(in: db)

        let granted = try await sessions.signIn(Account(id: 7, name: "Ada", roles: []), label: "Firefox on Linux")
        let (accessToken, refreshToken) = (granted.accessToken.text, granted.refreshToken.text)

        let session = try await sessions.touch(accessToken: accessToken)
        #expect(session?.user.name == "Ada")

        let renewed = try await sessions.refresh(refreshToken)
        #expect(renewed.session.id == granted.session.id)
        _ = try await sessions.refresh(renewed.refreshToken.text)
        var isDetected = false
        do {
            _ = try await sessions.refresh(refreshToken)
        } catch SessionError.Code.reuseDetected {
            isDetected = true
        } catch SessionError.Code.unknownToken {
            Issue.record("the token was known")
        }
        #expect(isDetected)

        try await sessions.signOutEverywhere(7)
        try await sessions.cleanup()
        try await db.close()
    }
}
