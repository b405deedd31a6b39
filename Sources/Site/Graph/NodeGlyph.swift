/// Our own pictograms, one for each family of nodes. Each is drawn in a square of 24, by strokes only.
enum NodeGlyph: Int, CaseIterable, Sendable {
  case play, clock, webhook, chat, form, mail, code, globe, branch, fork, merge, loop, filter, wait, pencil
  case split, aggregate, reply, workflow, robot, model, memory, wrench, parser, vector, document, database,
    table
  case file, stop, arrow, search, warning, sort, shield

  init?(_ kind: NodeKind) {
    let found = Self.byName[kind.shortName] ?? Self.byName[kind.baseName] ?? Self.byPrefix(kind)
    guard let found else { return nil }
    self = found
  }

  private static func byPrefix(_ kind: NodeKind) -> NodeGlyph? {
    guard kind.isLangchain else { return nil }
    let prefixes: [(String, NodeGlyph)] = [
      ("lm", .model), ("memory", .memory), ("tool", .wrench), ("outputParser", .parser),
      ("embeddings", .vector),
      ("vectorStore", .vector), ("document", .document), ("textSplitter", .split), ("retriever", .search),
      ("reranker", .sort), ("chain", .model), ("agent", .robot), ("mcp", .wrench),
    ]
    return prefixes.first { kind.shortName.hasPrefix($0.0) }?.1
  }

  private static let byName: [String: NodeGlyph] = [
    "manualTrigger": .play, "start": .play, "scheduleTrigger": .clock, "cron": .clock, "interval": .clock,
    "webhook": .webhook, "chatTrigger": .chat, "manualChatTrigger": .chat, "chat": .chat, "form": .form,
    "formTrigger": .form, "emailReadImap": .mail, "emailSend": .mail, "gmail": .mail,
    "microsoftOutlook": .mail,
    "executeWorkflowTrigger": .workflow, "executeWorkflow": .workflow, "toolWorkflow": .workflow,
    "workflowTrigger": .workflow, "n8n": .workflow, "errorTrigger": .warning, "code": .code,
    "function": .code,
    "functionItem": .code, "executeCommand": .code, "ssh": .code, "toolCode": .code, "aiTransform": .code,
    "httpRequest": .globe, "toolHttpRequest": .globe, "graphql": .globe, "html": .document, "if": .branch,
    "switch": .fork, "textClassifier": .fork, "sentimentAnalysis": .fork, "merge": .merge,
    "compareDatasets": .merge, "splitInBatches": .loop, "filter": .filter, "limit": .filter,
    "removeDuplicates": .filter, "wait": .wait, "set": .pencil, "renameKeys": .pencil, "markdown": .document,
    "splitOut": .split, "itemLists": .split, "aggregate": .aggregate, "summarize": .aggregate, "sort": .sort,
    "respondToWebhook": .reply, "agent": .robot, "agentTool": .robot, "openAi": .model,
    "openAiAssistant": .robot,
    "anthropic": .model, "googleGemini": .model, "informationExtractor": .parser, "guardrails": .shield,
    "postgres": .database, "mySql": .database, "microsoftSql": .database, "mongoDb": .database,
    "redis": .database,
    "snowflake": .database, "questDb": .database, "timescaleDb": .database, "crateDb": .database,
    "oracleDb": .database, "supabase": .database, "dataTable": .table, "googleSheets": .table,
    "airtable": .table, "microsoftExcel": .table, "spreadsheetFile": .table, "baserow": .table,
    "nocoDb": .table,
    "googleDrive": .file, "ftp": .file, "extractFromFile": .file, "convertToFile": .file,
    "readWriteFile": .file,
    "readBinaryFile": .file, "writeBinaryFile": .file, "localFileTrigger": .file, "s3": .file,
    "stopAndError": .stop, "noOp": .arrow, "dateTime": .clock, "crypto": .shield, "jwt": .shield,
  ]

  /// The strokes, as data of one SVG path.
  var strokes: StaticString {
    switch self {
    case .play: "M7 4.5v15l12-7.5z"
    case .clock: "M12 3a9 9 0 1 0 .01 0M12 7v5l3.5 2"
    case .webhook:
      "M9 10.5a4 4 0 1 1 6.2 1M8.5 12 6 16.5M15.5 11.5 18 16M3.5 16.5a3 3 0 1 0 5.5 1.5h6.5a3 3 0 1 0 2-3"
    case .chat: "M4 5h16v11h-9l-4 4v-4H4z"
    case .form: "M5 3h14v18H5zM8 8h8M8 12h8M8 16h4"
    case .mail: "M3 6h18v12H3zM3.5 6.5 12 13l8.5-6.5"
    case .code: "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14"
    case .globe: "M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"
    case .branch: "M3 12h6c4 0 3-6 7-6h4M9 12c4 0 3 6 7 6h4M17.5 3.5 20 6l-2.5 2.5M17.5 15.5 20 18l-2.5 2.5"
    case .fork: "M3 12h17M6 12c4 0 4-7 8-7h6M6 12c4 0 4 7 8 7h6"
    case .merge: "M3 6h3c5 0 4 6 9 6h6M3 18h3c5 0 4-6 9-6M18.5 9.5 21 12l-2.5 2.5"
    case .loop: "M20 8A8.5 8.5 0 0 0 4 10M4 16a8.5 8.5 0 0 0 16-2M20 3.5V8h-4.5M4 20.5V16h4.5"
    case .filter: "M4 5h16l-6 8v6l-4-2v-4z"
    case .wait: "M6 3h12M6 21h12M7.5 3v4l4.5 5-4.5 5v4M16.5 3v4L12 12l4.5 5v4"
    case .pencil: "M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5l3.5 3.5"
    case .split: "M4 5h7v14H4zM15 5h5M15 12h5M15 19h5"
    case .aggregate: "M13 5h7v14h-7zM4 5h5M4 12h5M4 19h5"
    case .reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6"
    case .workflow: "M3 4h7v6H3zM14 14h7v6h-7zM6.5 10v7H14"
    case .robot: "M6 9h12v9H6zM12 9V5M9.5 13v1M14.5 13v1M3.5 12v3M20.5 12v3M11 4h2M9 18v2M15 18v2"
    case .model: "M12 3l2.2 6.8L21 12l-6.8 2.2L12 21l-2.2-6.8L3 12l6.8-2.2z"
    case .memory: "M5 4h14v5H5zM5 9.5h14v5H5zM5 15h14v5H5zM8 6.5h.01M8 12h.01M8 17.5h.01"
    case .wrench: "M14.5 6.5a4.5 4.5 0 0 1 5-2.5l-2.5 3 .5 2 2 .5 2-2.5a4.5 4.5 0 0 1-6 5L8.5 20 4 15.5z"
    case .parser: "M9 4H7v16h2M15 4h2v16h-2M10.5 12h3"
    case .vector:
      "M4 4v16h16M9 13a1.3 1.3 0 1 0 .01 0M13 15a1.3 1.3 0 1 0 .01 0M12 8a1.3 1.3 0 1 0 .01 0M17.5 5.5a1.3 1.3 0 1 0 .01 0"
    case .document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"
    case .database: "M5 6c0-4 14-4 14 0s-14 4-14 0v12c0 4 14 4 14 0V6M5 12c0 4 14 4 14 0"
    case .table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9"
    case .file: "M3 6h6l2 2.5h10V19H3z"
    case .stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6"
    case .arrow: "M4 12h15M13 6l6 6-6 6"
    case .search: "M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.5 21 21"
    case .warning: "M12 4 2.5 20h19zM12 10v5M12 17.5v.01"
    case .sort: "M7 4v16M3.5 16.5 7 20l3.5-3.5M14 6h7M14 12h5M14 18h3"
    case .shield: "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z"
    }
  }

  /// Groups glyphs by colour.
  var tint: StaticString {
    switch self {
    case .robot, .model, .memory, .wrench, .parser, .vector, .document, .search: "ai"
    case .branch, .fork, .merge, .loop, .filter, .wait, .split, .aggregate, .sort, .arrow, .stop: "flow"
    case .database, .table, .file: "data"
    case .play, .clock, .webhook, .chat, .form, .warning: "start"
    case .code, .pencil, .shield: "edit"
    case .globe, .mail, .reply, .workflow: "link"
    }
  }
}
