import RulesLaws
import TestSupport
import Testing

@testable import Governance

/// Bytes that count how often they are read.
private struct CountedBytes: RandomAccessCollection {
  final class Counter { var reads = 0 }

  let bytes: [UInt8]
  let counter = Counter()

  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }
  subscript(_ index: Int) -> UInt8 {
    counter.reads += 1
    return bytes[index]
  }
}

@Suite("WF-005 The work of the search grows with the text, not faster") struct SecretWorkTests {
  private static let keyLine = ["-----BEGIN", "RSA", "PRIVATE", "KEY-----"].joined(separator: " ")

  /// Each begins what a rule looks for, again and again, without ever ending it.
  private static let hostile: [String] = [
    "-----BEGIN ", "-----BEGIN " + "RSA PRIVATE KEY-----", "-----BEGIN " + "RSA PRIVATE KEY-----a-a-", "-",
    "eyJ",
    ".eyJ",
    "eyJa.eyJ", ".SG.", "SG.", " sk-", "sk-", "/hooks.slack.com/services/T", ".pat", "pat.", "+ops_eyJ",
    "://",
    "a://", "a://:", "a://b:c", "http://@", "12345678:", " 12345678:", "bot", "bot12345678:", "1Q~", "Q~",
    "=",
    ":", "token=", "?token=", "&token=a", "?", "|", "password=", "password=\"", "password='", "password=`",
    "password=\\\"", "password=\"\\", "token:'", "password=server=", ";password=", "Password=;Server=", ",",
    "\",",
    "\"token\",\"", "'token','a", ">", "<", "<password>", "<password ", "<a>", "bearer ", "basic ",
    "Bearer aaaaaaaa", "Basic YTph", " ", "--token ", "--token a", "-u a:", " -u ", "a", "1", "Q", "e", "M",
    "\\",
    "token||'", "token??\"", "\"", "'", "{{", "}}", "{{'", "={{ '", "=token;", "a=b;", "\u{e9}", "\n",
    "token =        ",
    "://a:b#", "://a:b", "#", "x||'", "token=x||'", "token:a??'", "=||'", "||'", " -p", "sshpass -p ",
    "mysql -p", " -pw a",
    "--token=", "--token=a ", "password '", "identified by '", "user password 'a", "é=", "пароль:", "pass='",
    "A_TOKEN=(", "A_TOKEN=",
    "[\"token\"] = ", "A.", "MNO.", "cs_", "key-", " key-", "1//0", "/1//0", "token:=", "token=>", "!==",
  ]

  private static func reads(_ pattern: String, _ count: Int, _ body: (ScannedText<CountedBytes>) -> Void)
    -> Int
  {
    let times = count / pattern.utf8.count
    let bytes = CountedBytes(bytes: Array(String(repeating: pattern, count: times).utf8))
    body(ScannedText(bytes))
    return bytes.counter.reads
  }

  @Test("of text that begins everything and ends nothing, each byte is read a bounded number of times")
  func rules() {
    for pattern in Self.hostile + Self.mixed {
      let reads = [1_000, 4_000].map { Self.reads(pattern, $0) { _ = $0.matches() } }
      #expect(reads[1] < 4_000 * 200, "\(pattern)")
      #expect(reads[1] < reads[0] * 5, "\(pattern)")
    }
  }

  @Test("so it is for what the place of a text says", arguments: [SecretName.Kind.password, .weak])
  func places(_ kind: SecretName.Kind) {
    for pattern in Self.hostile {
      let reads = [1_000, 4_000].map { count in
        Self.reads(pattern, count) { text in
          _ = NamedValueRule.matches(in: text, kind)
          _ = PasswordFieldRule.matches(in: text)
          _ = CookieRule.matches(in: text)
        }
      }
      #expect(reads[1] < max(reads[0], 1_000) * 5, "\(pattern)")
    }
  }

  @Test("so it is for JSON that stands in a text, whole or broken off") func documents() {
    let beginnings = [
      "[", "{", "[[", "[{", "{\"a\":", "={{", "={\"{{", "[\"", "[\"\\u12", "[1,", "[\"a\",",
      "[{\"a\":\"b\"},",
    ]
    for beginning in beginnings {
      for pattern in Self.hostile + beginnings + ["\"\",", "{},", "\"name\":\"token\",", "\\u00e9", " "] {
        let reads = [1_000, 4_000].map { count in
          let bytes = CountedBytes(
            bytes: Array((beginning + String(repeating: pattern, count: count / pattern.utf8.count)).utf8))
          _ = JSONTextSecrets.matches(in: ScannedText(bytes), nodes: .none, level: 1)
          return bytes.counter.reads
        }
        #expect(reads[1] < 4_000 * 20 && reads[1] < max(reads[0], 1_000) * 5, "\(beginning) \(pattern)")
      }
    }
  }

  @Test("so it is for what is known already, however much begins alike") func known() {
    let texts = (0..<100).map { String(repeating: "ab", count: 200) + "\($0)" }
    let known = KnownTexts(texts)
    for pattern in ["ab", "ba", "a", "abab0"] {
      let reads = [1_000, 4_000].map { count in
        let bytes = CountedBytes(
          bytes: Array(String(repeating: pattern, count: count / pattern.utf8.count).utf8))
        _ = known.ranges(in: bytes)
        return bytes.counter.reads
      }
      #expect(reads[1] < 4_000 * 200 && reads[1] < reads[0] * 5, "\(pattern)")
    }
  }

  @Test("the count counts: reading everything behind every byte is seen")
  func counter() {
    let reads = [1_000, 4_000].map { count in
      Self.reads("a", count) { text in for index in 0..<text.count { _ = text.text(index..<text.count) } }
    }
    #expect(reads[1] > reads[0] * 10)
  }

  /// Two of them together, with fixed seeds.
  private static let mixed: [String] = {
    var generator = SeededGenerator(seed: 5)
    return (0..<30).map { _ in generator.pick(hostile) + generator.pick(hostile) + generator.pick(hostile) }
  }()
}
