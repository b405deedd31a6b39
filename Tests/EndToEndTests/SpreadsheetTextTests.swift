import Testing

@testable import n8n_ops

@Suite("Values for spreadsheets")
struct SpreadsheetTextTests {
  @Test(
    "what a spreadsheet would run is text",
    arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u{FEFF}=1", "|calc", "＝1"])
  func formulas(_ text: String) {
    #expect(SpreadsheetText.field(text).hasPrefix("\"'"))
  }

  @Test("other text is as it was, with its quotes doubled (RFC 4180)")
  func others() {
    #expect(SpreadsheetText.field("promotion: run 'x', y") == "\"promotion: run 'x', y\"")
    #expect(SpreadsheetText.field("say \"hi\"") == "\"say \"\"hi\"\"\"")
    #expect(SpreadsheetText.record(["a", ""]) == "\"a\",\"\"\r\n")
  }
}
