import HandWritten
import HandWrittenPostgres

extension PostgresConnection {
    /// The tables with the rows of a data set, which the workloads begin with and `restoreLinks` comes back to.
    public func makeBase(_ data: DataSet) throws {
        try makeTables()
        try fill(
            contacts: data.people.map { (username: $0.username, email: $0.email, created: $0.created, modified: $0.modified) },
            categories: data.categories)
        _ = try insert(data.links)
        try keepLinks()
    }
}
