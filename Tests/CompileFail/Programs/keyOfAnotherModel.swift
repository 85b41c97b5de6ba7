// expect-count: 1
import Junction

func contacts(of category: Category) -> Query<Contact, Contact> {
    Contact.filter { $0.userID == category.id }  // expect: cannot convert value of type 'Key<Category>'
}
