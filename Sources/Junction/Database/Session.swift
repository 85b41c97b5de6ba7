/// What `on:` takes: a database or a transaction.
///
/// ```swift
/// func rename(_ tag: Tag, to name: String, on session: some Session) async throws -> Tag {
///     try await tag.update(on: session) { $0.name = name }
/// }
/// ```
public protocol Session: Sendable {
    /// Runs `work` where the connection may be used synchronously.
    func _perform<R: Sendable>(_ access: Access, _ work: @Sendable (_Work) throws -> R) async throws -> R

    /// Runs work on the caller's own thread, if that can be done now, and sets the result; answers whether it did. It is known to be short, and not
    /// interrupted half-way on a database in the same process; over a network it is, by what watches the task of a transaction's body.
    func _performHere<R: Sendable>(_ access: Access, _ result: inout R, _ work: @Sendable (_Work) throws -> R) throws -> Bool

    /// What is called when relations change.
    var _hooks: _RelationHooks { get }

    /// Runs `body` in a transaction, or in a savepoint if this is a transaction already.
    ///
    /// The body keeps the caller's isolation: it may use and change the caller's variables and return any value. An error that leaves it
    /// takes everything back.
    ///
    /// ```swift
    /// func hire(_ name: String, on session: some Session) async throws -> Contact {
    ///     try await session.transaction { tx in
    ///         let user = try await User(username: name).insert(on: tx)
    ///         return try await Contact(userID: user.id).insert(on: tx)
    ///     }
    /// }
    /// ```
    @discardableResult
    func transaction<R>(_ body: (Transaction) async throws -> R) async throws -> R
}

/// What a unit of work gets, opaque to users; only drivers and generated code see it.
public struct _Work {
    let execution: Execution

    /// Looks a live row up.
    @usableFromInline func find(_ table: Table, _ key: Value, _ body: (inout Rows) throws -> Void) throws {
        try execution.find(table, key, body)
    }
}

extension Session {
    func read<R: Sendable>(_ work: @Sendable (Execution) throws -> R) async throws -> R {
        try await _perform(.read) { try work($0.execution) }
    }

    /// One statement that writes; more only where nothing was written by the first.
    func change<R: Sendable>(_ work: @Sendable (Execution) throws -> R) async throws -> R {
        try await _perform(.write) { try work($0.execution) }
    }

    /// Several statements that write, all or none.
    func atomically<R: Sendable>(_ work: @Sendable (Execution) throws -> R) async throws -> R {
        try await _perform(.write) { try $0.execution.atomically(work) }
    }
}
