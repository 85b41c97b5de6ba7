import CLibPQ
import Dispatch
import Junction

/// libpq's own object for cancelling.
///
/// libpq documents that `PQcancel` may be called with it from any thread, since it is a copy of what is needed of the connection; it is
/// freed only under the lock that every use takes: that is why sharing the pointer is safe.
private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
}

/// Lets another thread cancel the statement of a connection, and nothing else of it.
final class PostgresCanceller: Sendable {
    /// The lock keeps it while it is used.
    private let handle = Guarded<Handle?>(nil)

    /// Belongs to this connection from now on; nil: to none.
    func attach(_ connection: OpaquePointer?) {
        let made = connection.flatMap { PQgetCancel($0) }.map { Handle(pointer: $0) }
        let old = handle.withLock { handle in
            defer { handle = made }
            return handle
        }
        if let old { PQfreeCancel(old.pointer) }
    }

    /// Sends the request over a connection of its own, and waits for its end: off the caller's thread, since that may take a while.
    func cancel(_ done: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async {
            self.cancelAndWait()
            done()
        }
    }

    /// The same on the caller's thread.
    func cancelAndWait() {
        handle.withLock { handle in
            guard let handle else { return }
            _ = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { PQcancel(handle.pointer, $0.baseAddress, 256) }
        }
    }

    deinit { handle.withLock { if let handle = $0 { PQfreeCancel(handle.pointer) } } }
}
