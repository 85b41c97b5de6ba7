// expect-count: 3
import Junction

struct Address: Sendable {
    var street: String
}

@Model  // expect: this property's type is no column type: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key
struct Person {
    var id: Key<Person>
    var address: Address
}
