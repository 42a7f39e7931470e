import Foundation

extension CacheEntry: Codable {
    enum CodingKeys: String, CodingKey {
        case key, longKey, tags, priority, createdAt, accessedAt, freshUntil, expiresAt, coding, data
    }

    /// Reads an entry, without its value unless the cache asks for it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        storedKey = try container.decode(String.self, forKey: .key)
        longKey = try container.decodeIfPresent(String.self, forKey: .longKey)
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        priority = try container.decodeIfPresent(CachePriority.self, forKey: .priority) ?? .normal
        createdAt = try container.decode(Date.self, forKey: .createdAt)
        accessedAt = try container.decode(Date.self, forKey: .accessedAt)
        freshUntil = try container.decodeIfPresent(Date.self, forKey: .freshUntil)
        expiresAt = try container.decodeIfPresent(Date.self, forKey: .expiresAt)
        let coding = try container.decodeIfPresent(CacheCoding.self, forKey: .coding)
        payload = coding == .absent ? .absent : try PayloadReader.current?.payload(coding, in: container) ?? .unread
    }

    /// Writes an entry that has a value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(storedKey, forKey: .key)
        try container.encodeIfPresent(longKey, forKey: .longKey)
        if !tags.isEmpty { try container.encode(tags, forKey: .tags) }
        if priority != .normal { try container.encode(priority, forKey: .priority) }
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(accessedAt, forKey: .accessedAt)
        try container.encodeIfPresent(freshUntil, forKey: .freshUntil)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
        switch payload {
        case .absent:
            try container.encode(CacheCoding.absent, forKey: .coding)
        case .encodable(let value):
            try container.encode(value, forKey: .data)
        case .text(let text):
            try container.encode(CacheCoding.text, forKey: .coding)
            try container.encode(text, forKey: .data)
        case .base64(let data):
            try container.encode(CacheCoding.base64, forKey: .coding)
            try container.encode(data, forKey: .data)
        case .unread, .decoded, .unreadable:
            // Without this, writing an entry back would lose its value.
            throw CacheError(.unreadEntry, "an entry that was read without its value cannot be written")
        }
    }
}
