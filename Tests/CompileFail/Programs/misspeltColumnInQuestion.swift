// expect-count: 2
import Junction

func inHR() -> Query<Contact, Contact> {
    Contact.filter { $0.departments.any { $0.nam == "HR" } }  // expect: value of type 'Category.Fields' has no member 'nam'
}

func heads() -> Query<Contact, Contact> {
    Contact.filter {
        $0.departments.any(linked: { category, link in
            category.name == "HR" && link.rol == "head"  // expect: value of type 'ContactDepartment.Fields' has no member 'rol'
        })
    }
}
