internal import HTTPServer
internal import JSON

extension Instance {
  /// What the instance answers outside the API, without a key (recordings).
  func publicPage(_ request: ServerRequest, _ segments: [String]) -> Answer {
    switch segments {
    case ["healthz"], ["healthz", "readiness"]: Answer(["status": "ok"])
    case ["metrics"]: Answer(text: metrics, type: "text/plain; version=0.0.4; charset=utf-8")
    case ["rest", "settings"]: Answer(["data": ["settingsMode": "public"]])
    default: editorPage
    }
  }

  /// A webhook of an active workflow runs it; the answer is the one of `responseMode: onReceived`, whatever the mode.
  mutating func webhook(_ request: ServerRequest, now: Int) -> Answer {
    let path = request.segments.dropFirst().joined(separator: "/")
    let key = WebhookKey(method: request.method, path: path)
    guard let owner = webhooks.owner(of: key), let workflow = workflows[owner.workflowID] else {
      let answer: JSON = [
        "code": 404,
        "message": .string("The requested webhook \"\(request.method) \(path)\" is not registered."),
        "hint": "The workflow must be active for a production URL to run successfully.",
      ]
      return Answer(answer, status: 404)
    }
    execute(workflow, from: owner.node, mode: "webhook", now: now)
    return Answer(["message": "Workflow was started"])
  }

  /// Any other path gives the editor's page: 200 and HTML.
  private var editorPage: Answer {
    Answer(
      text: "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>n8n</title></head>\n<body></body>\n</html>\n",
      type: "text/html; charset=utf-8")
  }

  private var metrics: String {
    let numbers = behaviour.release.numbers
    let active = workflows.values.count { $0.isActive }
    return """
      # HELP n8n_version_info n8n version info.
      # TYPE n8n_version_info gauge
      n8n_version_info{version="v\(behaviour.release.rawValue)",major="\(numbers[0])",minor="\(numbers[1])",patch="\(numbers[2])"} 1

      # HELP n8n_active_workflow_count Total number of active workflows.
      # TYPE n8n_active_workflow_count gauge
      n8n_active_workflow_count \(active)

      """
  }
}
