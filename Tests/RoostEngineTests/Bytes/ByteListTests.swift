import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct ByteListTests {
    @Test func stringsComeBackInOrder() {
        var list = ByteList()
        for _ in 0..<2 {
            #expect(list.count == 0)
            list.append([1, 2])
            list.append([])
            list.append(prefix: [9], [3])
            list.append(prefix: [], [])
            #expect((0..<list.count).map { Array(list[$0]) } == [[1, 2], [], [9, 3], []])
            list.removeAll()
        }
    }

    @Test func chunksHoldEntriesAndGaps() {
        let chunk = EntryChunk()
        for _ in 0..<2 {
            chunk.append(key: [], value: [])
            chunk.append(key: [1], value: nil)
            for number in UInt8(0)..<100 {
                chunk.append(key: [number], value: Array(repeating: number, count: 100))
            }
            #expect(chunk.count == 102)
            #expect(chunk.isPresent(at: 0) && !chunk.isPresent(at: 1) && chunk.isPresent(at: 2))
            #expect(chunk.entries[1] == Entry([1], []))
            #expect(chunk.entries[101] == Entry([99], Array(repeating: 99, count: 100)))
            chunk.removeAll()
            #expect(chunk.count == 0)
        }
    }
}
