"""Checks whether texts are plain: short sentences, no colons, no capitals, nothing left over."""

import functools
import re
from collections.abc import Iterator
from typing import Any, Final

from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Contents, Memory
from forms_engine.checking.wording import written_texts
from forms_engine.definition import Definition, Node, source_language
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

_MOST_WORDS: Final = 20
_LONGEST_LABEL: Final = 120
_LONGEST_TEXT: Final = 20_000
_FEW_CAPITALS: Final = 6
_KNOWN: Final = frozenset(
    {
        "ADAC", "AG", "AM", "ARD", "BGB", "BIC", "BRD", "CSV", "DDR", "DIN", "DNA", "DOC", "DOCX",
        "EG", "ELSTER", "EU", "GB", "GPS", "IBAN", "ID", "II", "III", "ISO", "IT", "IV", "IX",
        "JPEG", "JPG", "KB", "KFZ", "KG", "LKW", "MB", "NATO", "OHG", "OK", "PDF", "PIN", "PKW",
        "PM", "PNG", "SEPA", "SMS", "TAN", "TIFF", "TÜV", "UG", "UNO", "URL", "USA", "UTC", "VI",
        "VII", "VIII", "WC", "WWW", "XI", "XII", "XLS", "XLSX", "ZDF", "ZIP",
    }
)  # fmt: skip
_SENTENCE_END: Final = re.compile(r"(?<=[a-zäöüß0-9)»“\"]{2}[.!?])\s+|[:;]\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
# Not what belongs to a number plate or a file number.
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,}(?!\w| ?\d|-[A-ZÄÖÜ\d])")
_FILLER: Final = re.compile(
    r"\blorem ipsum\b|\bTODO\b|\bFIXME\b|\bxxx+\b|\?\?\?|^(?:neue frage|neue seite|neue gruppe|"
    r"neue liste|frage \d+|new question|untitled|test)$|\bplatzhalter(?:text)?\b|\bbeispieltext\b",
    re.IGNORECASE,
)
_PLEASE: Final = re.compile(r"\bbitte\b", re.IGNORECASE)
_ONE_GENDER: Final = re.compile(
    r"\b(?:Antragsteller|Bürger|Einwohner|Mitarbeiter|Sachbearbeiter|Ansprechpartner|Halter|"
    r"Eigentümer|Besitzer|Vermieter|Mieter|Arbeitgeber|Ehepartner|Kontoinhaber|Empfänger)"
    r"(?![\w*:/(-]|,? (?:und|oder|bzw\.|sowie) )"
)
_FEMININE: Final = re.compile(r"innen\b|in\b(?= (?:und|oder|bzw))", re.IGNORECASE)
_HOLE: Final = re.compile(r"\{\{[^{}]*\}\}")
_LABELS: Final = frozenset({"label", "title"})
_REMEMBERED: Final = Memory[tuple[Finding, ...]](8192)


def plain_words_findings(definition: Definition, contents: Contents) -> Iterator[Finding]:
    """Return what is hard to read in the texts that citizens see."""
    is_german = source_language(definition).startswith("de")
    told: set[str | None] = set()
    for node_id, node in definition["nodes"].items():
        name = contents.name_of(node_id) + (b"de" if is_german else b"")
        make = functools.partial(_of_node, node_id, node, german=is_german)
        for each in _REMEMBERED.of(name, make):
            # Nobody wants to be told of a word more than once.
            if each.code != "abbreviation" or each.params["word"] not in told:
                yield each
            told.add(each.params.get("word"))
    yield from _twice(definition)
    rest = {**definition, "nodes": {}, "order": [], "notices": []}
    for text_name, text in written_texts(rest):
        if not text_name.startswith(("keywords.", "legal_basis.")):
            pointer = "/" + text_name.replace(".", "/")
            yield from _of_text(text, "", pointer, is_label=False, is_german=is_german)


def _of_node(node_id: str, node: Node, *, german: bool) -> tuple[Finding, ...]:
    return tuple(_texts_of(node_id, node, is_german=german))


def _texts_of(node_id: str, node: Node, *, is_german: bool) -> Iterator[Finding]:
    for attribute in ("label", "title", "summary", "text", "help"):
        text = node.get(attribute)
        if text:
            pointer = f"/nodes/{node_id}/{attribute}"
            is_label = attribute in _LABELS and node["kind"] not in {"consent", "note"}
            yield from _of_text(text, node_id, pointer, is_label=is_label, is_german=is_german)
    yield from _of_options(node_id, node)


def _of_options(node_id: str, node: Node) -> Iterator[Finding]:
    """Return what is wrong with the options' labels, each kind of fault once."""
    options = node.get("options")
    told: set[str] = set()
    for number, option in enumerate(options if isinstance(options, list) else []):
        pointer = f"/nodes/{node_id}/options/{number}/label"
        label = option["label"]
        for each in (*_fillers(label, node_id, pointer), *_capitals(label, node_id, pointer)):
            if each.code not in told:
                yield each
            told.add(each.code)


def _of_text(
    text: str, at: str, pointer: str, *, is_label: bool, is_german: bool
) -> Iterator[Finding]:
    text = _HOLE.sub("…", text[:_LONGEST_TEXT])
    yield from _fillers(text, at, pointer)
    yield from _capitals(text, at, pointer)
    if is_label:
        yield from _label(text, at, pointer)
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence)
        if len(words) > _MOST_WORDS:
            start = " ".join(sentence.split()[:4])
            yield finding("sentence_long", at, pointer, count=len(words), start=start)
            break
    if is_german:
        please = _PLEASE.findall(text)
        if len(please) > 1 or (is_label and _PLEASE.match(text)):
            yield finding("please_chain", at, pointer)
        found = _ONE_GENDER.search(text)
        if found and not _FEMININE.search(text):
            yield finding("one_gender", at, pointer, word=found[0])


def _label(text: str, at: str, pointer: str) -> Iterator[Finding]:
    if text.rstrip().endswith(":"):
        yield finding("label_colon", at, pointer)
    if len(text) > _LONGEST_LABEL:
        yield finding("label_long", at, pointer, count=len(text))


def _fillers(text: str, at: str, pointer: str) -> Iterator[Finding]:
    found = _FILLER.search(text.strip())
    if found:
        yield finding("filler_text", at, pointer, text=found[0][:60])


def _capitals(text: str, at: str, pointer: str) -> Iterator[Finding]:
    """Find what is shouted, and short words in capitals that are not explained in brackets."""
    words = _CAPITALS.findall(text)
    if not words:
        return
    letters = [each for each in text if each.isalpha()]
    long = [each for each in words if len(each) > _FEW_CAPITALS]
    is_shouted = len(words) > 1 and sum(map(str.isupper, letters)) > len(letters) * 0.8
    if long or is_shouted:
        yield finding("all_caps", at, pointer, words=(long or words)[0])
        return
    for word in dict.fromkeys(words):
        is_explained = f"({word})" in text or re.search(rf"\b{word} \(", text)
        if word not in _KNOWN and not is_explained:
            yield finding("abbreviation", at, pointer, word=word)


def _twice(definition: Definition) -> Iterator[Finding]:
    """Find questions beside each other that are called the same."""
    nodes: dict[str, Any] = definition["nodes"]
    for owner in nodes.values():
        seen: set[str] = set()
        for node_id in owner.get("order", []):
            node = nodes[node_id]
            label = _spoken(node) if node["kind"] in KINDS else ""
            if label and label in seen:
                pointer = f"/nodes/{node_id}/label"
                yield finding("label_twice", node_id, pointer, label=node["label"])
            seen.add(label)


def _spoken(node: Node) -> str:
    # What conditions part may be called the same: only one of them is seen.
    return "" if node.get("show_when") else str(node.get("label", "")).strip().rstrip(":").lower()
