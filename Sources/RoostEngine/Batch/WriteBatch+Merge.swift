extension WriteBatch {
    /// Applies a newer batch on top of this one. The newer batch is used up: it is empty afterwards.
    ///
    /// O(1) when this batch is empty; otherwise O(the smaller one) as long as this batch has neither deleted ranges nor
    /// an open savepoint, else O(the newer one).
    package func merge(_ newer: WriteBatch) {
        newer.journal = BatchJournal()
        if journal.isIdle, deletedRanges.isEmpty, entries.count < newer.entries.count {
            newer.slideUnder(self)
            takeStorage(of: newer)
        } else {
            for range in newer.deletedRanges.ranges { deleteRange(range) }
            for index in newer.entries.indices { apply(newer, index) }
        }
        newer.takeStorage(of: WriteBatch())
    }

    private func apply(_ newer: WriteBatch, _ index: Int) {
        let key = newer.key(of: index)
        let state = newer.entries[index].state
        switch state.kind {
        case .put: put(key, newer.value(of: index))
        case .add: add(key, newer.value(of: index))
        case .delete, .brokenCounter: write(key, state)
        }
    }

    /// Puts the entries of an older batch, which deletes no ranges, under those of this one.
    private func slideUnder(_ older: WriteBatch) {
        for index in older.entries.indices {
            let key = older.key(of: index)
            guard let mine = lookup(key) else {
                if !deletedRanges.contains(Span(_unsafeBytes: key)) { apply(older, index) }
                continue
            }
            guard entries[mine].state.kind == .add else { continue }
            if older.entries[index].state.kind == .add {
                add(key, older.value(of: index))
            } else {
                // What this batch adds to.
                let deltas = Array(value(of: mine))
                apply(older, index)
                deltas.withUnsafeBytes { add(key, $0) }
            }
        }
    }

    private func takeStorage(of other: WriteBatch) {
        swap(&arena, &other.arena)
        swap(&entries, &other.entries)
        swap(&table, &other.table)
        swap(&deletedRanges, &other.deletedRanges)
        swap(&order, &other.order)
        swap(&entryBytes, &other.entryBytes)
        swap(&counterCount, &other.counterCount)
        swap(&garbage, &other.garbage)
        orderComparisons += other.orderComparisons
    }
}
