import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("A slug made from a name")
struct SlugFromNameTests {
  @Test(
    "is what a person would write",
    arguments: [
      ("Order Intake", "order-intake"), ("  Order   intake!  ", "order-intake"),
      ("Prüfung größer", "pruefung-groesser"),
      ("Österreich", "oesterreich"), ("Straße", "strasse"), ("STRASSE", "strasse"),
      ("Crème brûlée", "creme-brulee"),
      ("Łódź", "lodz"), ("Ğüzel", "guezel"), ("Ångström", "angstroem"), ("v2.0 (copy)", "v2-0-copy"),
      ("a_b/c\\d", "a-b-c-d"), ("100% done", "100-done"),
    ])
  func readable(_ name: String, _ slug: String) {
    #expect(Slug(from: name).text == slug)
  }

  @Test(
    "is the same whether the name is composed or decomposed",
    arguments: ["Prüfung", "Crème", "Ångström", "Łódź"])
  func normalization(_ name: String) {
    let decomposed = name.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      switch scalar {
      case "ü": ["u", "\u{308}"]
      case "è": ["e", "\u{300}"]
      case "Å": ["A", "\u{30A}"]
      case "ö": ["o", "\u{308}"]
      case "ó": ["o", "\u{301}"]
      case "ź": ["z", "\u{301}"]
      default: [scalar]
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: decomposed)
    #expect(Slug(from: String(text)) == Slug(from: name))
  }

  @Test(
    "falls back where nothing can be written in ASCII",
    arguments: ["", " ", "注文の受付", "🚀🔥", "---", "../..", "\u{0}\u{7}", "\u{202E}"])
  func fallback(_ name: String) {
    #expect(Slug(from: name).text == "workflow")
    #expect(Slug(from: name, fallback: "credential").text == "credential")
  }

  @Test(
    "never leaves its folder",
    arguments: [
      ("../x", "x"), ("../../etc/passwd", "etc-passwd"), (".git", "git"), ("..", "workflow"), ("-rf", "rf"),
      ("--help", "help"), ("a\u{0}b", "a-b"), ("x.lock", "x-lock"), ("注文 order 🚀", "order"),
    ])
  func tricks(_ name: String, _ slug: String) {
    #expect(Slug(from: name).text == slug)
  }

  @Test("is no device of Windows", arguments: ["con", "NUL", "Aux", "COM1", "lpt9", "con."])
  func devices(_ name: String) throws {
    let slug = Slug(from: name)
    #expect(Slug(slug.text) == slug)
    #expect(slug.text.hasSuffix("-workflow"))
  }

  @Test("leaves room for a number however long the name is")
  func long() {
    let slug = Slug(from: String(repeating: "very long name ", count: 1000))
    #expect(slug.text.utf8.count <= 56)
    #expect(Slug("\(slug)-9999999") != nil)
  }

  @Test("is a slug, whatever the name")
  func property() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<5000 {
      var name = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...90, using: &random) {
        let bound: UInt32 = random.chance(60) ? 0x7F : random.chance(50) ? 0x24F : 0x1FAFF
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...bound, using: &random)) { name.append(scalar) }
      }
      let slug = Slug(from: String(name))
      #expect(Slug(slug.text) == slug, "\(String(name).debugDescription)")
    }
  }
}
