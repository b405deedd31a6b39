internal import JSON

/// What an endpoint answers.
struct Answer {
  enum Body {
    case none
    case json(JSON)
    /// JSON that is written already.
    case written([UInt8])
    case text(String, type: String)
  }

  var status = 200
  var body: Body
  var headers: [(name: String, value: String)] = []

  init(_ body: JSON, status: Int = 200) {
    self.body = .json(body)
    self.status = status
  }

  init(written bytes: [UInt8]) {
    body = .written(bytes)
  }

  init(text: String, type: String, status: Int = 200) {
    body = .text(text, type: type)
    self.status = status
  }

  private init(emptyWith status: Int) {
    body = .none
    self.status = status
  }

  static func empty(_ status: Int) -> Answer { Answer(emptyWith: status) }

  /// An error page as Express writes it.
  static func errorPage(_ status: Int, _ message: String) -> Answer {
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Error</title>
      </head>
      <body>
      <pre>\(message)</pre>
      </body>
      </html>

      """
    return Answer(text: page, type: "text/html; charset=utf-8", status: status)
  }
}
