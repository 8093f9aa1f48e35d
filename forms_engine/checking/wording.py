"""Checks texts: holes that nothing fills, and translations."""

import hashlib
from collections.abc import Iterator
from typing import Any

from forms_engine.checking.messages import finding
from forms_engine.definition import Definition, option_name, source_language, walk
from forms_engine.errors import Finding
from forms_engine.texts import known_names, names_used

_ROOT_TEXTS = ("title", "summary", "description")
_NODE_TEXTS = ("label", "title", "help", "text", "summary", "placeholder")


def wording_findings(definition: Definition) -> Iterator[Finding]:
    """Return what is wrong with texts and translations."""
    written = dict(written_texts(definition))
    yield from _unfilled(definition, written)
    languages = definition.get("languages") or ["de"]
    for language, texts in definition.get("texts", {}).items():
        pointer = f"/texts/{language}"
        if language not in languages:
            yield finding("text_language", "", pointer, language=language)
        for name in texts:
            if name not in written and not _is_of_parameter(name, definition):
                yield finding("text_for_nothing", "", pointer, language=language, name=name)
    for language in languages:
        if language != source_language(definition):
            yield from _untranslated(language, written, definition)


def _unfilled(definition: Definition, written: dict[str, str]) -> Iterator[Finding]:
    """Find holes in texts, translated ones too, that nothing fills."""
    holding = [
        (name.partition(".")[0], name, name, text)
        for name, text in written.items()
        if "{{" in text and not name.startswith("notices.")
    ]
    holding += [
        ("", f"/texts/{language}/{name}", name, text)
        for language, texts in definition.get("texts", {}).items()
        for name, text in texts.items()
        if "{{" in text
    ]
    known = known_names(definition) if holding else set()
    for node_id, pointer, name, text in holding:
        at = node_id if node_id in definition["nodes"] else ""
        # A fee's label may say which one it is.
        more = {"number"} if name.startswith("fees.") else set()
        for used in names_used(text):
            if used not in known and used not in more:
                yield finding("unknown_name", at, pointer, name=used)


def _untranslated(
    language: str, written: dict[str, str], definition: Definition
) -> Iterator[Finding]:
    pointer = f"/texts/{language}"
    for code, names in (
        ("texts_missing", _missing(language, written, definition)),
        ("texts_outdated", _outdated(language, written, definition)),
    ):
        if names:
            yield finding(code, "", pointer, count=len(names), language=language)


def source_digest(text: str) -> str:
    """Return what `translated_from` keeps of a text, to notice that it changed since."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def outdated_texts(definition: Definition, language: str) -> list[str]:
    """
    Return the names of translated texts whose source has changed since they were translated.

    Of a translation without a mark nobody knows, so it counts as fresh.
    """
    return _outdated(language, dict(written_texts(definition)), definition)


def missing_texts(definition: Definition, language: str) -> list[str]:
    """Return the names of the texts that a language still lacks."""
    return _missing(language, dict(written_texts(definition)), definition)


def _outdated(language: str, written: dict[str, str], definition: Definition) -> list[str]:
    marks = definition.get("translated_from", {}).get(language, {})
    translated = definition.get("texts", {}).get(language, {})
    return [
        name
        for name, mark in marks.items()
        if translated.get(name) and name in written and source_digest(written[name]) != mark
    ]


def _missing(language: str, written: dict[str, str], definition: Definition) -> list[str]:
    translated = definition.get("texts", {}).get(language, {})
    return [
        name
        for name in written
        if not translated.get(name) and not name.startswith(("keywords.", "legal_basis."))
    ]


def written_texts(definition: Definition) -> Iterator[tuple[str, str]]:
    """Return every text of a definition that can be translated, by the name `texts` has for it."""
    for name in _ROOT_TEXTS:
        if definition.get(name):
            yield name, str(definition[name])
    for room in ("needs", "keywords", "legal_basis"):
        for number, text in enumerate(definition.get(room, [])):
            yield f"{room}.{number}", str(text)
    for placed in walk(definition):
        for attribute in _NODE_TEXTS:
            if placed.node.get(attribute):
                yield f"{placed.node_id}.{attribute}", str(placed.node[attribute])
        options = placed.node.get("options")
        for option in options if isinstance(options, list) else []:
            name = option_name(option["value"])
            yield f"options.{placed.node_id}.{name}", str(option["label"])
    yield from _named(definition, "parameters", ("label", "help"))
    yield from _named(definition, "roles", ("label",))
    yield from _listed(definition, "fees", "id", ("label",))
    yield from _listed(definition, "notices", "key", ("title", "body"))
    yield from _listed(definition, "constraints", "id", ("message",))


def _named(
    definition: Definition, room: str, attributes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for name, item in definition.get(room, {}).items():
        yield from _of(item, f"{room}.{name}", attributes)


def _listed(
    definition: Definition, room: str, by: str, attributes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(definition.get(room, [])):
        yield from _of(item, f"{room}.{item.get(by, number)}", attributes)


def _of(item: dict[str, Any], name: str, attributes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for attribute in attributes:
        if item.get(attribute):
            yield f"{name}.{attribute}", str(item[attribute])


def _is_of_parameter(name: str, definition: Definition) -> bool:
    """Say whether a text may be an option's that is known in each city only."""
    first, _dot, rest = name.partition(".")
    node = definition["nodes"].get(rest.partition(".")[0], {}) if first == "options" else {}
    return isinstance(node.get("options"), dict)
