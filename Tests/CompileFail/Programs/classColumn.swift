// expect-count: 3
import Junction

final class Photo: Sendable {}

@Model  // expect: this property's type is no column type: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key
struct Person {
    var id: Key<Person>
    var photo: Photo
}
