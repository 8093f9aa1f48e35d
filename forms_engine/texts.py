"""Fills the holes in texts of notices and fees; it looks names up, and can do nothing else."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Self

from forms_engine.answers import read_aloud
from forms_engine.compiling import Compiled
from forms_engine.definition import Definition, answer_paths, walk
from forms_engine.formats import conforms
from forms_engine.kinds import KINDS
from forms_engine.kinds.boolean import yes_or_no
from forms_engine.kinds.date import day_in_words
from forms_engine.kinds.money import euros

# The spaces are stripped afterwards: to look for them here would take for ever with thousands.
_HOLE = re.compile(r"\{\{([^{}]*)\}\}")
_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
# What every town hall knows; answers.* and parameter.* come from the definition.
KNOWN_NAMES: Final = frozenset(
    {
        "city.name", "city.authority", "city.street", "city.postcode", "city.place", "city.phone",
        "city.email", "city.website", "department.name", "process.title", "case.reference",
        "case.submitted_on", "case.decided_on", "fees.total", "today",
    }
)  # fmt: skip


def render(text: str, context: Mapping[str, Any], *, language: str = "de") -> str:
    """Fill the holes of a text; a name without a value leaves nothing."""
    return _HOLE.sub(lambda hole: spoken(_look_up(hole[1].strip(), context), language), text)


def names_used(text: str) -> list[str]:
    """Return the names in a text's holes, in order, each once."""
    return list(dict.fromkeys(hole[1].strip() for hole in _HOLE.finditer(text)))


def unknown_names(text: str, definition: Definition) -> list[str]:
    """Return the names in a text's holes that neither the town hall nor the definition knows."""
    used = names_used(text)
    if not used:
        return []
    known = known_names(definition)
    return [name for name in used if name not in known]


def known_names(definition: Definition) -> set[str]:
    """Return every name that a text of this definition may use."""
    names = set(KNOWN_NAMES) | {f"parameter.{name}" for name in definition.get("parameters", {})}
    paths = answer_paths(definition)
    for placed in walk(definition):
        path = paths[placed.node_id]
        if path and "*" not in path:
            names.add("answers." + ".".join(path))
            kind = KINDS.get(placed.node["kind"])
            parts = kind.parts(placed.node) if kind else []
            names.update("answers." + ".".join((*path, part.key)) for part in parts)
    return names


def spoken(value: Any, language: str) -> str:
    """Write a value of a context: dates, amounts and truth values as the language does."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return yes_or_no(value, language)
    if isinstance(value, Decimal):
        return euros(value, language)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return day_in_words(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(spoken(each, language) for each in value)
    return str(value)


def answers_context(
    compiled: Compiled, answers: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """Return what stands under `answers` in a context: the answers as they are read aloud."""
    context: dict[str, Any] = {}
    spoken_form = compiled.in_language(language)
    paths = answer_paths(compiled.definition)
    for section in read_aloud(compiled, answers, language):
        for row in section.rows:
            path = paths[row.node_id]
            if row.rows or "*" in path or not path or row.raw is None:
                continue
            entry = spoken_form.entries[row.node_id]
            value: Any = row.value_text
            if entry.kind and hasattr(entry.kind, "read_parts"):
                parts = entry.kind.read_parts(row.raw, entry.node, language)
                value = Spoken(row.value_text.replace("\n", ", "), parts)
            _put(context, path, value)
    return context


def parameter_context(compiled: Compiled, language: str) -> dict[str, Any]:
    """Return what stands under `parameter` in a context: the city's values, amounts with €."""
    schemas = {
        name: parameter.get("schema", {})
        for name, parameter in compiled.definition.get("parameters", {}).items()
    }
    return {
        name: euros(value, language)
        if isinstance(value, str) and _is_money(schemas.get(name, {})) and conforms(value, "money")
        else value
        for name, value in compiled.parameters.items()
    }


def _is_money(schema: Any) -> bool:
    """Say whether a schema means an amount, also one that a city may leave out (or null)."""
    if not isinstance(schema, dict):
        return False
    ways = [each for word in ("anyOf", "oneOf") for each in schema.get(word, [])]
    return schema.get("format") == "money" or any(_is_money(each) for each in ways)


class Spoken(str):
    """A composite answer: the whole as text, its parts by name."""

    __slots__ = ("parts",)
    parts: Mapping[str, str]

    def __new__(cls, text: str, parts: Mapping[str, str]) -> Self:
        """Keep the parts beside the text."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made


def _put(context: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        context = context.setdefault(key, {})
        if not isinstance(context, dict):
            return
    context[path[-1]] = value


def _look_up(name: str, context: Mapping[str, Any]) -> Any:
    if not _NAME.fullmatch(name):
        return None
    value: Any = context
    for step in name.split("."):
        if isinstance(value, Spoken):
            value = value.parts
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
