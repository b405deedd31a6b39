/// Node types that n8n runs still and no longer offers, or has removed (the flag `hidden` and the versions of the
/// releases 1.123.81 to 2.40.7, as their editors load them). Types that n8n hides for its own use are not in it.
enum SupersededNodeTypes {
  /// Types that 1.x had and 2.x does not.
  static let removed: Set<String> = [
    "n8n-nodes-base.automizy",
    "n8n-nodes-base.crowdDev",
    "n8n-nodes-base.crowdDevTrigger",
    "n8n-nodes-base.kitemaker",
    "n8n-nodes-base.spontit",
    "n8n-nodes-base.start",
  ]

  /// What a type gives way to.
  struct Successor {
    /// What n8n offers in its place, by display name; nil for nothing.
    let replacement: String?
  }

  /// Nil for a type that n8n offers.
  static func successor(of type: String) -> Successor? {
    if let name = successors[type] { return Successor(replacement: name) }
    return withoutSuccessor.contains(type) || removed.contains(type) ? Successor(replacement: nil) : nil
  }

  private static let withoutSuccessor: Set<String> = [
    "@n8n/n8n-nodes-langchain.memoryMotorhead",
    "@n8n/n8n-nodes-langchain.memoryZep",
    "n8n-nodes-base.orbit",
  ]

  /// Type -> display names of what does its work today.
  private static let successors: [String: String] = [
    "@n8n/n8n-nodes-langchain.documentBinaryInputLoader": "Default Data Loader",
    "@n8n/n8n-nodes-langchain.documentJsonInputLoader": "Default Data Loader",
    "@n8n/n8n-nodes-langchain.lmOpenAi": "OpenAI Chat Model",
    "@n8n/n8n-nodes-langchain.manualChatTrigger": "Chat Trigger",
    "@n8n/n8n-nodes-langchain.openAiAssistant": "OpenAI",
    "@n8n/n8n-nodes-langchain.toolHttpRequest": "HTTP Request as a tool",
    "@n8n/n8n-nodes-langchain.vectorStoreInMemoryInsert": "Simple Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStoreInMemoryLoad": "Simple Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStorePineconeInsert": "Pinecone Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStorePineconeLoad": "Pinecone Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStoreSupabaseInsert": "Supabase Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStoreSupabaseLoad": "Supabase Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStoreZepInsert": "Zep Vector Store",
    "@n8n/n8n-nodes-langchain.vectorStoreZepLoad": "Zep Vector Store",
    "n8n-nodes-base.cron": "Schedule Trigger",
    "n8n-nodes-base.function": "Code",
    "n8n-nodes-base.functionItem": "Code",
    "n8n-nodes-base.htmlExtract": "HTML",
    "n8n-nodes-base.iCal": "Convert to File",
    "n8n-nodes-base.interval": "Schedule Trigger",
    "n8n-nodes-base.itemLists": "Split Out, Aggregate, Limit, Sort, Summarize, Remove Duplicates",
    "n8n-nodes-base.moveBinaryData": "Extract from File, Convert to File",
    "n8n-nodes-base.openAi": "OpenAI of the AI package",
    "n8n-nodes-base.readBinaryFile": "Read/Write Files from Disk",
    "n8n-nodes-base.readBinaryFiles": "Read/Write Files from Disk",
    "n8n-nodes-base.readPDF": "Extract from File",
    "n8n-nodes-base.spreadsheetFile": "Extract from File, Convert to File",
    "n8n-nodes-base.start": "Manual Trigger",
    "n8n-nodes-base.writeBinaryFile": "Read/Write Files from Disk",
  ]
}
