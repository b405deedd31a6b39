/// What a node's type says about it, without the description that only n8n has.
struct NodeKind: Sendable, Hashable {
  /// Behind the last point: `httpRequest`.
  let shortName: String
  /// Without what only says how it is used: `telegram` for `telegramTrigger` and `telegramTool`.
  let baseName: String
  let isTrigger: Bool
  /// One of n8n's own AI nodes.
  let isLangchain: Bool
  let isTool: Bool

  /// The type in words: `HTTP Request`, `Telegram Trigger`, `OpenAI Chat Model`.
  let title: String

  init(type: String) {
    let point = type.utf8.lastIndex(of: UInt8(ascii: "."))
    let shortName = String(type[(point.map { type.utf8.index(after: $0) } ?? type.startIndex)...])
      .boundedPrefix(60)
    let isLangchain = type.hasPrefix("@n8n/n8n-nodes-langchain.")
    self.shortName = shortName
    // n8n's own rule, `isTriggerNodeType`.
    self.isTrigger =
      shortName.lowercased().contains("trigger")
      || ["webhook", "cron", "emailReadImap", "telegramBot", "start"].contains(shortName)
    self.isLangchain = isLangchain
    self.isTool = shortName.hasSuffix("Tool") || (isLangchain && shortName.hasPrefix("tool"))
    self.baseName = ["Trigger", "Tool"].reduce(shortName) { name, suffix in
      name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count
        ? String(name.dropLast(suffix.count)) : name
    }
    self.title = Self.title(shortName, isLangchain: isLangchain)
  }

  private static func title(_ shortName: String, isLangchain: Bool) -> String {
    guard !shortName.isEmpty else { return "unknown type" }
    if let title = titles[shortName] { return title }
    var words = words(of: shortName)
    if isLangchain, words.count > 2, words[0] == "lm", words[1] == "Chat" {
      words = Array(words[2...]) + ["Chat Model"]
    }
    return joinAbbreviations(words.map(capitalised)).joined(separator: " ")
  }

  /// Cut before each capital letter.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var start = name.startIndex
    for index in name.utf8.indices.dropFirst() where (0x41...0x5A).contains(name.utf8[index]) {
      words.append(String(name[start..<index]))
      start = index
    }
    return words + [String(name[start...])]
  }

  private static func capitalised(_ word: String) -> String {
    abbreviations[word.lowercased()] ?? word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `Open`, `Ai` is `OpenAI`, and single letters in a row belong together: `I`, `M`, `A`, `P`.
  private static func joinAbbreviations(_ words: [String]) -> [String] {
    words.reduce(into: []) { result, word in
      if let last = result.last, last == "Open" && word == "AI" || last.count < 3 && word.count == 1 {
        result[result.count - 1] = last + word
      } else {
        result.append(word)
      }
    }
  }

  private static let abbreviations = [
    "http": "HTTP", "ai": "AI", "html": "HTML", "xml": "XML", "sql": "SQL", "api": "API", "rss": "RSS",
    "ftp": "FTP", "ssh": "SSH", "mcp": "MCP", "llm": "LLM", "qa": "QA", "csv": "CSV", "pdf": "PDF",
    "jwt": "JWT",
    "aws": "AWS", "sse": "SSE", "crm": "CRM", "graphql": "GraphQL", "db": "DB", "github": "GitHub",
    "gitlab": "GitLab",
  ]

  private static let titles = [
    "set": "Edit Fields", "if": "If", "splitInBatches": "Loop Over Items", "noOp": "No Operation",
    "executeWorkflow": "Execute Sub-workflow", "executeWorkflowTrigger": "When Executed by Another Workflow",
    "agent": "AI Agent", "chainLlm": "Basic LLM Chain", "toolWorkflow": "Call n8n Workflow Tool",
    "memoryBufferWindow": "Simple Memory", "openAi": "OpenAI", "emailReadImap": "Email Trigger (IMAP)",
    "manualTrigger": "Manual Trigger", "cron": "Cron", "mySql": "MySQL", "postgres": "Postgres",
    "mongoDb": "MongoDB", "microsoftSql": "Microsoft SQL", "graphql": "GraphQL",
  ]
}

extension String {
  /// The beginning, at most `count` Unicode scalars: unlike characters these have a bounded size.
  func boundedPrefix(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
