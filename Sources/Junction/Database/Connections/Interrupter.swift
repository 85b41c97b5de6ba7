import Foundation
import Synchronization

/// Lets a cancelled task stop its own statement and never the next one.
///
/// The word holds a statement's number and one of three states. `end` waits for an interrupt that is under way,
/// so none can reach the statement after it.
final class Interrupter: Sendable {
    private let word = Atomic<UInt64>(0)
    private let last = Atomic<UInt64>(0)
    /// The task that is watched, and its number.
    private let watchedTask = Atomic<Int>(0)
    private let watchedNumber = Atomic<UInt64>(0)
    private let interrupt: @Sendable (@escaping @Sendable () -> Void) -> Void

    private static var idle: UInt64 { 0 }
    private static var running: UInt64 { 1 }
    private static var interrupting: UInt64 { 2 }

    init(_ interrupt: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) { self.interrupt = interrupt }

    /// A number for a statement that is about to run.
    func next() -> UInt64 { last.wrappingAdd(1, ordering: .relaxed).newValue }

    func begin(_ number: UInt64) { word.store(number << 2 | Self.running, ordering: .sequentiallyConsistent) }

    func end(_ number: UInt64) {
        let running = number << 2 | Self.running
        var looks = 0
        while !word.compareExchange(expected: running, desired: number << 2, ordering: .sequentiallyConsistent).exchanged {
            if word.load(ordering: .acquiring) & 3 == Self.idle { return }
            // One that goes over a network takes its time.
            looks += 1
            if looks > 1_000 { usleep(100) }
        }
    }

    func cancel(_ number: UInt64) {
        let running = number << 2 | Self.running
        guard
            word.compareExchange(expected: running, desired: number << 2 | Self.interrupting, ordering: .sequentiallyConsistent).exchanged
        else { return }
        interrupt { self.word.store(running, ordering: .sequentiallyConsistent) }
    }

    // MARK: The body of a transaction

    /// Runs the body of a transaction, and interrupts whatever that does when the current task is cancelled: so its statements need no
    /// handler each. Tasks that the body starts are cancelled by themselves.
    func watching<R>(_ body: () async throws -> R) async rethrows -> R {
        let number = next()
        watchedNumber.store(number, ordering: .relaxed)
        watchedTask.store(Self.currentTask, ordering: .releasing)
        defer { watchedTask.store(0, ordering: .releasing) }
        return try await withTaskCancellationHandler {
            try await body()
        } onCancel: {
            self.cancel(number)
        }
    }

    /// The number of the current task, if it is the one that is watched.
    var numberOfWatchedTask: UInt64? {
        let task = watchedTask.load(ordering: .acquiring)
        return task != 0 && task == Self.currentTask ? watchedNumber.load(ordering: .relaxed) : nil
    }

    private static var currentTask: Int { withUnsafeCurrentTask { $0?.hashValue ?? 0 } }
}
