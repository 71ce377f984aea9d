"""Brings NHS.UK frontend's styles from npm, and fits them to pages without the fonts, logo or colours of the NHS.

`make styles` runs it and writes api/web/static/nhsuk.css. What it does to the prebuilt file, and why:

- keeps the components that BLOCKS names (add one there when a template needs it), and of the bare elements only those
  in ELEMENTS: a phone on a bad line loads this, and headings and tables get their look by class alone;
- leaves out every font and picture: nothing is asked of another machine, and Frutiger and the logo are the NHS's;
- writes left and right as start and end, so that Arabic pages need no rules of their own;
- writes colours as the custom properties that the file defines itself, so that dark mode only has to set those.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parent.parent / "api" / "web" / "static"
VERSION = "10.6.1"
SOURCE = f"package/dist/nhsuk/nhsuk-frontend-{VERSION}.min.css"
HEADER = (
    f'@charset "UTF-8";/* NHS.UK frontend {VERSION}, MIT licence: see nhsuk.LICENSE. Written by `make styles`. */\n'
)
BLOCKS = frozenset(
    [
        "action-link",
        "back-link",
        "body",
        "body-m",
        "body-s",
        "button",
        "button-group",
        "card",
        "card-group",
        "caption",
        "caption-m",
        "caption-s",
        "checkboxes",
        "details",
        "do-dont-list",
        "error-message",
        "error-summary",
        "fieldset",
        "form-group",
        "grid",
        "grid-column-full",
        "grid-column-one-half",
        "grid-column-one-third",
        "grid-column-two-thirds",
        "grid-row",
        "heading-l",
        "heading-m",
        "heading-s",
        "heading-xl",
        "heading-xs",
        "hint",
        "input",
        "inset-text",
        "label",
        "link",
        "list",
        "main-wrapper",
        "radios",
        "select",
        "skip-link",
        "summary-list",
        "tag",
        "textarea",
        "template",
        "u-visually-hidden",
        "u-margin-bottom-0",
        "u-margin-top-0",
        "warning-callout",
        "width-container",
    ]
)
ELEMENTS = re.compile(r"(?::root|html|body|a|button|input|select|textarea|\*|:after|:before)(?=[\s:.,>\[]|$)")
UNUSED = re.compile(
    r":has\(\+|-ms-|\\0|-reverse|--login|--feature|--clickable|--secondary-solid|:-moz|--image|--top-task|__icon"
)
OLD_CONTRAST = re.compile(r"@media .*\(-ms-high-contrast:active\),screen and ")
NEEDLESS = "@supports not (-ms-ime-align:auto)"
"""True of every browser since Internet Explorer, for which the rules in it are not meant."""
FONT = "Arial,Noto Sans,Noto Sans Arabic,sans-serif"
TEXT = {
    "#212b32": "text",
    "#4c6272": "secondary-text",
    "#005eb8": "link",
    "#330072": "link-visited",
    "#7c2855": "link-hover",
    "#002f5c": "link-active",
    "#d5281b": "error",
}
GROUND = {"#fff": "card-background", "#f0f4f5": "body-background", "#d8dde0": "template-background"}
GROUND |= {"#d9e7f4": "secondary-button-hover", "#c7dcef": "secondary-button-active"}
EDGE = {
    "#d8dde0": "border",
    "#aeb7bd": "border-hover",
    "#4c6272": "input-border",
    "#005eb8": "brand",
    "#d5281b": "error",
}
AS_THEY_ARE = re.compile(
    r":focus(?!\))|--care|nhsuk-button(?!--secondary)|nhsuk-tag|warning-callout|do-dont|@media print|forced-colors"
)
"""Rules whose colours belong together, on light pages and dark: yellow focus, red cards, green buttons."""
LOGICAL = [
    (r"\b(margin|padding)-(left|right)(?=:)", r"\1-inline-\2"),
    (r"\bborder-(left|right)(?=[-:])", r"border-inline-\1"),
    (r"(?<![\w-])(left|right)(?=:)", r"inset-inline-\1"),
    (r"\b(text-align|float|clear):(left|right)", r"\1:\2"),
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: selectors, or an at-rule that holds rules, or declarations alone."""

    head: str
    body: str
    inner: tuple[Rule, ...] = ()


def parse(css: str) -> Iterator[Rule]:
    """The rules of minified CSS, in order."""
    start = depth = opened = 0
    for at, letter in enumerate(css):
        if letter == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif letter == "}":
            depth -= 1
            if depth == 0:
                head, body = css[start:opened].rpartition(";")[2].strip(), css[opened + 1 : at]
                yield Rule(head, body, tuple(parse(body)) if "{" in body else ())
                start = at + 1


def fitted(rule: Rule, around: str = "") -> str:
    """The rule as we use it; nothing where we do not."""
    if rule.inner:
        head = OLD_CONTRAST.sub("@media screen and ", rule.head)
        inside = "".join(fitted(one, head) for one in rule.inner)
        if head == NEEDLESS:
            return inside
        return f"{head}{{{inside}}}" if inside and not UNUSED.search(head) else ""
    heads = ",".join(head for head in _selectors(rule.head) if _wanted(head))
    if not heads or heads.startswith("@") or "url(" in rule.body:
        return ""
    body = rule.body.replace("Frutiger W01,arial,sans-serif", FONT)
    for physical, logical in LOGICAL:
        body = re.sub(physical, logical, body)
    body = re.sub(r"(inline-|text-align:|float:|clear:)(left|right)", _start_or_end, body)
    if rule.head != ":root" and not AS_THEY_ARE.search(around + heads):
        body = ";".join(map(_themed, body.split(";")))
    return f"{heads}{{{body}}}"


def _selectors(head: str) -> list[str]:
    """The selectors of a list; a comma inside brackets belongs to one of them."""
    return re.split(r",(?![^(]*\))", head)


def _wanted(selector: str) -> bool:
    if UNUSED.search(selector):
        return False
    if ".nhsuk-" not in selector:
        return ELEMENTS.match(selector) is not None
    names = re.findall(r"\.nhsuk-([\w-]+?)(?=__|--|[^\w-]|$)", re.sub(r":not\([^)]*\)", "", selector))
    return all(name in BLOCKS for name in names)


def _start_or_end(found: re.Match[str]) -> str:
    way = "start" if found[2] == "left" else "end"
    return found[1] + (f"inline-{way}" if found[1] in ("float:", "clear:") else way)


def _themed(declaration: str) -> str:
    name, _, value = declaration.partition(":")
    colours = TEXT if name in ("color", "fill") else GROUND if name.startswith("background") else EDGE
    if not name.startswith(("border", "background", "color", "fill", "box-shadow")):
        return declaration
    themed = re.sub(
        r"#[0-9a-f]{3,6}\b",
        lambda found: f"var(--nhsuk-{colours[found[0]]}-colour)" if found[0] in colours else found[0],
        value,
    )
    return f"{name}:{themed}"


def main() -> None:
    """Fetch, fit, write."""
    with tempfile.TemporaryDirectory() as scratch:
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"nhsuk-frontend@{VERSION}"],
            cwd=scratch,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()[-1]
        with tarfile.open(Path(scratch) / packed) as archive:
            member = archive.extractfile(SOURCE)
            assert member is not None, f"{SOURCE} is not in the package"
            css = member.read().decode("utf-8")
    rules = "\n".join(filter(None, map(fitted, parse(re.sub(r"/\*.*?\*/", "", css, flags=re.S)))))
    used = set(re.findall(r"var\((--[\w-]+)", rules + (STATIC / "navigator.css").read_text("utf-8")))
    rules = re.sub(r"(--nhsuk-[\w-]+):[^;}]*;?", lambda found: found[0] if found[1] in used else "", rules)
    (STATIC / "nhsuk.css").write_text(HEADER + rules + "\n", "utf-8")
    sys.stdout.write(f"{len(css)} letters of NHS.UK frontend, {len(rules)} kept\n")


if __name__ == "__main__":
    main()
