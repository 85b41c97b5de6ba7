/// How the rows of one statement become the output of a query.
enum Loader<Root: Model, Output: Sendable>: Sendable {
    /// The model, and the parts beside it.
    case models(@Sendable ([Slot]) -> Assembly<Root, Output>)
    /// Columns only.
    case values(@Sendable (borrowing Row) throws -> Output)
}

/// The reading of one statement: for each row what stands beside the model, then what follows, then all of it together.
struct Assembly<Root: Model, Output> {
    var beside: ((borrowing Row) throws -> Void)?
    var finish: (Execution) throws -> Void = { _ in }
    let assemble: ([Root]) -> [Output]
    /// The outputs at these places.
    var gather: ([Output], ArraySlice<Int>) -> [Output] = { outputs, places in places.map { outputs[$0] } }
}

extension Loader where Output == Root {
    /// The model alone.
    static var models: Loader {
        .models { _ in Assembly(assemble: { $0 }, gather: { Root._gather($0, at: $1) }) }
    }
}

/// A loader that brings one more part. The pack is in the signature only.
func extended<Root: Model, each O: Sendable, L: Sendable>(
    _ loader: Loader<Root, (repeat each O)>, by part: PrefetchPart<L>, number: Int
) -> Loader<Root, (repeat each O, L)> {
    guard case .models(let make) = loader else { return .values { _ in throw QueryError(.valuesWithParts) } }
    return .models { slots in
        let before = make(slots), reader = part.makeReader(slots[number])
        return Assembly<Root, (repeat each O, L)>(
            beside: { row in
                try before.beside?(row)
                try reader.read(row)
            },
            finish: { execution in
                try before.finish(execution)
                try reader.finish(execution)
            },
            assemble: { models in
                let outputs = before.assemble(models)
                var all: [(repeat each O, L)] = []
                all.reserveCapacity(outputs.count)
                // Not `map`, which would go through the thunks of a collection of packs for each row.
                for number in outputs.indices {
                    let parts: (repeat each O) = outputs[number]
                    all.append((repeat each parts, reader.take(number)))
                }
                return all
            })
    }
}

extension Loader {
    /// The same, made into a type of the user's.
    func map<New: Sendable>(_ transform: @escaping @Sendable (Output) -> New) -> Loader<Root, New> {
        switch self {
        case .values(let decode): .values { row in transform(try decode(row)) }
        case .models(let make):
            .models { slots in
                let before = make(slots)
                return Assembly(beside: before.beside, finish: before.finish, assemble: { before.assemble($0).map(transform) })
            }
        }
    }
}
