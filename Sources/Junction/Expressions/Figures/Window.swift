/// The rows that a row is compared with: those that are alike in some values, in an order.
///
/// ```swift
/// let ranked = ContactDepartment.query.values { link in
///     let window = Window(by: link.categoryID, order: link.position, link.id)
///     return (link.categoryID, window.rowNumber(), link.contactID)
/// }
/// ```
/// SQL: `row_number() OVER (PARTITION BY category_id ORDER BY position NULLS LAST, id)`
///
/// It can be read and sorted by, not filtered by: rows are filtered before they have neighbours. Filter what was read instead,
/// ``Query/filter(values:)``.
public struct Window: Sendable {
    /// Which of these rows a figure is made of.
    public enum Frame: Sendable, Hashable {
        /// All of them.
        case all
        /// Those from the first to this one.
        case upToHere
        /// So many, this one the last of them.
        case last(Int)
    }

    let keys: [Node]
    let order: [OrderTerm]
    let frame: Frame

    /// - Parameters:
    ///   - keys: what the rows have in common; none: all rows.
    ///   - order: in which order; absent values last unless said otherwise.
    ///   - frame: which of them figures are made of: all where there is no order, else those up to this row.
    public init(by keys: any OrderingTerm..., order: any OrderingTerm..., frame: Frame? = nil) {
        self.keys = keys.map(\._orderTerm.node)
        self.order = order.map(\._orderTerm)
        self.frame = frame ?? (order.isEmpty ? .all : .upToHere)
    }
}

/// A function over a window.
struct WindowCall: Sendable {
    enum Function: Sendable {
        case rowNumber, rank, denseRank, percentRank, first, last
        case tile(Int), lag(Int), lead(Int)
        case figure(Aggregate, ColumnType)
    }

    let function: Function
    let arguments: [Node]
    let window: Window

    var children: [Node] { arguments + window.keys + window.order.map(\.node) }

    /// The type of what it gives; nil: that of its argument.
    var type: ColumnType? {
        switch function {
        case .rowNumber, .rank, .denseRank, .tile: .integer
        case .percentRank: .real
        case .lag, .lead, .first, .last: nil
        case .figure(.count, _), .figure(.countDistinct, _): .integer
        case .figure(.average, _): .real
        case .figure(_, let type): type
        }
    }

    /// Whether the frame matters to it.
    var hasFrame: Bool {
        switch function {
        case .first, .last, .figure: true
        default: false
        }
    }
}
