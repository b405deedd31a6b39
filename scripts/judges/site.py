"""Judges a built site: every link and anchor leads somewhere, in the Markdown twins too, nothing is loaded from elsewhere,
every page has a twin.

Prints one finding a line; exit status 1 when there is any.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SVG_LEAF = {"path", "circle", "rect", "line", "polygon", "use", "stop"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.resources, self.ids, self.problems, self.open = [], [], set(), [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            if found["id"] in self.ids:
                self.problems.append(f"id {found['id']} stands twice")
            self.ids.add(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        for name in ("src", "href"):
            if name in found and tag in ("script", "img", "link", "use"):
                self.resources.append(found[name])
        for name in found:
            if name.startswith("on") or name == "style":
                self.problems.append(f"<{tag}> has the attribute {name}")
        if tag == "script" and "src" not in found:
            self.problems.append("a script stands in the page")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
        else:
            self.open.pop()


def markdown_links(text):
    """Addresses of links and pictures outside code."""
    text = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.S | re.M)
    text = re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text, flags=re.S)
    return [match.group(1) for match in re.finditer(r"(?<!\\)\]\(<?([^)\s>]+)>?", text)]


def heading_anchors(text):
    """The anchors that a forge gives to headings."""
    bare = (re.sub(r"[`*\\]", "", heading).strip().lower() for heading in re.findall(r"^#+ (.*)$", text, re.M))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in bare}


def judge_twins(root):
    findings, links = [], 0
    texts = {file.resolve(): file.read_text(encoding="utf-8") for file in sorted(root.rglob("*.md"))}
    for file, text in texts.items():
        name = file.relative_to(root.resolve())
        if not file.with_suffix(".html").is_file():
            findings.append(f"{name}: has no HTML twin")
        for link in markdown_links(text):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            links += 1
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if parts.scheme or parts.netloc or not target.is_file():
                findings.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and target in texts and unquote(parts.fragment) not in heading_anchors(texts[target]):
                findings.append(f"{name}: {link} has no such heading")
    return findings if links else findings + ["no twin links to another"]


def main(root):
    pages, findings = {}, []
    for file in sorted(root.rglob("*.html")):
        page = Page()
        page.feed(file.read_text(encoding="utf-8"))
        page.close()
        pages[file.resolve()] = page
        findings += [f"{file.relative_to(root)}: {problem}" for problem in page.problems]
        if page.open:
            findings.append(f"{file.relative_to(root)}: <{page.open[-1]}> is never closed")
        if not file.with_suffix(".md").is_file():
            findings.append(f"{file.relative_to(root)}: has no Markdown twin")
    for file, page in pages.items():
        name = file.relative_to(root.resolve())
        for link in page.links + page.resources:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") and link in page.links and link not in page.resources:
                continue
            if parts.scheme or parts.netloc:
                findings.append(f"{name}: {link} is loaded from elsewhere")
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file():
                findings.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                findings.append(f"{name}: {link} has no such anchor")
    findings += judge_twins(root)
    print("\n".join(findings))
    print(f"{len(pages)} pages judged", file=sys.stderr)
    return 1 if findings or not pages else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
