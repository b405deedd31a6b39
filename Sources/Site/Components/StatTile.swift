internal import Template

/// One big number with its unit, what it means, and its course behind it.
package struct StatTile: Sendable, Hashable {
  /// What is counted: `Workflows managed`.
  package var label: String
  /// The number as it is read: `1,204`.
  package var value: String
  /// `%`, `ms`; nil for a plain count.
  package var unit: String?
  /// One clause under the number: `of 1,230`.
  package var note: String?
  /// Earlier values, the oldest first; drawn when there are at least two.
  package var trend: [Double]
  /// Where the number is explained.
  package var page: PagePath?
  /// Makes the number loud; quiet for a number that only informs.
  package var tone: Tone

  package init(
    _ label: String, _ value: String, unit: String? = nil, note: String? = nil, trend: [Double] = [],
    page: PagePath? = nil, tone: Tone = .quiet
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.note = note
    self.trend = trend
    self.page = page
    self.tone = tone
  }

  func fill(_ data: inout TemplateData) {
    data.set("LABEL", label)
    data.set("VALUE", value)
    data.set("UNIT", ifPresent: unit)
    data.set("NOTE", ifPresent: note)
    data.set("TONE", tone.rawValue)
    data.set("MARK", tone.mark)
    data.show("LOUD", if: tone == .attention || tone == .bad)
    data.set("LINK", page: page)
    data.set("TREND", html: Sparkline(trend).svg())
  }
}
