extension ShapeWriter {
    mutating func write(_ selection: Selection) throws {
        if let name = selection.commonName {
            tag(3)
            text(name)
            var unnamed = selection
            unnamed.commonName = nil
            let key = try NodeKey(.scalar(unnamed))
            if let known = commonTables[name] {
                guard known == key else { throw QueryError(.commonNameUsedTwice(name: name)) }
                return
            }
            commonTables[name] = key
        }
        number(selection.arms.count)
        for arm in selection.arms {
            tag(arm.operation.map { $0.rawValue + 1 } ?? 0)
            try write(arm.selection)
        }
        if let via = selection.via {
            tag(1)
            try write(via.origin)
            try write(via.relation)
            begin(via.link)
            tag(via.linkVisibility.rawValue)
        } else {
            tag(0)
            identity(selection.table())
        }
        begin(selection.scope)
        tag(selection.visibility.rawValue)
        tag((selection.reach == nil ? 0 : 1) + (selection.isKeyset ? 2 : 0))
        if let reach = selection.reach { try write(reach) }
        tag(
            (selection.isDistinct ? 1 : 0) + (selection.isValues ? 2 : 0) + (selection.limit != nil ? 4 : 0)
                + (selection.offset != nil ? 8 : 0)
                + (selection.isUnordered ? 16 : 0) + (selection.lock.map { $0.rawValue << 5 } ?? 0))
        tag(selection.lockWait.rawValue)
        number(selection.distinctOn.count)
        number(selection.filters.count)
        for filter in selection.filters { try write(filter) }
        let outer = groups
        defer { groups = outer }
        if let keys = selection.groups {
            number(keys.count)
            for key in keys { try write(key) }
            groups = try keys.map { try NodeKey($0) }
            number(selection.having.count)
            for condition in selection.having { try write(condition) }
        } else {
            number(-1)
        }
        for value in selection.distinctOn { try write(value) }
        let order = selection.orderAsked
        number(order.count)
        tag(selection.order.isEmpty ? 0 : 1)
        for term in order {
            write(direction: term)
            try write(term.node)
        }
        number(selection.requirements.count)
        for path in selection.requirements { try write(path) }
        number(selection.parts.count)
        for part in selection.parts {
            switch part {
            case .one(let path):
                tag(1)
                try write(path)
            case .many(let related):
                tag(2)
                if let via = related.via { try write(via.origin) }
                try related.via.map { try write($0.relation) }
            case .link: tag(3)
            case .value(let node):
                tag(4)
                try write(node)
            }
        }
        if let limit = selection.limit { try bind(.integer(Int64(limit))) }
        if let offset = selection.offset { try bind(.integer(Int64(offset))) }
    }
    private mutating func write(_ reach: Selection.Reach) throws {
        try write(reach.start)
        switch reach.step {
        case .toMany(let selection): try write(selection)
        case .toOne(let path):
            begin(path.scope)
            try write(path)
        }
        if let maxDepth = reach.maxDepth { try bind(.integer(Int64(maxDepth))) } else { tag(1) }
        begin(reach.scope)
    }
}
