import Foundation
import Junction

func eightValues() -> Query<Contact, (Key<Contact>, String, Int, Double, Date?, String, String?, Int)> {
    Contact.query.values {
        (
            $0.id, $0.title, $0.visits, $0.rating,  // misspelt: visits -> visit
            $0.born, $0.user.username, $0.manager.title,  // misspelt: manager.title -> manager.titel
            $0.departments.count { $0.name != "IT" }  // misspelt: name -> nam; wrong: "IT" -> 7
        )
    }
}
