"""Judges with axe, in a real browser, whether everybody can use the pages of a site.

usage: axe.py SITE

The site is served on this machine, so that its scripts and its Content-Security-Policy work as they will. Every page is
looked at in light and dark, on a wide screen and on a phone; nothing may go wrong in a script, nothing may be asked from
elsewhere, and no page may be wider than its screen. Prints one finding a line; exit status 1 when there is any.
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SCREENS = {"wide": (1280, 900), "phone": (390, 844)}
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# The scheme changes colours alone.
OF_COLOUR = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


class Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def judge(page, axe, origin, name):
    findings, said = [], []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((origin, "data:")) else said.append(request.url))
    page.goto(f"{origin}/{name}")
    for scheme, options in (("light", OPTIONS), ("dark", OF_COLOUR)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for screen, (width, height) in SCREENS.items():
            page.set_viewport_size({"width": width, "height": height})
            overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if overflow > 1:
                findings.append(f"{name} {screen}: {overflow} px too wide")
            for violation in axe.run(page, options=options).response["violations"]:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                findings.append(f"{name} {scheme} {screen}: {violation['id']}: {nodes}")
    return findings + [f"{name}: {text}" for text in said]


def main(root):
    names = sorted(str(file.relative_to(root)) for file in root.rglob("*.html"))
    handler = functools.partial(Files, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin, findings = f"http://127.0.0.1:{server.server_port}", []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        axe = Axe()
        for name in names:
            page = browser.new_page()
            findings += judge(page, axe, origin, name)
            page.close()
        browser.close()
    print("\n".join(findings))
    print(f"{len(names)} pages judged", file=sys.stderr)
    return 1 if findings or not names else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
