import BenchLibPQ

/// Gives what the allocator holds back to the system, so that every run begins alike.
public func giveMemoryBack() { bench_give_memory_back() }
