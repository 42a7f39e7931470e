/// What a commit that has returned promises.
package enum CommitDurability: Sendable {
    /// The batch, and every batch before it, survives a power cut.
    case synced
    /// The batch survives the end of the process, not that of the machine.
    case buffered
}
