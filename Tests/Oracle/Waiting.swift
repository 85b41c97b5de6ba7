/// The cases that wait for later work, each with the number of its issue.
enum Waiting {
    static let issues: [String: Int] = [
        // Issue 4, the query language: aggregates and groups, sub-queries and set operations.
        "Q-070": 4, "Q-071": 4, "Q-072": 4, "Q-073": 4, "Q-074": 4, "Q-075": 4, "Q-076": 4, "Q-077": 4, "Q-078": 4,
        "Q-160": 4, "Q-161": 4, "Q-162": 4, "Q-163": 4, "Q-164": 4,
    ]
}
