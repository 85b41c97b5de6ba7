/// The task that runs a transaction's body.
///
/// Its cancellation interrupts whatever the transaction does, so that the statements of that task need no handler each. Tasks that the body
/// starts are cancelled by themselves.
struct TransactionTask: Sendable {
    /// How the cancellation tells what runs.
    let number: UInt64
    private let interrupter: Interrupter
    private let identity: Int

    /// The current task.
    init(_ interrupter: Interrupter) {
        self.interrupter = interrupter
        number = interrupter.next()
        identity = Self.current
    }

    var isCurrent: Bool { identity == Self.current }

    private static var current: Int { withUnsafeCurrentTask { $0?.hashValue ?? 0 } }

    func watched<R>(_ body: () async throws -> R) async rethrows -> R {
        try await withTaskCancellationHandler {
            try await body()
        } onCancel: { [interrupter, number] in
            interrupter.cancel(number)
        }
    }
}
