public import Foundation

extension Decimal: OrderedComponent {
    /// A JSON number, read with all its digits.
    public static var componentKind: ComponentKind { .decimal }

    /// Appends 2 to 25 bytes that keep every digit; 1.5 and 1.50 are one key, and NaN is refused.
    public func encode(into encoder: inout KeyEncoder) throws {
        try encoder.appendDecimal(self)
    }

    /// Reads 2 to 25 bytes.
    public init(from decoder: inout KeyDecoder) throws {
        self = try decoder.readDecimal()
    }
}
