import BenchData
import HandWritten
import HandWrittenPostgres

/// Each workload with the code written by hand on libpq.
enum PostgresByHand {
    @Sendable static func p1(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.insert(data.links)
        } outcome: {
            "\($0) inserted"
        }
    }

    @Sendable static func p2(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.allLinks()
        } outcome: {
            digest($0)
        }
    }

    @Sendable static func p3(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.contactsWithCategories(first: DataSet.ownerCount)
        } outcome: { rows in
            digest(rows.map { Owner($0.contact, with: $0.categories) }, inOrder: true)
        }
    }

    @Sendable static func p5(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.setLinks(data.sets, created: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }

    @Sendable static func p6(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.findInPipeline(data.lookUps)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func p6s(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.find(data.lookUps)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func p7(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.addLinks(data.adds, created: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }

    @Sendable static func p7s(_ db: PostgresConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.addLinksInSavepoints(data.adds, created: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }
}
