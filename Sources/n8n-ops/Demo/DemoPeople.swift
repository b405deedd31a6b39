import Governance

/// The people of the demo.
enum DemoPeople {
  static let admin = Person(name: "Ada Admin", email: "ada@example.com")
  static let developer = Person(name: "Dev Diaz", email: "dev@example.com")
  static let reviewer = Person(name: "Rosa Reviewer", email: "rosa@example.com")
}
