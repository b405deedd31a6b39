import JSON
import Testing

@testable import Governance

/// In the texts `§` stands for what has to be found; the value is `S3cret-Value-9x7Kq2Lm` where nothing else is said.
@Suite("WF-005 Secrets by what stands around them") struct SecretRuleTests {
  private static let value = "wh7-9x2Kq4Lm8Pz3Rt6"

  private func expect(_ detector: String, in template: String, _ value: String = value) {
    let text = template.replacing("§", with: value)
    #expect(SecretSamples.found(in: text) == [[detector, value]], "\(text)")
  }

  @Test(
    "constants in code, JSON, YAML and shells",
    arguments: [
      "const apiKey = '§';", "let API_KEY=\"§\"", "var client_secret = `§`", "api_key = \"§\"  # Python",
      "api_key = f\"§\"", "{ \"access_token\": \"§\" }", "{\\\"apiToken\\\": \\\"§\\\"}",
      "headers: { 'X-Api-Key': '§' }", "headers['x-api-key'] = '§'", "headers[\"X-Auth-Token\"] = \"§\"",
      "$config = ['secretKey' => '§'];", "apiKey := \"§\"", "{password:\n  '§'}", "export API_TOKEN=§\nx",
      "WEBHOOK_SECRET=§", "api_key: §\nother: 1", "curl -H \"X-API-Key: §\" https://example.com",
      "const k = process.env.API_KEY || '§'", "$vars.token ?? \"§\"", "os.getenv(\"API_KEY\", \"§\")",
      "headers.set('X-Api-Key', '§')", "if (headers['x-api-key'] !== '§') throw 1", "token === '§'",
      "'Authorization': 'Bearer §'", "Authorization: Token §", "const token = $json.t || '§'",
      "{ apiKey: $json.body.key ?? \"§\" }", "const u = $json.u + '?token=' + ($json.t || '§')",
      "headers: { 'x-functions-key': '§' }",
    ])
  func constants(_ template: String) {
    let isHeader = template.hasPrefix("Authorization")
    expect(
      isHeader ? "bearer-token" : "code-constant", in: template, isHeader ? Self.value + "aa1" : Self.value)
  }

  @Test(
    "passwords are shorter than keys, and people's",
    arguments: ["hunter2!", "Summer2024", "p@ssw0rd", "motdepasse1", "Пароль77"])
  func passwords(_ password: String) {
    expect("code-constant", in: "const password = \"§\"", password)
    expect("code-constant", in: "{\"smtp_password\": \"§\"}", password)
    expect("code-constant", in: "DB_PASSWORD=\"§\"", password)
    expect("markup", in: "<wsse:Password Type=\"text\">§</wsse:Password>", password)
    expect("command-option", in: "mysqldump --user=root --password § shop", password)
    expect("command-option", in: "curl -u shop:§ https://example.com", password)
    expect("url-password", in: "mongodb+srv://shop:§@cluster0.mongodb.net/x", password)
    expect("connection-text", in: "Server=db;Database=shop;User Id=sa;Password=§;Encrypt=yes", password)
    expect(
      "code-constant", in: "nodemailer.createTransport({auth: {user: 'a@b.example', pass: '§'}})", password)
    expect("code-constant", in: "const pass = '§'", password)
    expect("code-constant", in: "mailPass: '§'", password)
    expect("command-option", in: "mysql --password=§ shop", password)
    expect("code-constant", in: "mysql --user=root --password='§' shop", password)
    expect("command-option", in: "sshpass -p § ssh root@h", password)
    expect("command-option", in: "cd /x; sshpass -p '§' ssh -p 22022 root@h", password)
    expect("command-option", in: "sshpass -p§ scp a h:b", password)
    expect("command-option", in: "mysqldump -h db -uroot -p§ shop", password)
    expect("command-option", in: "docker login -u a -p § registry.example.com", password)
    expect("command-option", in: "redis-cli -h cache -a § ping", password)
    expect("sql-password", in: "ALTER USER shop WITH PASSWORD '§';", password)
    expect("sql-password", in: "create role shop login password '§'", password)
    expect("sql-password", in: "CREATE USER 'shop'@'%' IDENTIFIED BY '§';", password)
    expect("connection-text", in: "host=db dbname=shop user=shop password=§", password)
  }

  @Test(
    "names of passwords in other languages, whatever their case",
    arguments: [
      "passwort", "DB_KENNWORT", "senha", "senhaDoBanco_senha", "contraseña", "CONTRASEÑA", "contrasena",
      "contrasen\u{303}a", "motDePasse", "mot_de_passe", "wachtwoord", "hasło", "heslo", "пароль", "Пароль",
      "密码",
      "パスワード",
    ])
  func languages(_ name: String) {
    expect("code-constant", in: "const \(name) = '§'", "Tr0ub4dor!")
    expect("code-constant", in: "{\"\(name)\": \"§\"}", "Tr0ub4dor!")
    let pair: JSON = ["assignments": [["name": .string(name), "value": "Tr0ub4dor!"]]]
    #expect(SecretSamples.findings(pair).map(\.detector) == ["named-value"])
  }

  @Test(
    "a variable of a shell has its value up to a space",
    arguments: ["Kestrel!7", "Tr0u%b4d", "a*b?c1d", "Pa55~-_x"])
  func variables(_ password: String) {
    for template in [
      "`DB_USER=a\nDB_PASSWORD=§\n`", "PGPASSWORD=§ psql -h db", "export X_PASSWORD=§", "A_PASSWORD=§;",
    ] {
      expect("code-constant", in: template, password)
    }
  }

  @Test("and it may be long") func longVariable() {
    expect("code-constant", in: "API_TOKEN=§\nX=1", SecretSamples.random(700))
  }

  @Test("a sign that begins a fragment elsewhere may stand in a password") func fragment() {
    expect("url-password", in: "postgres://u:§@h/db", "Sunny#7-x")
    expect("url-password", in: "see https://u:§@h.example/x#a", "a#b#c9")
    for text in [
      "https://example.com:8080#a@b", "https://example.com#a:b@c", "http://[::1]:80#a:b@c", "https://x#y",
      "https://a:b#c", "https://a:b#c/d@e",
    ] { #expect(SecretSamples.found(in: text).isEmpty, "\(text)") }
    expect("url-password", in: "https://u:§@h#a@b", "pw77")
  }

  @Test(
    "addresses with a password, of any scheme",
    arguments: [
      "postgres://shop:§@db.internal:5432/shop", "mysql://root:§@localhost", "redis://:§@cache:6379/0",
      "rediss://default:§@cache", "amqp://guest:§@mq/%2f", "amqps://u:§@mq",
      "https://u:§@git.example.com/x.git",
      "ftp://u:§@files", "smtp://me%40example.com:§@mail:587", "say postgres://u:§@h, then",
      "jdbc:postgresql://u:§@h/db", "proxy http://u:§@proxy:3128",
    ])
  func addresses(_ template: String) { expect("url-password", in: template) }

  @Test("a token in the place of a user is one, the public one of Sentry is none") func user() {
    let token = SecretSamples.random(32, SecretSamples.hexadecimal)
    expect("url-password", in: "https://§@git.example.com/x.git", token)
    #expect(SecretSamples.found(in: "https://\(token)@o12.ingest.sentry.io/4").isEmpty)
  }

  @Test(
    "parameters of addresses and forms",
    arguments: [
      "https://example.com/x?api_key=§&y=1", "https://example.com/x?y=1&access_token=§",
      "https://example.com/x?key=§", "https://fn.azurewebsites.net/api/x?code=§",
      "https://x.blob.core.windows.net/a?sv=2022&sig=§", "https://example.com/?a=1&amp;token=§",
      "client_secret=§&grant_type=client_credentials", "grant_type=x&client_secret=§",
      "jdbc:mysql://db/shop?user=u&password=§",
    ])
  func parameters(_ template: String) { expect("url-parameter", in: template) }

  @Test("signatures of Azure, as addresses have them: percent-encoded") func signatures() {
    let signature = SecretSamples.random(43, SecretSamples.letters, seed: 3)
    let encoded = [signature + "%3D", "ab%2F" + signature.dropFirst(8) + "%2Bx%3d", signature]
    for value in encoded {
      expect(
        "url-parameter",
        in: "https://shop.blob.core.windows.net/a?sv=2022-11-02&st=2024-01-01T00%3A00%3A00Z&sig=§",
        value)
      expect("url-parameter", in: "sv=2022-11-02&ss=b&sig=§&se=2030", value)
      expect(
        "url-parameter",
        in: "https://prod-01.westus.logic.azure.com:443/workflows/0a/triggers/manual/paths/invoke"
          + "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=§", value)
    }
    expect("url-parameter", in: "https://example.com/?password=§&x=1", "caf%C3%A9-Sommer")
    for text in [
      "https://a.example/?key=https%3A%2F%2Fb.example%2Fpath12345678",
      "https://a.example/?key=two%20words%20and%2042",
      "https://a.example/?key=docs%2Fv2%2Fguide12%2Fx", "https://a.example/?sig=%zz%3D1234567890abcd",
      "?sig=%",
      "https://a.example/?token=%7B%7Btoken12345%7D%7D",
    ] { #expect(SecretSamples.found(in: text).isEmpty, "\(text)") }
  }

  @Test("webhooks of Teams, whole") func teams() {
    let key = SecretSamples.random(32, SecretSamples.hexadecimal)
    let path =
      "\(SecretSamples.uuid(1))@\(SecretSamples.uuid(2))/IncomingWebhook/\(key)/\(SecretSamples.uuid(3))"
    for (host, address) in [
      ("contoso.", "webhook.office.com/webhookb2/\(path)"), ("", "outlook.office.com/webhook/\(path)"),
    ] {
      expect("teams-webhook", in: "https://\(host)§", address)
      expect("teams-webhook", in: "fetch('https://\(host)§', {})", address)
    }
    #expect(
      SecretSamples.found(in: "https://contoso.webhook.office.com/webhookb2/<id>@<id>/IncomingWebhook")
        .isEmpty)
  }

  @Test(
    "what stands behind any scheme of an authorization",
    arguments: [
      ("SSWS", "00" + SecretSamples.random(40)),
      (
        "Zoho-oauthtoken",
        "1000." + SecretSamples.random(32, "0123456789abcdef") + "."
          + SecretSamples.random(31, "0123456789abcdef")
      ),
      ("Klaviyo-API-Key", "pk_" + SecretSamples.random(34, "0123456789abcdef")),
      ("GenieKey", SecretSamples.uuid(4)),
      ("Custom", "abc123def456"),
    ])
  func schemes(_ scheme: String, _ token: String) {
    let value = "\(scheme) \(token)"
    for name in ["Authorization", "authorization", "Proxy-Authorization"] {
      let pair: JSON = ["parameters": [["name": .string(name), "value": .string(value)]]]
      #expect(SecretSamples.findings(pair).map(\.range) == [(scheme.utf8.count + 1)..<value.utf8.count])
      expect("code-constant", in: "headers: {'\(name)': '\(scheme) §'}", token)
    }
    if token.count >= 36 {
      expect("code-constant", in: "curl -H 'Authorization: \(scheme) §' https://x", token)
    }
  }

  @Test(
    "an authorization that is put together, or a placeholder, is none",
    arguments: [
      "=SSWS {{ $vars.token1234 }}", "={{ 'SSWS ' + $vars.token1 }}", "SSWS YOUR_TOKEN_1234",
      "SSWS <token1234>",
      "SSWS", "SSWS ", "GenieKey {your-key-1234}", "Signature of version 2", "Custom token goes here",
      "hawk id value",
    ])
  func noAuthorization(_ value: String) {
    let pair: JSON = ["parameters": [["name": "Authorization", "value": .string(value)]]]
    #expect(SecretSamples.findings(pair).isEmpty)
    #expect(SecretSamples.found(in: "Authorization: \(value)").isEmpty)
  }

  @Test("an example in a sentence is none, what is issued is one there too") func sentences() {
    let prose = """
      If the user gives a token: "abc123def456" is an example. password: at least 8 characters. API key: see docs v2.1.0
      """
    #expect(SecretSamples.found(in: prose).isEmpty)
    #expect(SecretSamples.found(in: prose.replacing("\"", with: "\\\"")).isEmpty)
    for end in [".", ". Then stop", " (an example)"] {
      #expect(SecretSamples.found(in: "Ask for the token: \"abc123def456\"\(end)").isEmpty)
    }
    expect("code-constant", in: "Send the token: \"§\" with every call")
    expect("code-constant", in: "Log in with the password: \"§\" as admin", "Summer2024")
    for code in [
      "{ token: '§' }", "token: \"§\"\nother: 1", "token = '§' if x else y", "token:'§' as x",
      "{ token: '§'.trim() }", "token: '§' # x",
      "\"token\": \"§\" x",
    ] {
      expect("code-constant", in: code, "abc123def456")
    }
  }

  @Test("keys of Azure, in a connection's text") func azure() {
    let key = SecretSamples.random(86, SecretSamples.letters + "+/") + "=="
    expect("connection-text", in: "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=§;x=y", key)
    expect("connection-text", in: "Endpoint=sb://x/;SharedAccessKeyName=Root;SharedAccessKey=§", key)
  }

  @Test("a name and a password in base64") func basic() {
    expect("basic-auth", in: "Authorization: Basic §", "c2hvcDpUcjB1YjRkb3I=")
    expect("basic-auth", in: "headers: {'Authorization': 'Basic §'}", "c2hvcDpUcjB1YjRkb3I=")
    #expect(SecretSamples.found(in: "Basic understanding of HTTP is required").isEmpty)
    #expect(SecretSamples.found(in: "Basic dXNlcm5hbWU6cGFzc3dvcmQ=").isEmpty, "username:password")
  }

  @Test("a token after Bearer, in prose too") func bearer() {
    let token = SecretSamples.random(40)
    expect("bearer-token", in: "send Bearer § with it", token)
    #expect(SecretSamples.found(in: "Bearer {insert your API key}").isEmpty)
    #expect(SecretSamples.found(in: "Bearer YOUR_OPENAI_API_KEY").isEmpty)
    #expect(SecretSamples.found(in: "the bearer of this announcement-of-2024").isEmpty)
  }

  @Test(
    "names, references, placeholders and prose are none",
    arguments: [
      "if (token === 'administrator1') { return apiKey == \"abc123def456\"; }",
      "const apiKey = process.env.API_KEY; const secret = $vars.secret;", "The token: \"hello world\"",
      "const token = $json.body.access_token_2;", "const password = items[0].json.password1;",
      "{ \"password\": \"string\", \"token\": \"<token>\", \"secret\": \"changeme\" }",
      "{ \"apiKey\": \"{{ $json.apiKey1234567890 }}\" }", "`Bearer ${token1234567}`",
      "headers.Authorization = 'Bearer ' + apiKey12345678;", "{\"type\": \"password\", \"name\": \"pw\"}",
      "document.querySelector('#password123456')",
      "const tokenUrl = 'https://auth.example.com/oauth2/token';",
      "\"token\": \"https://oauth2.googleapis.com/token\"", "{ \"maxTokens\": \"4096abcdefg1\" }",
      "password: E223", "['access_token', 'refresh_token2', 'id_token3']", "token = await getAccessToken2(x)",
      "\"passwordHash\": \"5f4dcc3b5aa765d61d8327deb882cf99\"",
      "\"sha256\": \"9f86d081884c7d659a2feaa0c55ad015\"",
      "postgres://user:password@localhost/db", "https://user@example.com:8080/a:b@c", "a://b:c",
      "postgres://${user}:${password}@host/db", "mongodb+srv://<user>:<password>@cluster0",
      "https://example.com/x?token={{ $json.token }}",
      "https://example.com/x?key=value&code=200&page_token=CAUQ1",
      "Server=db;User Id=sa;Password={{ $json.pw }};", "Password=;Server=x", "const a = password=user.pw1;",
      "<password>${password}</password>", "<Password/>", "--password \"$DB_PASSWORD\"", "-u $USER:$PASS",
      "Set `token: your-token-here1` in the file", "Cookie: none", "auth: 'generic'",
      "x ? token : 'abc123def4'", "{ pass: 'green' }", "const bypass = 'v1-2024!'", "firstPass = 'v1-2024!'",
      "if (token == a || 'abc123def4') {}", "token = a; b || 'abc123def4'", "f(token = a, b || 'abc123def4')",
      "'?token=' + t + '&user=' + (u || 'shopuser42')", "mysql --password=$DB_PASSWORD1", "ssh -p 22022 h",
      "mkdir -p dir2024x", "sshpass -p \"$PASS1234\" ssh h", "sshpass; mkdir -p dir2024x",
      "docker run -p 127.0.0.1:80:80",
      "mysql -p shop2024", "unzip -p file2024.zip", "the password 'abc1234' of nobody",
      "'user password '+user.password1+' x'", "ALTER USER x PASSWORD '' || pw12345", "users by 'name1234'",
      "DB_PASSWORD=getPassword2()", "API_TOKEN=$(cat token1234)", "A_PASSWORD=${X123456}",
      "<n8n-ops:sealed:0123456789abcdef0123456789abcdef>",
    ])
  func innocent(_ text: String) {
    #expect(SecretSamples.found(in: text).isEmpty)
  }
}
