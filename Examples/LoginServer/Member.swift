#if Hummingbird
import RoostRepositories

/// What each session knows of its user.
struct Member: SessionUser, Hashable {
    /// The name to log in with.
    let id: String
    let fullName: String
}

/// FOR THE DEMONSTRATION ONLY: members whose passwords anyone can read here.
///
/// A real program keeps a slow, salted hash of each password, compares it in constant time, takes as long for names that
/// do not exist, and computes only a few of them at a time. ``SignInThrottle`` slows down whoever guesses.
enum DemoMembers {
    private static let passwords = ["ada": "demo-only-1815", "grace": "demo-only-1906"]
    private static let fullNames = ["ada": "Ada Lovelace", "grace": "Grace Hopper"]

    static func member(_ name: MemberName, password: String) -> Member? {
        guard let right = passwords[name.text], right.utf8.elementsEqual(password.utf8),
            let fullName = fullNames[name.text]
        else { return nil }
        return Member(id: name.text, fullName: fullName)
    }
}
#endif
