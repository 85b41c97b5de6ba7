import Junction

/// Busy departments of a part of the tree, each with its distance from the top.
func departmentTree(_ root: Category, on db: Database) async throws -> [(Category, Int)] {
    let busy =
        ContactDepartment
        .filter { $0.role != "guest" }  // misspelt: role -> rol; wrong: "guest" -> 7
        .group { $0.categoryID }  // misspelt: categoryID -> category_id
        .having { $0.id.count() > 5 }  // misspelt: count -> number; wrong: 5 -> "five"
        .keys().common("busy")  // misspelt: common -> comon
    return
        try await root
        .closure(of: \.children, maxDepth: 3)  // misspelt: children -> childs; wrong: 3 -> "3"
        .filter { $0.isOpen && ($0.id.in(busy) || $0.parentID.in(busy)) }  // misspelt: isOpen -> open
        .all(on: db)
}
