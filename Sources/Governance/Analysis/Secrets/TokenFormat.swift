/// A kind of key that is known by its form: how it begins, which characters follow, and how many.
struct TokenFormat: Sendable {
  let detector: String
  let kind: String
  let prefix: [UInt8]
  let length: ClosedRange<Int>
  let alphabet: Alphabet

  enum Alphabet: Sendable {
    /// Letters, digits, `-` and `_`.
    case url
    /// Letters and digits.
    case alphanumeric
    /// Capital letters and digits.
    case upper
    /// Digits and `a` to `f`.
    case hexadecimal
    /// As ``url``, and `.`.
    case dotted
    /// As ``url``, and `/`.
    case path

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "a")...UInt8(ascii: "f"): self != .upper
      case UInt8(ascii: "g")...UInt8(ascii: "z"): self != .upper && self != .hexadecimal
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .hexadecimal
      case UInt8(ascii: "-"), UInt8(ascii: "_"): self == .url || self == .dotted || self == .path
      case UInt8(ascii: "."): self == .dotted
      case UInt8(ascii: "/"): self == .path
      default: false
      }
    }
  }

  init(
    _ detector: String, _ kind: String, _ prefix: String, _ length: ClosedRange<Int>, _ alphabet: Alphabet
  ) {
    self.detector = detector
    self.kind = kind
    self.prefix = Array(prefix.utf8)
    self.length = length
    self.alphabet = alphabet
  }

  /// The formats, by their issuers' documentation. `length` counts what follows the prefix.
  static let all: [TokenFormat] = [
    TokenFormat("anthropic-key", "an Anthropic API key", "sk-ant-", 24...200, .url),
    TokenFormat("openai-key", "an OpenAI API key", "sk-", 20...200, .url),
    TokenFormat("stripe-key", "a Stripe secret key", "sk_live_", 16...200, .alphanumeric),
    TokenFormat("stripe-key", "a Stripe test key", "sk_test_", 16...200, .alphanumeric),
    TokenFormat("stripe-key", "a Stripe restricted key", "rk_live_", 16...200, .alphanumeric),
    TokenFormat("slack-token", "a Slack bot token", "xoxb-", 20...200, .url),
    TokenFormat("slack-token", "a Slack user token", "xoxp-", 20...200, .url),
    TokenFormat("slack-token", "a Slack app token", "xapp-", 20...200, .url),
    TokenFormat("github-token", "a GitHub personal access token", "ghp_", 36...255, .alphanumeric),
    TokenFormat("github-token", "a GitHub OAuth token", "gho_", 36...255, .alphanumeric),
    TokenFormat("github-token", "a GitHub app token", "ghs_", 36...255, .alphanumeric),
    TokenFormat("github-token", "a GitHub user token", "ghu_", 36...255, .alphanumeric),
    TokenFormat("github-token", "a GitHub fine-grained token", "github_pat_", 40...255, .url),
    TokenFormat("gitlab-token", "a GitLab access token", "glpat-", 20...64, .url),
    TokenFormat("aws-key", "an AWS access key id", "AKIA", 16...16, .upper),
    TokenFormat("aws-key", "a temporary AWS access key id", "ASIA", 16...16, .upper),
    TokenFormat("google-key", "a Google API key", "AIza", 35...35, .url),
    TokenFormat("google-token", "a Google OAuth token", "ya29.", 30...500, .url),
    TokenFormat("sendgrid-key", "a SendGrid API key", "SG.", 60...80, .dotted),
    TokenFormat("npm-token", "an npm token", "npm_", 36...36, .alphanumeric),
    TokenFormat("huggingface-token", "a Hugging Face token", "hf_", 30...60, .alphanumeric),
    TokenFormat("notion-token", "a Notion token", "ntn_", 40...60, .alphanumeric),
    TokenFormat("notion-token", "a Notion token", "secret_", 43...43, .alphanumeric),
    TokenFormat("airtable-token", "an Airtable token", "pat", 70...90, .dotted),
    TokenFormat("shopify-token", "a Shopify access token", "shpat_", 32...32, .hexadecimal),
    TokenFormat("digitalocean-token", "a DigitalOcean token", "dop_v1_", 64...64, .hexadecimal),
    TokenFormat("groq-key", "a Groq API key", "gsk_", 40...80, .alphanumeric),
    TokenFormat("perplexity-key", "a Perplexity API key", "pplx-", 40...80, .alphanumeric),
    TokenFormat("replicate-token", "a Replicate token", "r8_", 37...40, .alphanumeric),
    TokenFormat("n8n-key", "an n8n API key", "n8n_api_", 40...200, .alphanumeric),
    TokenFormat("slack-webhook", "a Slack webhook address", "hooks.slack.com/services/T", 30...90, .path),
    TokenFormat("discord-webhook", "a Discord webhook address", "discord.com/api/webhooks/", 60...120, .path),
    TokenFormat(
      "discord-webhook", "a Discord webhook address", "discordapp.com/api/webhooks/", 60...120, .path),
  ]

  /// Where the key ends that begins at `start` of the text; nil where none does.
  func end(in bytes: [UInt8], at start: Int) -> Int? {
    guard bytes[start...].starts(with: prefix) else { return nil }
    if let first = prefix.first, Alphabet.url.contains(first), start > 0,
      Alphabet.url.contains(bytes[start - 1])
    {
      return nil
    }
    var end = start + prefix.count
    while end < bytes.count, alphabet.contains(bytes[end]) { end += 1 }
    let body = bytes[(start + prefix.count)..<end]
    guard length.contains(body.count), Self.looksRandom(body) else { return nil }
    return end
  }

  /// Whether the bytes are not a word or a placeholder: they have a digit and letters, or letters of both cases, and
  /// no character again and again.
  static func looksRandom(_ bytes: ArraySlice<UInt8>) -> Bool {
    var kinds: Set<Int> = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): kinds.insert(0)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): kinds.insert(1)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): kinds.insert(2)
      default: break
      }
    }
    return kinds.count >= 2 && Set(bytes).count * 4 >= min(bytes.count, 40)
  }
}
