/// The scope rule: soft deletion belongs to each occurrence of a table and is rendered where that occurrence enters.
///
/// Every place is named, so that a test can leave out one at a time and see that something breaks.
package enum ScopeRule {
    package enum Place: String, CaseIterable, Sendable {
        /// The table that a query selects from, updates or deletes.
        case base
        /// A row joined over a to-one path.
        case joined
        /// The target of a to-many step, in a question, an aggregate or a prefetch.
        case target
        /// The junction of a to-many step.
        case link
        /// The rows of a has-many step.
        case children
        /// The row that `find` looks up.
        case find
        /// The targets and the owner that must be live for a link to be written.
        case guardedTargets, guardedOwner
        /// The links that are restored when they are written again.
        case restoredLinks
        /// What is looked at when a write did less than was asked.
        case surveyedTargets, surveyedOwner
        /// The links, and their targets, that `set` starts from.
        case currentLinks, currentTargets, currentOwner
        /// The links that are removed.
        case removedLinks
        /// The links that get new places.
        case arrangedLinks
    }

    /// For tests: the place that is left out.
    @TaskLocal package static var omitted: Place?

    /// The condition that hides rows which the visibility does not show; nil where it shows all.
    static func condition(_ table: Table, _ column: (String) -> Fragment, _ visibility: Visibility, _ place: Place) -> Fragment? {
        guard let deletedAt = table.deletedAt else { return visibility == .onlyDeleted ? "1 = 0" : nil }
        if omitted == place { return nil }
        return switch visibility {
        case .live: Fragment.isNull(column(deletedAt.name))
        case .onlyDeleted: Fragment.isNotNull(column(deletedAt.name))
        case .includingDeleted: nil
        }
    }

    /// Whether rows of the table may be hidden.
    static func hides(_ table: Table, _ visibility: Visibility) -> Bool { table.isSoftDeletable && visibility != .includingDeleted }
}
