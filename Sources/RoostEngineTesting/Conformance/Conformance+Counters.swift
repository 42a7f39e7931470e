import RoostEngine

extension Conformance {
    private func bytes(_ lanes: Int64...) -> [UInt8] {
        lanes.flatMap { lane in withUnsafeBytes(of: lane.littleEndian) { Array($0) } }
    }

    func checkCounters(_ store: any OrderedStore) throws {
        try store.commit { batch in
            batch.add([1], [5])
            batch.add([1], [-7])
            batch.add([2], [.max])
        }
        try expect(try store.value([1]) == bytes(-2), "a missing counter starts at 0")
        try expect(try store.value([2]) == bytes(.max), "the largest amount can be added")
        for amount in [Int64(100), -1, 0] { try store.commit { $0.add([1], [amount]) } }
        try expect(try store.value([1]) == bytes(97), "additions of several batches sum up")
        try store.commit { $0.put([3], bytes(40)) }
        try store.commit { $0.add([3], [2]) }
        try expect(try store.value([3]) == bytes(42), "a counter can be put and then added to")
    }

    func checkCounterLanes(_ store: any OrderedStore) throws {
        try store.commit { $0.add([1], [1, -2, 3]) }
        try expect(try store.value([1]) == bytes(1, -2, 3), "a missing counter has the lanes that are added to")
        try store.commit { $0.add([1], [10]) }
        try expect(try store.value([1]) == bytes(11, -2, 3), "lanes that are not added to stay")
        try store.commit { $0.add([1], [0, 0, 0, 0, 0]) }
        try expect(try store.value([1]) == bytes(11, -2, 3), "an addition of zeros writes nothing")
        try store.commit { $0.add([1], [0, 2, 0, 5, 0]) }
        try expect(try store.value([1]) == bytes(11, 0, 3, 5, 0), "a counter becomes as long as what is added")
        try store.commit { batch in
            batch.add([2], [1])
            batch.add([2], [1, 1])
            batch.add([2], [1])
            batch.put([3], bytes(7))
            batch.add([3], [1, 2])
            batch.put([4], [])
            batch.add([4], [1])
            batch.delete([5])
            batch.add([5], [0, 1])
            batch.add([5], [])
        }
        try expect(try store.value([2]) == bytes(3, 1), "additions of one batch are summed lane by lane")
        try expect(try store.value([3]) == bytes(7 + 1, 2), "on top of what it puts")
        try expect(try store.value([4]) == bytes(1), "be that without lanes")
        try expect(try store.value([5]) == bytes(0, 1), "or of nothing")
        try store.commit { $0.put([6], bytes(1, .max, 1)) }
        try expectError(.invalidArgument, "an overflow of any lane") { try store.commit { $0.add([6], [1, 1, 1]) } }
        try store.commit { $0.add([6], [1, 0, 1]) }
        try expect(try store.value([6]) == bytes(2, .max, 2), "which changes no other lane")
    }

    func checkCounterOverflow(_ store: any OrderedStore) throws {
        try store.commit { batch in
            batch.put([1], bytes(.max - 1))
            batch.put([2], bytes(.min))
            batch.put([3], [1, 2, 3])
            batch.put([5], bytes(1) + [0])
        }
        let before = try store.entries()
        try expectError(.invalidArgument, "a sum above the largest number") { try store.commit { $0.add([1], [2]) } }
        try expectError(.invalidArgument, "a sum below the smallest number") { try store.commit { $0.add([2], [-1]) } }
        try expectError(.invalidArgument, "amounts that overflow together") {
            try store.commit { batch in
                batch.add([9], [.max])
                batch.add([9], [1])
            }
        }
        try expectError(.invalidArgument, "adding to a value that is no counter") {
            try store.commit { $0.add([3], [1]) }
        }
        try expectError(.invalidArgument, "adding to a value that ends within a lane") {
            try store.commit { $0.add([5], [1]) }
        }
        try expectError(.invalidArgument, "amounts of which one lane overflows") {
            try store.commit { batch in
                batch.add([9], [1, .min])
                batch.add([9], [1, -1])
            }
        }
        try expectError(.invalidArgument, "adding to such a value of the same batch") {
            try store.commit { batch in
                batch.put([4], [1])
                batch.add([4], [1])
            }
        }
        try expect(try store.entries() == before, "refused additions have changed nothing")
        try store.commit { $0.add([1], [1]) }
        try expect(try store.value([1]) == bytes(.max), "and can be followed by one that fits")
    }

    func checkCountersAfterWrites(_ store: any OrderedStore) throws {
        try store.commit { $0.add([1], [10]) }
        try store.commit { $0.put([1], bytes(100)) }
        try store.commit { $0.add([1], [1]) }
        try expect(try store.value([1]) == bytes(101), "a put replaces a counter")
        try store.commit { $0.delete([1]) }
        try store.commit { $0.add([1], [1]) }
        try expect(try store.value([1]) == bytes(1), "a deleted counter starts at 0")
        try store.commit { $0.deleteRange(KeyRange(prefix: [1])) }
        try store.commit { $0.add([1], [2]) }
        try expect(try store.value([1]) == bytes(2), "a counter in a deleted range starts at 0")
        try store.commit { batch in
            batch.add([1], [5])
            batch.put([1], bytes(1000))
            batch.add([1], [1])
            batch.delete([2])
            batch.add([2], [3])
            batch.add([3], [3])
            batch.deleteRange(KeyRange(lower: [3], upper: [5]))
            batch.add([4], [4])
        }
        try expect(try store.value([1]) == bytes(1001), "within a batch a put wins over earlier additions only")
        try expect(try store.value([2]) == bytes(3), "an addition after a delete starts at 0")
        try expect(try store.value([3]) == nil, "a deleted range takes earlier additions with it")
        try expect(try store.value([4]) == bytes(4), "but not later ones")
        try store.commit { batch in for number in UInt8(0)..<200 { batch.put([number], [1]) } }
        try expectError(.invalidArgument, "a counter overwritten by something else") {
            try store.commit { $0.add([1], [1]) }
        }
    }
}
