/// The keys from the root to a value, as a list that grows at its end and shares its beginning.
indirect enum CodingPath {
  case root
  case member(any CodingKey, of: CodingPath)
  case element(Int, of: CodingPath)

  /// The keys from the root on.
  var keys: [any CodingKey] {
    var keys: [any CodingKey] = []
    var path = self
    while true {
      switch path {
      case .root: return keys.reversed()
      case .member(let key, let parent):
        keys.append(key)
        path = parent
      case .element(let index, let parent):
        keys.append(PathKey(intValue: index))
        path = parent
      }
    }
  }
}
