import Roost

/// One condition of a random request, as an operator of a query and as a test of a record.
struct RequestCondition {
    let text: String
    let add: (Query<RequestItem>, _ asAlternative: Bool) -> Query<RequestItem>
    let holds: (RequestItem) -> Bool
    /// Which elements it asks for; nil when it is on something else, or on what is not there.
    var asksForTag: ((String) -> Bool)?
    var asksForMark: ((Int?) -> Bool)?

    static func random(using generator: inout some RandomNumberGenerator) -> RequestCondition {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return onTuple(using: &generator)
        case 1:
            return on(
                \.id, "id", { $0.id }, .random(from: Array(-1...40), <, using: &generator))
        case 2, 3:
            return on(
                \.name, "name", { $0.name }, .randomText(from: RequestItem.names, using: &generator))
        case 4:
            let places = RequestItem.places.compactMap(\.self)
            return on(
                \.place, "place", { $0.place },
                RequestOperation<String?>.randomText(from: places, using: &generator).orNil(using: &generator))
        case 5, 6:
            return on(
                \.age, "age", { $0.age }, .random(from: Array(-3...5), <, using: &generator))
        case 7:
            let scores = RequestItem.scores.compactMap(\.self)
            return on(
                \.score, "score", { $0.score },
                RequestOperation<Double?>.random(from: scores, <, using: &generator).orNil(using: &generator))
        case 8, 9, 10: return onTags(.randomText(from: RequestItem.allTags, using: &generator))
        default:
            let marks = RequestItem.allMarks.compactMap(\.self)
            return onMarks(
                RequestOperation<Int?>.random(from: marks, <, using: &generator).orNil(using: &generator))
        }
    }

    private static func on<V: KeyComponent>(
        _ field: FieldPath<RequestItem, Field<RequestItem, V>>, _ name: String,
        _ value: @escaping (RequestItem) -> V.Scalar?, _ operation: RequestOperation<V>
    ) -> RequestCondition {
        RequestCondition(
            text: "\(name) \(operation.text)",
            add: { query, asAlternative in operation.apply(asAlternative ? query.or(field) : query.where(field)) },
            holds: { value($0).map(operation.test) ?? operation.matchesNil })
    }

    private static func onTags(_ operation: RequestOperation<String>) -> RequestCondition {
        var condition = RequestCondition(
            text: "tags \(operation.text)",
            add: { query, asAlternative in operation.apply(asAlternative ? query.or(\.tags) : query.where(\.tags)) },
            holds: { item in
                operation.isNegated ? item.tags.allSatisfy(operation.test) : item.tags.contains(where: operation.test)
            })
        if !operation.isNegated { condition.asksForTag = operation.test }
        return condition
    }

    private static func onMarks(_ operation: RequestOperation<Int?>) -> RequestCondition {
        func test(_ mark: Int?) -> Bool { mark.map(operation.test) ?? operation.matchesNil }
        var condition = RequestCondition(
            text: "marks \(operation.text)",
            add: { query, asAlternative in operation.apply(asAlternative ? query.or(\.marks) : query.where(\.marks)) },
            holds: { item in
                let marks = item.marks ?? []
                return operation.isNegated ? marks.allSatisfy(test) : marks.contains(where: test)
            })
        if !operation.isNegated { condition.asksForMark = test }
        return condition
    }

    private static func onTuple(using generator: inout some RandomNumberGenerator) -> RequestCondition {
        let age = Int.random(in: -2...4, using: &generator)
        let id = Int.random(in: 0...40, using: &generator)
        let place = RequestItem.places.compactMap(\.self).randomElement(using: &generator) ?? "x"
        switch Int.random(in: 0..<3, using: &generator) {
        case 0:
            return RequestCondition(
                text: "(place, age) = (\(place), \(age))",
                add: { query, asAlternative in
                    (asAlternative ? query.or(\.place, \.age) : query.where(\.place, \.age)).equals(place, age)
                },
                holds: { $0.place == place && $0.age == age })
        case 1:
            return RequestCondition(
                text: "(age, id) >= (\(age), \(id))",
                add: { query, asAlternative in
                    (asAlternative ? query.or(\.age, \.id) : query.where(\.age, \.id)).aboveOrEqual(age, id)
                },
                holds: { ($0.age, $0.id) >= (age, id) })
        default:
            return RequestCondition(
                text: "(age, id) < (\(age), \(id))",
                add: { query, asAlternative in
                    (asAlternative ? query.or(\.age, \.id) : query.where(\.age, \.id)).below(age, id)
                },
                holds: { ($0.age, $0.id) < (age, id) })
        }
    }
}
