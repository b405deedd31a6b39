internal import Template

/// The components that every template may use; each is a section of its own with the same names inside, so
/// that one part of a template serves all of them.
extension TemplateData {
  /// `partials/badge`: TONE, MARK, WORD.
  mutating func set(_ name: StaticString, _ badge: Badge) {
    section(name) {
      $0.set("TONE", badge.tone.rawValue)
      $0.set("MARK", badge.tone.mark)
      $0.set("WORD", badge.word)
    }
  }

  /// `partials/badge`, nothing for nil.
  mutating func set(_ name: StaticString, ifPresent badge: Badge?) {
    if let badge { set(name, badge) }
  }

  /// `partials/time`: MACHINE, EXACT, RELATIVE.
  mutating func set(_ name: StaticString, time: Int64, now: Int64) {
    section(name) {
      $0.set("MACHINE", TimeText.machine(time))
      $0.set("EXACT", TimeText.exact(time))
      $0.set("RELATIVE", TimeText.relative(time, now: now))
    }
  }

  /// `partials/time`; for nil the section `NO_` and the name is shown, `never` by our templates.
  mutating func set(_ name: StaticString, timeIfPresent time: Int64?, now: Int64) {
    list(name, time.map { [$0] } ?? []) {
      $0.set("MACHINE", TimeText.machine($1))
      $0.set("EXACT", TimeText.exact($1))
      $0.set("RELATIVE", TimeText.relative($1, now: now))
    }
  }

  /// `partials/hash`: SHORT and FULL; nothing for nil.
  mutating func set(_ name: StaticString, hash: String?) {
    guard let hash, !hash.isEmpty else { return }
    section(name) {
      $0.set("SHORT", code: hash.boundedPrefix(8))
      $0.set("FULL", code: hash)
    }
  }

  /// `partials/link`: PAGE, and ANCHOR where one is meant. The template adds root and suffix.
  mutating func set(_ name: StaticString, page: PagePath?, anchor: String? = nil) {
    guard let page else { return }
    section(name) {
      $0.set("PAGE", destination: page.path)
      if let anchor { $0.section("AT") { $0.set("ANCHOR", destination: anchor) } }
    }
  }
}
