#if Hummingbird
/// How often passwords may be tried. See README.md beside this file.
struct SignInLimits: Sendable {
    /// Wrong passwords from one address, for whatever account.
    var address = Allowance(burst: 20, interval: 10)
    /// Wrong passwords from one address for one account.
    var addressOfAccount = Allowance(burst: 5, interval: 60)
    /// Wrong passwords for one account, from all addresses together that it was never signed in from.
    var account = Allowance(burst: 30, interval: 30)
    /// Sessions of one account: whoever knows the password.
    var sessionsOfAccount = Allowance(burst: 20, interval: 10)
    /// Seconds for which an account knows an address that it was signed in from.
    var knownAddressLifetime = 90.0 * 86_400
    /// Addresses that an account knows; the oldest is forgotten.
    var knownAddresses = 10
    /// Records of all of what was tried. Those that would expire first make room.
    var tallies = 100_000
}
#endif
