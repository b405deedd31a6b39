package import JSON
import TestSupport

/// Changes one random thing of a workflow.
package enum Mutation {
  package static func any(_ workflow: JSON, _ generator: inout WorkflowGenerator) -> JSON {
    var places: [JSONPointer] = []
    collect(workflow, JSONPointer(), &places)
    var result = workflow
    guard !places.isEmpty else { return workflow }
    let place = generator.random.pick(places)
    if generator.random.chance(30) {
      result.removeValue(at: place)
    } else {
      result.set(generator.value(depth: 1), at: place)
    }
    return result
  }

  private static func collect(_ json: JSON, _ pointer: JSONPointer, _ places: inout [JSONPointer]) {
    if !pointer.tokens.isEmpty { places.append(pointer) }
    switch json {
    case .array(let elements):
      for (index, element) in elements.enumerated() { collect(element, pointer.appending(index), &places) }
    case .object(let object):
      for (key, value) in object { collect(value, pointer.appending(key), &places) }
    default: break
    }
  }
}
