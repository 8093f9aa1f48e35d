"""Checks texts: holes that nothing fills, and translations."""

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
    known = known_names(definition)
    for name, text in written.items():
        if name.startswith("notices."):
            continue
        node_id = name.partition(".")[0]
        at = node_id if node_id in definition["nodes"] else ""
        # A fee's label may say which one it is.
        more = {"number"} if name.startswith("fees.") else set()
        yield from _holes(text, known | more, at, name)
    languages = definition.get("languages") or ["de"]
    for language, texts in definition.get("texts", {}).items():
        pointer = f"/texts/{language}"
        if language not in languages:
            yield finding("text_language", "", pointer, language=language)
        for name, text in texts.items():
            if not _belongs(name, written, definition):
                yield finding("text_for_nothing", "", pointer, language=language, name=name)
            more = {"number"} if name.startswith("fees.") else set()
            yield from _holes(text, known | more, "", f"{pointer}/{name}")
    for language in languages:
        if language != source_language(definition):
            yield from _untranslated(language, written, definition)


def _holes(text: str, known: set[str], at: str, pointer: str) -> Iterator[Finding]:
    for name in names_used(text):
        if name not in known:
            yield finding("unknown_name", at, pointer, name=name)


def _untranslated(
    language: str, written: dict[str, str], definition: Definition
) -> Iterator[Finding]:
    translated = definition.get("texts", {}).get(language, {})
    missing = [
        name
        for name in written
        if name not in translated and not name.startswith(("keywords.", "legal_basis."))
    ]
    if missing:
        pointer = f"/texts/{language}"
        yield finding("texts_missing", "", pointer, count=len(missing), language=language)


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


def _belongs(name: str, written: dict[str, str], definition: Definition) -> bool:
    if name in written:
        return True
    first, _dot, rest = name.partition(".")
    node = definition["nodes"].get(rest.partition(".")[0] if first == "options" else first, {})
    # The options of a parameter are known in each city only.
    return first == "options" and isinstance(node.get("options"), dict)
