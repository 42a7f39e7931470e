/// A value of a frame whose containers are written to out of order, until the frame ends and becomes text again.
///
/// A value that was written whole is text; a container holds nodes, so that every handle to it can go on writing.
final class JSONNode {
    enum Content {
        /// Nothing has been written; the text is an empty object.
        case empty
        /// One JSON value, written whole.
        case text([UInt8])
        case array([JSONNode])
        case object(JSONNodeMembers)
    }

    var content: Content
    /// Of a member: the quoted name as it stands in the text.
    var name: [UInt8]?

    init(_ content: Content = .empty) {
        self.content = content
    }

    convenience init(_ kind: JSONSlot.Kind) {
        self.init()
        become(kind)
    }

    /// What kind of value stands here. Text that was written whole is a scalar, unless it is a container's.
    var kind: JSONSlot.Kind {
        switch content {
        case .empty: .empty
        case .array: .array
        case .object: .object
        case .text(let text): text.first == .openBrace ? .object : text.first == .openBracket ? .array : .scalar
        }
    }

    /// Makes a container of a node that nothing has been written to.
    func become(_ kind: JSONSlot.Kind) {
        switch kind {
        case .array: content = .array([])
        case .object: content = .object(JSONNodeMembers())
        case .empty, .scalar: content = .empty
        }
    }

    /// The number of elements; 0 for anything but an array of nodes.
    var elementCount: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    func append(_ element: JSONNode) {
        guard case .array(var elements) = content else { return }
        content = .empty
        elements.append(element)
        content = .array(elements)
    }

    /// The member of a quoted name.
    func member(_ name: [UInt8]) -> JSONNode? {
        if case .object(let members) = content { members[name] } else { nil }
    }

    /// Writes a member behind the others, in place of an earlier one of its name.
    func set(_ value: JSONNode, for name: [UInt8]) {
        guard case .object(var members) = content else { return }
        content = .empty
        value.name = name
        members.set(value, for: name)
        content = .object(members)
    }

    /// Sorts the members by name when the object becomes text.
    func sortMembers() {
        guard case .object(var members) = content else { return }
        content = .empty
        members.isSorted = true
        content = .object(members)
    }
}

/// The members of an object whose node is being written to.
struct JSONNodeMembers {
    /// Nil where a later member of the name has taken the place.
    private var values: [JSONNode?] = []
    private var positions: [[UInt8]: Int] = [:]
    var isSorted = false

    subscript(name: [UInt8]) -> JSONNode? {
        positions[name].flatMap { values[$0] }
    }

    mutating func set(_ value: JSONNode, for name: [UInt8]) {
        if let old = positions[name] { values[old] = nil }
        positions[name] = values.count
        values.append(value)
    }

    /// In the order of the text.
    var inOrder: [(name: [UInt8], value: JSONNode)] {
        let members = values.compactMap { value in value.map { (name: $0.name ?? [], value: $0) } }
        guard isSorted else { return members }
        // Without the closing quote, which would come behind what a longer name goes on with.
        return members.sorted { $0.name.dropLast().lexicographicallyPrecedes($1.name.dropLast()) }
    }
}
