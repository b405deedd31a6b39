import Synchronization

/// The place that the parser fills and the property reads.
///
/// A property wrapper found by reflection is a copy, so the place has to be shared.
/// Assigning through the property makes a new place: copies of a command stay independent.
final class ValueBox<Value: Sendable>: Sendable {
  private let storage: Mutex<Value?>

  init(_ value: Value?) { storage = Mutex(value) }

  /// The value for its property. To read one that neither a default nor the parser has filled is a
  /// mistake in the program: a command was made by hand.
  func read(_ kind: String) -> Value {
    guard let value = storage.withLock({ $0 }) else {
      preconditionFailure("\(kind) without a default was read before its command was parsed")
    }
    return value
  }

  func fill(_ value: Value) { storage.withLock { $0 = value } }

  func append<Element>(_ element: Element, replacing: Bool) where Value == [Element] {
    storage.withLock { $0 = (replacing ? [] : $0 ?? []) + [element] }
  }
}
