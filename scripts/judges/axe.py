"""Judges pages with axe in a real browser: light and dark, wide and phone. Prints one finding a line."""

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright


def main(files):
    axe, findings = Axe(), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width, height in ((1280, 900), (390, 844)):
                context = browser.new_context(
                    color_scheme=scheme, viewport={"width": width, "height": height}, bypass_csp=True
                )
                page = context.new_page()
                for file in files:
                    page.goto(Path(file).resolve().as_uri())
                    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                    if overflow > 1:
                        findings.append(f"{file} {scheme} {width}: {overflow} px too wide")
                    for violation in axe.run(page).response["violations"]:
                        nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                        findings.append(f"{file} {scheme} {width}: {violation['id']}: {nodes}")
                context.close()
        browser.close()
    print("\n".join(findings))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
