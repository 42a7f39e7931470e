extension Index {
    /// A multi-entry index: one entry for each distinct element of an array field; nil and an empty array have none.
    ///
    /// Further fields may stand before the array (up to three) and behind it. Such an index serves values of the fields
    /// before it and a condition on an element; with one value of that, a range or the order of the fields behind it:
    ///
    /// ```swift
    /// Index.each($0.owner, $0.tags)            // the documents of an owner with a tag
    /// Index.each($0.tags, $0.date.descending)  // the documents with a tag, latest first
    /// ```
    ///
    /// A record without elements has no entry, so that it serves no query without a condition on an element.
    public static func each(
        _ field: some ElementPartConvertible<R>,
        _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.each, [field.elementPart.part], others, name)
    }

    /// The same with one field before the array.
    public static func each(
        _ part1: some IndexPartConvertible<R>, _ field: some ElementPartConvertible<R>,
        _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.each, [part1.part, field.elementPart.part], others, name)
    }

    /// The same with two fields before the array.
    public static func each(
        _ part1: some IndexPartConvertible<R>, _ part2: some IndexPartConvertible<R>,
        _ field: some ElementPartConvertible<R>, _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.each, [part1.part, part2.part, field.elementPart.part], others, name)
    }

    /// The same with three fields before the array.
    public static func each(
        _ part1: some IndexPartConvertible<R>, _ part2: some IndexPartConvertible<R>,
        _ part3: some IndexPartConvertible<R>,
        _ field: some ElementPartConvertible<R>, _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.each, [part1.part, part2.part, part3.part, field.elementPart.part], others, name)
    }

    /// A multi-entry index in which no two records have the same key: the same element, with equal values of the further
    /// fields. Equal elements of one record are one; a key with a nil part is never a duplicate.
    public static func uniqueEach(
        _ field: some ElementPartConvertible<R>,
        _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.unique, [field.elementPart.part], others, name)
    }

    /// The same with one field before the array.
    public static func uniqueEach(
        _ part1: some IndexPartConvertible<R>, _ field: some ElementPartConvertible<R>,
        _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.unique, [part1.part, field.elementPart.part], others, name)
    }

    /// The same with two fields before the array.
    public static func uniqueEach(
        _ part1: some IndexPartConvertible<R>, _ part2: some IndexPartConvertible<R>,
        _ field: some ElementPartConvertible<R>, _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.unique, [part1.part, part2.part, field.elementPart.part], others, name)
    }

    /// The same with three fields before the array.
    public static func uniqueEach(
        _ part1: some IndexPartConvertible<R>, _ part2: some IndexPartConvertible<R>,
        _ part3: some IndexPartConvertible<R>,
        _ field: some ElementPartConvertible<R>, _ others: any IndexPartConvertible<R>..., name: String? = nil
    ) -> Index {
        multiEntry(.unique, [part1.part, part2.part, part3.part, field.elementPart.part], others, name)
    }

    private static func multiEntry(
        _ kind: IndexKind, _ parts: [IndexPart<R>], _ others: [any IndexPartConvertible<R>], _ name: String?
    ) -> Index {
        let all = parts + others.map { $0.part }
        // The kind says it of the only part.
        let eachPart = kind == .each && all.count == 1 ? nil : parts.count - 1
        return Index(kind: kind, parts: all, eachPart: eachPart, name: name)
    }
}
