// expect-count: 2
import Junction

func busy() -> Query<Contact, Contact> {
    Contact.filter { $0.visits == "many" }  // expect: cannot be applied to operands of type 'Expr<Int>' and 'String'
}

func numbered() -> Query<Contact, Contact> {
    Contact.filter {
        $0.user.isActive
            && $0.title == 5  // expect: cannot be applied to operands of type 'Expr<String>' and 'Int'
            && $0.visits > 3
    }
}
