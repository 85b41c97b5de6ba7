// expect-count: 1
import Junction

func chiefs() -> Query<Contact, Contact> {
    Contact.filter { $0.titel == "Chief" }  // expect: value of type 'Contact.Fields' has no member 'titel'
}
