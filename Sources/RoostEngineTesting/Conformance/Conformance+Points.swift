import RoostEngine

extension Conformance {
    func checkPointReads(_ store: any OrderedStore) throws {
        try expect(try store.value([1]) == nil, "nothing is in a new store")
        try store.commit { $0.put([1], [1]) }
        try expect(try store.value([1]) == [1], "a committed value is read")
        try store.commit { $0.put([1], [2]) }
        try expect(try store.value([1]) == [2], "the latest value is read")
        try expect(try store.value([1, 0]) == nil && store.value([]) == nil, "only the very key is found")
        let chunk = EntryChunk()
        try expect(
            try store.get([1].span, into: chunk) && chunk.entries == [Entry([1], [2])], "the entry is in the chunk")
        try store.commit { $0.delete([1]) }
        try expect(try !store.get([1].span, into: chunk) && chunk.isEmpty, "a deleted key empties the chunk")
        try store.commit { $0.delete([9]) }
        try expect(try store.entries().isEmpty, "deleting what is not there is no error")
    }

    func checkManyKeys(_ store: any OrderedStore) throws {
        try store.commit { batch in for number in UInt8(0)..<50 { batch.put([number * 2], [number]) } }
        let view = try store.makeView()
        defer { view.close() }
        let wanted: [[UInt8]] = [[98], [4], [5], [4], [], [0], [0, 0], [200], [2]]
        let expected: [[UInt8]?] = [[49], [2], nil, [2], nil, [0], nil, nil, [1]]
        try expect(try view.values(wanted) == expected, "values come in the order of the keys, with repeats and gaps")
        var list = ByteList()
        for key in wanted { list.append(key.span) }
        let chunk = EntryChunk()
        try view.getMany(list, into: chunk)
        try expect((0..<chunk.count).map { Array(chunk.key(at: $0)) } == wanted, "keys not found can be read too")
        try expect(try view.values([]).isEmpty, "no keys have no values")
    }

    func checkIsolation(_ store: any OrderedStore) throws {
        try store.commit { batch in for number in UInt8(0)..<20 { batch.put([number], [1]) } }
        let view = try store.makeView()
        defer { view.close() }
        let before = (UInt8(0)..<20).map { Entry([$0], [1]) }
        try store.commit { batch in
            for number in UInt8(0)..<10 { batch.put([number], [2]) }
            for number in UInt8(10)..<20 { batch.delete([number]) }
            batch.put([99], [2])
        }
        try store.compact(.all)
        let scanner = ViewScanner(view)
        try expect(try scanner.entries() == before, "a view does not see later writes")
        try expect(try scanner.entries(in: .all, .reverse) == before.reversed(), "nor does it in reverse")
        try expect(try view.value([15]) == [1] && view.value([99]) == nil, "nor by key")
        try expect(try view.values([[0], [15], [99]]) == [[1], [1], nil], "nor by many keys")
        let after = (UInt8(0)..<10).map { Entry([$0], [2]) } + [Entry([99], [2])]
        try expect(try store.entries() == after, "a view made later sees them")
        view.close()
        view.close()
        try expectError(.closed, "a closed view") { _ = try view.value([0]) }
        try expectError(.closed, "a closed view") { _ = try view.values([[0]]) }
        try expectError(.closed, "a closed view") { _ = try scanner.entries() }
    }
}
