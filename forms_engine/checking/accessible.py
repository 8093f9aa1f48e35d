"""Checks whether everybody can use the questions, whatever they see, hear or have at hand."""

import functools
import re
from collections.abc import Iterator
from typing import Final

from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Contents, Memory
from forms_engine.definition import Definition, Node
from forms_engine.errors import Finding

MOST_OPTIONS: Final = 15
_LONGEST_TEXT: Final = 20_000
_RADIOS: Final = frozenset({"radio", "radios"})
_TEXTS: Final = ("label", "title", "summary", "text", "help")
_LINK: Final = re.compile(
    r"\[(?:hier|klicken sie hier|mehr|link|weiter|here|more|click here)\]"
    r"|\bklicken sie (?:bitte )?(?:hier|auf (?:diesen|den) link)\b|\bclick here\b"
    r"|\bhier klicken\b|\b(?:finden|erhalten|lesen) sie hier[:.]?(?:$|\s+https?:)|^hier$|^here$",
    re.IGNORECASE,
)
_COLOURS: Final = r"(?:rot|grün|blau|gelb|orange|grau|lila|red|green|blue|yellow|grey|gray)"
_COLOUR: Final = re.compile(
    rf"\b{_COLOURS}(?:e[nmrs]?)?\s+(?:markiert\w*|gekennzeichnet\w*|hinterlegt\w*|hervorgehoben\w*|"
    r"feld(?:er\w*)?|schrift|texte?|knopf|taste|schaltfläche|marked|highlighted|fields?|button)\b",
    re.IGNORECASE,
)
_POSITION: Final = re.compile(
    r"\b(?:rechts|links|oben|unten) (?:stehende\w*|neben|auf der seite|im bild)\b"
    r"|\b(?:siehe|wie) (?:oben|unten|rechts|links)\b|\b(?:see|as) (?:above|below)\b",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"</?(?:b|i|u|p|br|a|h[1-6]|ul|li|ol|strong|em|span|div|font|img)\b[^>]*>"
    r"|^#{1,6} |\*\*[^*\s][^*]*\*\*|!?\[[^\]]+\]\([^)]+\)|&nbsp;",
    re.IGNORECASE | re.MULTILINE,
)
_REMEMBERED: Final = Memory[tuple[Finding, ...]](8192)


def accessible_findings(definition: Definition, contents: Contents) -> Iterator[Finding]:
    """Return what keeps some people from answering."""
    for node_id, node in definition["nodes"].items():
        make = functools.partial(_of_node, node_id, node)
        yield from _REMEMBERED.of(contents.name_of(node_id), make)
    for name in ("summary", "description"):
        yield from _of_text(str(definition.get(name, "")), "", f"/{name}")


def _of_node(node_id: str, node: Node) -> tuple[Finding, ...]:
    found = [
        each
        for name in _TEXTS
        for each in _of_text(str(node.get(name, "")), node_id, f"/nodes/{node_id}/{name}")
    ]
    return (*found, *_placeholder(node_id, node), *_options(node_id, node), *_file(node_id, node))


def _of_text(text: str, at: str, pointer: str) -> Iterator[Finding]:
    text = text[:_LONGEST_TEXT]
    for code, pattern in (
        ("link_text", _LINK),
        ("colour_only", _COLOUR),
        ("position_only", _POSITION),
        ("markup", _MARKUP),
    ):
        match = pattern.search(text)
        if match:
            yield finding(code, at, pointer, text=match[0].strip()[:60])


def _placeholder(node_id: str, node: Node) -> Iterator[Finding]:
    if not node.get("placeholder"):
        return
    pointer = f"/nodes/{node_id}/placeholder"
    if not node.get("label"):
        yield finding("label_in_placeholder", node_id, pointer)
    elif not node.get("help"):
        yield finding("help_in_placeholder", node_id, pointer)


def _options(node_id: str, node: Node) -> Iterator[Finding]:
    options = node.get("options")
    count = len(options) if isinstance(options, list) else 0
    if count <= MOST_OPTIONS:
        return
    pointer = f"/nodes/{node_id}/options"
    if node["kind"] == "choices":
        yield finding("many_boxes", node_id, pointer, count=count)
    elif node.get("widget") in _RADIOS:
        yield finding("many_radios", node_id, pointer, count=count)


def _file(node_id: str, node: Node) -> Iterator[Finding]:
    if node["kind"] != "file":
        return
    accept = node.get("accept", [])
    if not accept:
        yield finding("file_any_type", node_id, f"/nodes/{node_id}/accept")
    elif len(accept) == 1 and not accept[0].endswith("/*"):
        yield finding("file_one_type", node_id, f"/nodes/{node_id}/accept")
