import BenchData
import HandWritten

/// Each workload with the hand-written code.
enum ByHand {
    @Sendable static func w1(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.insert(data.links)
        } outcome: {
            "\($0) inserted"
        }
    }

    @Sendable static func w2(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.allLinks()
        } outcome: {
            digest($0)
        }
    }

    @Sendable static func w3(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.contactsWithCategories(first: DataSet.ownerCount)
        } outcome: { rows in
            digest(rows.map { Owner($0.contact, with: $0.categories) }, inOrder: true)
        }
    }

    @Sendable static func w4(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.contacts(inAnyOf: DataSet.filter)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w5(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.setLinks(data.sets, created: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }

    @Sendable static func w6(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.find(data.lookUps)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w6a(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.findEach(data.lookUps)
        } outcome: {
            digest($0, inOrder: true)
        }
    }

    @Sendable static func w7(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.addLinks(data.adds, created: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }

    @Sendable static func w5s(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.setSoftLinks(data.sets, now: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }

    @Sendable static func w7s(_ db: SQLiteConnection, _ data: DataSet) throws -> Run {
        try timed {
            try db.addSoftLinks(data.adds, now: DataSet.now)
        } outcome: {
            "\($0)"
        }
    }
}
