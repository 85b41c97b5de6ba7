// expect-count: 2
import Junction

func staff(of user: User) -> Query<Contact, Contact> {
    Contact.filter { $0.user.usrname == user.username && $0.visits > 3 }  // expect: has no member 'usrname'
}

func underAnn() -> Query<Contact, Contact> {
    Contact.filter { $0.manager.titel == "Ann" }  // expect: has no dynamic member 'titel'
}
