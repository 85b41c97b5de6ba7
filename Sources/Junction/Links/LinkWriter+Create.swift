extension LinkWriter {
    /// Inserts a target and links it.
    func create<Target: Model>(_ target: Target, owner: Value, filling fill: LinkFill) throws -> (row: Target, report: LinkReport) {
        let stored = try execution.insert(target)
        return (stored, try add(.one(owner: owner, targets: [stored.id.columnValue]), filling: fill))
    }
}
