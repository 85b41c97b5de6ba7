/// The cases that wait for later work, each with the number of its issue.
enum Waiting {
    static let issues: [String: Int] = [
        // Issue 2, relations in their whole breadth: symmetrical and self relations, a limit for each owner.
        "O-090": 2, "O-091": 2, "O-092": 2, "O-093": 2, "O-094": 2, "O-095": 2, "O-096": 2, "O-097": 2,
        "Q-090": 2, "Q-091": 2,
        "Q-100": 2, "Q-101": 2, "Q-102": 2, "Q-103": 2, "Q-104": 2, "Q-105": 2, "Q-106": 2,
        // Issue 4, the query language: aggregates and groups, sub-queries and set operations.
        "Q-070": 4, "Q-071": 4, "Q-072": 4, "Q-073": 4, "Q-074": 4, "Q-075": 4, "Q-076": 4, "Q-077": 4, "Q-078": 4,
        "Q-160": 4, "Q-161": 4, "Q-162": 4, "Q-163": 4, "Q-164": 4,
    ]
}
