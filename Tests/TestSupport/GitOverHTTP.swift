/// A server of Git repositories over HTTP.
package enum GitOverHTTP {
  /// A program in Python around `git http-backend`, which lets in who is `robot` with the password `s3cret`.
  ///
  /// Its arguments: the folder of the repositories, a file that gets the port, and a file with certificate and key, or
  /// nothing for a server without TLS.
  package static let script = #"""
    import base64, http.server, os, ssl, subprocess, sys

    root, output, certificate = sys.argv[1:4]

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def body(self):
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def answer(self, status, headers, content):
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            body = self.body()
            path, _, query = self.path.partition("?")
            user = base64.b64decode(self.headers.get("Authorization", "")[6:]).decode()
            if path.startswith("/moved/"):
                return self.answer(302, [("Location", "http://192.0.2.1" + self.path)], b"")
            if path.startswith("/forbidden/"):
                return self.answer(403, [], b"")
            if path.startswith("/broken/"):
                return self.answer(500, [], b"oops")
            if path.startswith("/html/"):
                return self.answer(200, [("Content-Type", "text/html")], b"<html>log in</html>")
            if user != "robot:s3cret":
                return self.answer(401, [("WWW-Authenticate", "Basic realm=git")], b"")
            if path.startswith("/read-only/"):
                if "receive-pack" in self.path:
                    return self.answer(403, [], b"")
                path = path.removeprefix("/read-only")
            environment = dict(os.environ, GIT_PROJECT_ROOT=root, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
                QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_USER="robot", GATEWAY_INTERFACE="CGI/1.1",
                CONTENT_TYPE=self.headers.get("Content-Type", ""), CONTENT_LENGTH=str(len(body)))
            answer = subprocess.run(["git", "http-backend"], input=body, env=environment, stdout=subprocess.PIPE).stdout
            head, _, content = answer.partition(b"\r\n\r\n")
            headers = [line.split(": ", 1) for line in head.decode().split("\r\n")]
            status = [int(value[:3]) for name, value in headers if name == "Status"]
            self.answer(status[0] if status else 200, [h for h in headers if h[0] != "Status"], content)

        do_POST = do_GET

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(output, "w") as file:
        file.write(f"{server.server_address[1]}\n")
    server.serve_forever()
    """#
}
