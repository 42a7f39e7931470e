import RoostRepositories

/// What a session keeps of its user.
struct Account: SessionUser {
    var id: Int
    var name: String
    var roles: [String]

    init(id: Int) {
        self.id = id
        name = "user-\(id)"
        roles = id.isMultiple(of: 50) ? ["member", "moderator"] : ["member"]
    }
}
