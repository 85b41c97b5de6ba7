/// The hooks of a database, opaque to users; see ``RelationHook``.
public struct _RelationHooks: Sendable {
    let hooks: [RelationHook]

    var isEmpty: Bool { hooks.isEmpty }

    /// Calls what listens before a change.
    func announce(_ event: RelationEvent, _ tx: Transaction) async throws {
        for hook in hooks where hook.phase == .before {
            if let seen = try hook.seen(event) { try await hook.body(seen, tx) }
        }
    }

    /// Calls what listens after changes, and leaves word for after the commit.
    func deliver(_ events: [RelationEvent], _ tx: Transaction) async throws {
        for event in events where !event.isEmpty {
            for hook in hooks where hook.phase != .before {
                guard let seen = try hook.seen(event) else { continue }
                if hook.phase == .after {
                    try await hook.body(seen, tx)
                } else {
                    // A hook for after the commit cannot throw: its body does not.
                    try await tx.afterCommit { try? await hook.body(seen, nil) }
                }
            }
        }
    }
}

extension RelationHook {
    fileprivate func seen(_ event: RelationEvent) throws -> RelationEvent? {
        switch relation {
        case .all: event
        case .one(let relation): try event.seen(by: relation)
        case .none(let model):
            throw SchemaError("\(model): a hook's key path names no relation; use a property with @ManyToMany or @Inverse")
        }
    }
}

/// Collects the changes of a unit of work, for those who listen.
final class EventCollector {
    private(set) var events: [RelationEvent] = []
    func add(_ event: RelationEvent) { if !event.isEmpty { events.append(event) } }
}

extension Session {
    /// Several statements that write, all or none, and may change links: whoever listens is told, before and after.
    ///
    /// - Parameter asked: what is announced before.
    func announced<R: Sendable>(
        _ asked: @Sendable () throws -> RelationEvent? = { nil }, _ work: @Sendable (Execution) throws -> R
    ) async throws -> R {
        let hooks = _hooks
        return try await transaction { tx in
            if let event = try asked() { try await hooks.announce(event, tx) }
            let (result, events) = try await tx._perform(.write) { unit in
                let result = try work(unit.execution)
                return (result, unit.execution.events?.events ?? [])
            }
            try await hooks.deliver(events, tx)
            return result
        }
    }

    /// Several statements that delete or restore rows, whose links may follow them.
    func atomicallyHeard<R: Sendable>(_ work: @Sendable (Execution) throws -> R) async throws -> R {
        _hooks.isEmpty ? try await atomically(work) : try await announced { try work($0) }
    }
}
