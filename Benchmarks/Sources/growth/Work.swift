/// What is measured.
enum Work: String, Codable, CaseIterable, Sendable {
    case w3 = "W3"
    case w4 = "W4"
    case w6 = "W6"
    case w7 = "W7"
    case stream
    case streamWith = "stream-with"

    var what: String {
        switch self {
        case .w3: "1 000 contacts over the whole range, with their live categories"
        case .w4: "contacts in any of 3 categories that as many have at each size, by name"
        case .w6: "20 000 look-ups by key over the whole range, in one read"
        case .w7: "5 000 single adds over the whole range, half of them links already"
        case .stream: "every link, streamed"
        case .streamWith: "every contact with its live categories, streamed"
        }
    }

    /// What a row of the answer is.
    var row: String {
        switch self {
        case .w3, .w4, .streamWith: "contact"
        case .w6: "look-up"
        case .w7: "add"
        case .stream: "link"
        }
    }

    /// Whether it reads all there is, so that its answer grows.
    var isStream: Bool { self == .stream || self == .streamWith }

    static func named(_ names: [String]) throws -> [Work] {
        try names.map { name in
            guard let work = Work(rawValue: name) else {
                throw UsageError("there is no \(name); there are \(allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return work
        }
    }
}

/// Who does it.
enum Side: String, Codable, Sendable {
    case byHand = "by-hand"
    case junction

    /// Nobody writes by hand what a stream does: it is flat or not.
    static func all(of work: Work) -> [Side] { work.isStream ? [.junction] : [.byHand, .junction] }
}
