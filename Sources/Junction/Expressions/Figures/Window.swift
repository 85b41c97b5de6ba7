/// The rows that a row is compared with: those that are alike in some values, in an order.
///
/// ```swift
/// let ranked = ContactDepartment.query.values { link in
///     let window = Window(by: link.categoryID, order: link.created, link.id)
///     return (link.categoryID, window.rowNumber(), link.contactID)
/// }
/// ```
/// SQL: `row_number() OVER (PARTITION BY t0.category_id ORDER BY t0.created, t0.id)`
///
/// It can be read and sorted by, not filtered by: rows are filtered before they have neighbours, so that a condition throws ``QueryError``.
/// Filter what was read instead, `filter(values:)`.
public struct Window: Sendable {
    /// Which of these rows a figure is made of.
    ///
    /// ```swift
    /// let greatest = Contact.query.values { Window(order: $0.credit, $0.id, frame: .all).last($0.credit) }
    /// ```
    /// SQL: `OVER (ORDER BY t0.credit, t0.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`
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

    /// The rows that are alike in the keys, in an order.
    ///
    /// ```swift
    /// let smooth = Contact.query.values { Window(order: $0.id, frame: .last(7)).avg($0.credit) }
    /// ```
    /// SQL: `avg(t0.credit) OVER (ORDER BY t0.id ROWS 6 PRECEDING)`
    ///
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
