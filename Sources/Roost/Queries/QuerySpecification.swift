/// What a query asks, apart from its table and its scope: a value, extended by each operator.
struct QuerySpecification: Sendable {
    var conditions: [Condition] = []
    var order: [FieldReference] = []
    var isReversed = false
    var offset = 0
    var limit: Int?
    /// In an array and not an optional: a `RoostError` holds keys of any type, and Swift 6.3 does not see that a value
    /// leaves its scope when a part of that value has no fixed size.
    private var failures: [RoostError] = []

    /// Building a query never throws; the first value that cannot be a key is reported when it runs.
    var failure: RoostError? { failures.first }

    mutating func add(_ make: () throws -> Condition) {
        do {
            conditions.append(try make())
        } catch let error as RoostError {
            failures.append(error)
        } catch {
            failures.append(RoostError(.invalidKey, "a value of the query cannot be a key", underlying: error))
        }
    }

    /// The conditions with those on one field taken together; conditions on array elements stay as they are.
    var normalizedConditions: [Condition] {
        guard conditions.count > 1 else { return conditions }
        var normalized: [Condition] = []
        for condition in conditions {
            if let field = condition.singleField,
                let twin = normalized.firstIndex(where: { $0.singleField == field })
            {
                normalized[twin] = normalized[twin].and(condition)
            } else {
                normalized.append(condition)
            }
        }
        return normalized
    }
}
