/// The coder that records are stored with.
typealias RecordCoder = JSONPayloadCoder
