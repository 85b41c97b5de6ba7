import Testing

/// The error with which `body` is refused; a test that was not refused, or with another error, fails and ends.
@discardableResult
package func refusal<E: Error>(
    of type: E.Type, at location: SourceLocation = #_sourceLocation, by body: () async throws -> Void
) async throws -> E {
    do { try await body() } catch let error as E { return error } catch {
        Issue.record("\(type) was expected, not \(error)", sourceLocation: location)
        throw error
    }
    Issue.record("\(type) was expected, nothing was thrown", sourceLocation: location)
    throw NotRefused()
}

package struct NotRefused: Error {}
