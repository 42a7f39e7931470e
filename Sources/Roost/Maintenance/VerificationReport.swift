/// What `Database.verify()` found: every record, every index entry and every counter compared.
public struct VerificationReport: Sendable {
    /// The records looked at.
    public var records = 0
    /// The index entries looked at.
    public var indexEntries = 0
    /// What does not agree; empty for a sound store. The texts name tables, indexes and numbers, never stored values.
    public var problems: [String] = []

    /// Whether everything agrees.
    public var isSound: Bool { problems.isEmpty }
}
