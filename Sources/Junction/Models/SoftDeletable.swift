public import Foundation

/// A model whose rows are marked as deleted instead of being removed: it has a `@DeletedAt` property.
///
/// Deleted rows vanish from every path. Seeing them takes `.includingDeleted` or `.onlyDeleted` on that hop.
public protocol SoftDeletable: Model where Fields: SoftDeletableFields {
    /// The value of the `@DeletedAt` property, whatever its name.
    var _deletedAt: Date? { get }
}

extension SoftDeletable {
    /// Whether the row is soft-deleted.
    public var isDeleted: Bool { _deletedAt != nil }
}

/// The fields of a model that is soft-deletable.
public protocol SoftDeletableFields: ModelFields {
    var _deletedAt: Expr<Date?> { get }
}

/// A model that keeps when its rows were made and changed.
public protocol TimeStamped: Model where Fields: TimeStampedFields {
    var created: Date { get }
    var modified: Date { get }
}

/// The fields of a model that is time-stamped.
public protocol TimeStampedFields: ModelFields {
    var created: Expr<Date> { get }
    var modified: Expr<Date> { get }
}
