import CLibPQ
import Foundation
import Junction

/// Turns PostgreSQL's codes and messages into the kinds of error that all databases share.
enum PostgresError {
    /// The error of a result, or of the connection where there is no result.
    static func make(_ result: OpaquePointer?, _ connection: OpaquePointer?, _ sql: String?) -> DatabaseError {
        let code = field(result, "C") ?? ""
        let message = field(result, "M") ?? connection.map { text(PQerrorMessage($0)) } ?? "out of memory"
        let isLost = code.isEmpty && PQstatus(connection) != CONNECTION_OK
        var error = DatabaseError(
            isLost ? .connectionLost : kind(code), code: code,
            message: redacted(message.trimmingCharacters(in: .whitespacesAndNewlines), code),
            sql: sql)
        error.constraint = field(result, "n")
        error.table = field(result, "t")
        error.columns = field(result, "c").map { [$0] } ?? columns(field(result, "D"), error.kind)
        return error
    }

    /// Errors of class 22, about data, quote the value that they are about, and that may be secret.
    private static func redacted(_ message: String, _ code: String) -> String {
        code.hasPrefix("22") ? message.replacing(#/"[^"]*"/#, with: "\"…\"") : message
    }

    /// A statement that was stopped since its task was cancelled; one that took longer than its limit has the same code.
    static func cancellation(_ error: DatabaseError) -> (any Error)? {
        error.code == "57014" && Task.isCancelled ? CancellationError() : nil
    }

    /// A connection that could not be made. There is no code for that, only a message.
    static func cannotOpen(_ connection: OpaquePointer?) -> DatabaseError {
        DatabaseError(
            .cannotOpen,
            message: connection.map { text(PQerrorMessage($0)) }?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "out of memory")
    }

    static func text(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }

    /// A field of an error or a notice, by the letter of the protocol
    /// (https://www.postgresql.org/docs/current/protocol-error-fields.html).
    static func field(_ result: OpaquePointer?, _ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }

    /// Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static func kind(_ code: String) -> DatabaseError.Kind {
        switch code {
        case "23505", "23P01": return .unique
        // Still referred to, by RESTRICT: 23001.
        case "23503", "23001": return .foreignKey
        case "23502": return .notNull
        case "23514": return .check
        case "40001": return .serialisation
        case "40P01": return .deadlock
        case "55P03": return .lockTimeout
        case "57014": return .timeout
        case "25006": return .readOnly
        case "25P02": return .rolledBack
        case "42P01", "42703", "0A000", "26000", "42P07", "42701", "3F000": return .schemaChanged
        case "42501": return .other
        case "53300", "28000", "28P01", "3D000", "57P03": return .cannotOpen
        default: break
        }
        switch code.prefix(2) {
        case "08", "57": return .connectionLost
        case "22": return code == "22003" || code == "22012" ? .arithmetic : .other
        case "42": return .syntax
        case "53": return .full
        case "XX": return .corrupt
        default: return .other
        }
    }

    /// `Key (contact_id, category_id)=(1, 2) already exists.` names the columns in every language.
    private static func columns(_ detail: String?, _ kind: DatabaseError.Kind) -> [String] {
        guard kind == .unique || kind == .foreignKey, let detail, let end = detail.range(of: ")=("),
            let start = detail[..<end.lowerBound].firstIndex(of: "(")
        else { return [] }
        return detail[detail.index(after: start)..<end.lowerBound].components(separatedBy: ", ").map {
            $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()).replacing("\"\"", with: "\"") : $0
        }
    }
}
