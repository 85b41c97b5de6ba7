import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The executor of one connection: a thread of its own.
final class ThreadExecutor: SerialExecutor {
    private let queue = JobQueue()
    /// The same thread for code that has no actor: a transaction's body prefers it, so that its statements need no hop.
    let forTasks: ThreadTaskExecutor

    /// Throws ``DatabaseError`` when the system has no thread left.
    init() throws {
        forTasks = ThreadTaskExecutor(queue)
        try queue.start()
    }

    deinit { queue.stop() }

    /// True on the thread that runs for this executor now: its own, or one that `inline` borrowed.
    var isCurrent: Bool { queue.owner.load(ordering: .relaxed) == currentThreadID() }

    /// Runs `work` on the calling thread with this executor's exclusivity, or returns nil if anything runs or waits here.
    ///
    /// For what is known to be short: it saves two thread switches, and it blocks the caller's thread meanwhile.
    func inline<R>(_ work: () throws -> R) rethrows -> R? {
        guard queue.borrow() else { return nil }
        defer { queue.giveBack() }
        return try work()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(.isolated(UnownedJob(job), asUnownedSerialExecutor()))
    }

    func checkIsolated() {
        precondition(isCurrent, "a connection was used off its own thread")
    }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }
}

/// The second face of a connection's thread, for code that has no actor.
final class ThreadTaskExecutor: TaskExecutor {
    private let queue: JobQueue
    fileprivate init(_ queue: JobQueue) { self.queue = queue }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(.free(UnownedJob(job), asUnownedTaskExecutor()))
    }
}

private func currentThreadID() -> UInt {
    #if canImport(Darwin)
    UInt(bitPattern: pthread_self())
    #else
    UInt(pthread_self())
    #endif
}

private enum Job: Sendable {
    case isolated(UnownedJob, UnownedSerialExecutor)
    case free(UnownedJob, UnownedTaskExecutor)

    func run() {
        switch self {
        case .isolated(let job, let executor): job.runSynchronously(on: executor)
        case .free(let job, let executor): job.runSynchronously(on: executor)
        }
    }
}

/// The part that the thread keeps alive: an executor may go away while its thread runs its last job.
private final class JobQueue: Sendable {
    private struct State {
        var jobs: [Job] = []
        var stopped = false
        var running = false
        var borrowed = false
    }
    private let state = Guarded(State())
    private let wake = DispatchSemaphore(value: 0)
    /// Which thread runs for this queue now.
    let owner = Atomic<UInt>(0)

    func start() throws {
        let box = Unmanaged.passRetained(self)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread, nil,
            { pointer in
                #if canImport(Darwin)
                let queue = Unmanaged<JobQueue>.fromOpaque(pointer).takeRetainedValue()
                #else
                guard let pointer else { return nil }
                let queue = Unmanaged<JobQueue>.fromOpaque(pointer).takeRetainedValue()
                #endif
                queue.loop()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw DatabaseError(.cannotOpen, code: "\(code)", message: "no thread could be started")
        }
        #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
    }

    func append(_ job: Job) {
        let first = state.withLock { state in
            state.jobs.append(job)
            return state.jobs.count == 1 && !state.borrowed
        }
        if first { wake.signal() }
    }

    func borrow() -> Bool {
        let free = state.withLock { state in
            guard state.jobs.isEmpty, !state.running, !state.borrowed else { return false }
            state.borrowed = true
            return true
        }
        if free { owner.store(currentThreadID(), ordering: .relaxed) }
        return free
    }

    func giveBack() {
        owner.store(0, ordering: .relaxed)
        let waiting = state.withLock { state in
            state.borrowed = false
            return !state.jobs.isEmpty
        }
        if waiting { wake.signal() }
    }

    func stop() {
        state.withLock { $0.stopped = true }
        wake.signal()
    }

    private func loop() {
        let me = currentThreadID()
        var batch: [Job] = []
        while true {
            wake.wait()
            let (go, stopped) = state.withLock { state in
                if state.borrowed { return (false, false) }
                swap(&state.jobs, &batch)
                state.running = true
                return (true, state.stopped)
            }
            guard go else { continue }
            owner.store(me, ordering: .relaxed)
            for job in batch { job.run() }
            owner.store(0, ordering: .relaxed)
            let again = state.withLock { state in
                state.running = false
                return !state.jobs.isEmpty
            }
            batch.removeAll(keepingCapacity: true)
            if stopped && !again { return }
            if stopped { wake.signal() }
        }
    }
}
