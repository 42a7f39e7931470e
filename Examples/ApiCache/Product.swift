import Foundation

/// What the API tells of a product.
struct Product: Codable, Sendable, Equatable {
    var id: Int
    var name: String
    var category: Int
    var cents: Int
    /// When the API said so.
    var asOf: Date
}
