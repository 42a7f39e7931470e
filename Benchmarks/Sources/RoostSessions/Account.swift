import RoostRepositories

/// What a session keeps of its user.
struct Account: SessionUser {
    var id: Int
    var name: String
    var roles: [String]

    /// The same account for the same number on every run.
    init(number: Int) {
        id = number
        name = "Account Holder \(number)"
        roles = number.isMultiple(of: 10) ? ["member", "editor"] : ["member"]
    }

    init(id: Int, name: String, roles: [String]) {
        self.id = id
        self.name = name
        self.roles = roles
    }
}
