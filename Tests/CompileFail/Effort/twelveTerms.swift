import Junction

func twelveTerms() -> Query<Contact, Contact> {
    Contact.filter {
        $0.title == "Chief" && $0.visits > 3 && $0.rating >= 2.5 && $0.user.isActive  // wrong: 3 -> "three"
            && $0.user.username.hasPrefix("a") && $0.user.age < 65 && !($0.manager.isNil)  // misspelt: username -> usrname
            && ($0.manager.title == "Boss" || $0.manager.user.age > 40) && $0.born != nil  // misspelt: user.age -> user.ag
            && $0.departments.any { $0.name == "HR" } && $0.staff.count >= 2  // misspelt: name -> nam; wrong: "HR" -> 5
    }
}
