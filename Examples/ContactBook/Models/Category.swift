import Junction

@Model
struct Category {
    var id: Key<Category>
    @Unique @MaxLength(100) var name: String
    /// The other end of the relation, which Django calls its related name.
    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>

    static let options = Options<Self>(plural: "Categories", label: { $0.name }, ordering: { [$0.name] })
}
