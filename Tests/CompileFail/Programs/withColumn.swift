// expect-count: 1
import Junction

func titles() {
    _ = Contact.with { $0.title }  // expect: requires that 'Expr<String>' conform to 'Prefetch'
}
