/// Columns of a table that refer to rows of others by their primary keys, as a driver is asked about them in ``Link/checks(_:)``.
///
/// It is made once for each junction, so that a driver can keep what it found out under its identity.
public final class References: Sendable {
    /// The table that has the columns.
    public let table: String
    /// The table that each of the columns refers to.
    public let columns: [String: String]

    init(of table: String, _ columns: [(column: String, table: String)]) {
        self.table = table
        self.columns = Dictionary(columns) { first, _ in first }
    }
}
