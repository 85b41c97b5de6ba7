public import Foundation

/// A model whose rows are marked as deleted instead of being removed: it has a `@DeletedAt` property.
///
/// ```swift
/// func purge<M: SoftDeletable>(_ model: M.Type, on db: Database) async throws -> Int {
///     try await M.onlyDeleted.deletePermanently(on: db)
/// }
/// ```
/// SQL: `DELETE FROM tag AS t0 WHERE t0.deleted IS NOT NULL`
///
/// Deleted rows vanish from every path. Seeing them takes `.includingDeleted` or `.onlyDeleted` on that hop.
public protocol SoftDeletable: Model where Fields: SoftDeletableFields {
    /// The value of the `@DeletedAt` property, whatever its name.
    var _deletedAt: Date? { get }
}

extension SoftDeletable {
    /// Whether the row is soft-deleted, as it was when it was read.
    public var isDeleted: Bool { _deletedAt != nil }
}

/// The fields of a model that is soft-deletable. Public only since `@Model` and `@AbstractModel` name it.
public protocol SoftDeletableFields: ModelFields {
    var _deletedAt: Expr<Date?> { get }
}

/// A model that keeps when its rows were made and changed, in `created` and `modified`.
///
/// ```swift
/// func latest<M: TimeStamped>(_ model: M.Type, on db: Database) async throws -> M? {
///     try await M.order { $0.modified.descending }.first(on: db)
/// }
/// ```
/// SQL: `SELECT … FROM parcels AS t0 … ORDER BY t0.modified DESC, t0.id LIMIT ?`
public protocol TimeStamped: Model where Fields: TimeStampedFields {
    /// The time of the insert, a `@CreatedAt` property.
    var created: Date { get }
    /// The time of the last change, a `@ModifiedAt` property.
    var modified: Date { get }
}

/// The fields of a model that is time-stamped. Public only since `@Model` and `@AbstractModel` name it.
public protocol TimeStampedFields: ModelFields {
    /// The time of the insert in a query.
    var created: Expr<Date> { get }
    /// The time of the last change in a query.
    var modified: Expr<Date> { get }
}
