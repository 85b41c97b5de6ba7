import Synchronization

/// A value that one thread uses at a time.
///
/// It is `Mutex`, and tells the Thread Sanitizer when it is taken and left: that sees no lock which the system does by itself, and would
/// report every use as a race.
package struct Guarded<Value: ~Copyable>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>
    private let mark = ThreadSanitizerMark()

    package init(_ value: consuming sending Value) { mutex = Mutex(value) }

    /// Waits until nobody else uses the value, and runs `body` with it.
    // Inlined, so that neither the lock's type nor the result's is looked up.
    @inline(__always) package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { value throws(Failure) in
            mark.acquire()
            defer { mark.release() }
            return try body(&value)
        }
    }
}

#if JUNCTION_THREAD_SANITIZER

@_silgen_name("__tsan_acquire") private func tsanAcquire(_ address: UnsafeMutableRawPointer)
@_silgen_name("__tsan_release") private func tsanRelease(_ address: UnsafeMutableRawPointer)

/// An address that stands for a lock (https://github.com/llvm/llvm-project/blob/main/compiler-rt/include/sanitizer/tsan_interface.h).
private final class ThreadSanitizerMark: Sendable {
    func acquire() { tsanAcquire(Unmanaged.passUnretained(self).toOpaque()) }
    func release() { tsanRelease(Unmanaged.passUnretained(self).toOpaque()) }
}

#else

private struct ThreadSanitizerMark: Sendable {
    @inline(__always) func acquire() {}
    @inline(__always) func release() {}
}

#endif
