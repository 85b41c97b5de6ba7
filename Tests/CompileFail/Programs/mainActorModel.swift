// expect-count: 3
import Junction

@MainActor  // expect: a model is used on every thread and cannot be isolated to an actor: write 'nonisolated struct Person'
@Model
struct Person {
    var id: Key<Person>
    var name: String
}
