import CLibPQ
import Logging

/// What the server says beside its answers: logged, and kept where a commit depends on it.
final class PostgresNotices {
    private let logger: Logger?
    /// A commit that no standby has confirmed, in the server's words.
    private var unconfirmed: String?

    init(_ logger: Logger?) { self.logger = logger }

    /// Listens to a connection, which must not outlive it.
    func attach(to connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context else { return }
                Unmanaged<PostgresNotices>.fromOpaque(context).takeUnretainedValue().receive(result)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Whether the last commit waits for a standby still.
    func takeUnconfirmed() -> String? {
        defer { unconfirmed = nil }
        return unconfirmed
    }

    private func receive(_ result: OpaquePointer?) {
        let severity = PostgresError.field(result, "V") ?? "", message = PostgresError.field(result, "M") ?? ""
        let code = PostgresError.field(result, "C") ?? ""
        // Told by the function that waits for standbys, since the message is in the server's language.
        if code == "01000", PostgresError.field(result, "R") == "SyncRepWaitForLSN" { unconfirmed = message }
        logger?.log(level: severity == "WARNING" ? .warning : .notice, "\(message)", metadata: ["code": "\(code)"])
    }
}
