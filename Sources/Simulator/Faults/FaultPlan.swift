/// The faults that are switched on, with what is left of them.
struct FaultPlan {
  private var faults: [Fault] = []

  mutating func add(_ fault: Fault) { faults.append(fault) }

  mutating func clear() { faults = [] }

  /// What strikes a request: the first fault that matches and has strikes left. Faults that let it pass are counted down.
  mutating func action(method: String, path: String) -> Fault.Action? {
    for index in faults.indices where faults[index].matches(method: method, path: path) {
      guard faults[index].skip == 0 else {
        faults[index].skip -= 1
        continue
      }
      if let left = faults[index].count {
        guard left > 0 else { continue }
        faults[index].count = left - 1
      }
      return faults[index].action
    }
    return nil
  }
}
