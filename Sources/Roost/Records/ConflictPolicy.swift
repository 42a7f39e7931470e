/// What a bulk verb does with a record whose primary key or unique key is taken.
public enum ConflictPolicy: Sendable {
    /// The verb fails as a whole and lists every failing position.
    case abort
    /// The record is left out, and the others are written.
    case skip
}
