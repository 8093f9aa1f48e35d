"""Lays out what is different between two documents: groups of sentences with old and new."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import localize
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from forms_engine.checking.form import form_findings
from forms_engine.conditions.sentences import sentence
from forms_engine.definition import Definition, label_of
from forms_engine.merging import GROUPS, Difference, differences
from rathaus.processes.categories import category_label
from rathaus.studio.differences_sentences import (
    HEADINGS,
    ROOMS,
    SENTENCES,
    VALUES,
    word_for,
    word_for_text,
)
from rathaus.studio.kinds import kind_name
from rathaus.studio.language_names import language_name
from rathaus.web.amounts import euros

# The sentence says it all.
_WITHOUT_VALUES: Final = frozenset(
    {
        "node_new", "node_removed", "node_moved", "node_stepped", "node_required",
        "node_optional", "option_new", "option_removed", "option_moved", "order_other",
        "item_new", "item_removed", "item_moved", "translation_looked_at", "language_new",
        "language_removed", "other",
    }
)  # fmt: skip
_LONGEST: Final = 400
# Of longer groups only the beginning is shown at first.
_MANY: Final = 12
_SHOWN: Final = 8


@dataclass(frozen=True)
class Line:
    """
    One difference in words.

    :param before: what stood there, and `after` what stands there now; None where neither matters.
    """

    text: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Group:
    """Differences of one sort under a heading."""

    key: str
    heading: str
    lines: list[Line]

    @property
    def first(self) -> list[Line]:
        """Return the lines that are shown at once."""
        return self.lines if len(self.lines) <= _MANY else self.lines[:_SHOWN]

    @property
    def rest(self) -> list[Line]:
        """Return the lines that are folded up at first."""
        return self.lines[len(self.first) :]


def compared(before: Definition, after: Definition) -> list[Group] | None:
    """Return what is different, in groups; None where a document is in no good form."""
    for definition in (before, after):
        if any(each.level == "error" for each in form_findings(definition)):
            return None
    return grouped(differences(before, after), before, after)


def grouped(found: Iterable[Difference], before: Definition, after: Definition) -> list[Group]:
    """Return differences in groups of sentences, with the names of both documents."""
    found = list(found)
    words = _Words(before, after)
    groups: list[Group] = []
    for key in GROUPS:
        chosen = [each for each in found if each.group == key]
        if key == "translations":
            groups += _translations(chosen, words)
        elif chosen:
            lines = list(_lines(chosen, words))
            groups.append(Group(key, str(HEADINGS[key]), lines))
    return groups


def lines_of(found: Iterable[Difference], before: Definition, after: Definition) -> list[Line]:
    """Return some of the differences between two documents, in words."""
    return list(_lines(found, _Words(before, after)))


def _lines(found: Iterable[Difference], words: "_Words") -> Iterator[Line]:
    """Say each difference; what is new or gone inside of something new or gone is said with it."""
    chosen = list(found)
    parents = {
        each.node_id: each.params.get("parent", "")
        for each in chosen
        if each.code in {"node_new", "node_removed"}
    }
    tops = {node_id: _top(node_id, parents) for node_id in parents}
    folded: dict[str, list[str]] = {}
    for each in chosen:
        top = tops.get(each.node_id, each.node_id)
        # What stands in a circle has nothing above it.
        if top != each.node_id and tops[top] == top:
            folded.setdefault(top, []).append(words.name(each.params["name"]))
    for each in chosen:
        top = tops.get(each.node_id, each.node_id)
        if top == each.node_id or top not in folded:
            yield words.line(each, folded.get(each.node_id, []))


def _top(node_id: str, parents: Mapping[str, str]) -> str:
    """Return the outermost node around a node that is among them."""
    seen = {node_id}
    while (above := parents.get(node_id, "")) in parents and above not in seen:
        seen.add(above)
        node_id = above
    return node_id


def _translations(found: list[Difference], words: "_Words") -> Iterator[Group]:
    """Group translations by language; of a whole new language only how many texts it has."""
    whole = {
        each.params["language"]
        for each in found
        if each.code in {"language_new", "language_removed"}
    }
    general = [each for each in found if each.code.startswith(("language", "process"))]
    if general:
        lines = []
        for each in general:
            language = each.params.get("language")
            count = sum(
                other.params.get("language") == language and "text" in other.params
                for other in found
            )
            texts = ngettext("%(count)d Text", "%(count)d Texte", count) % {"count": count}
            lines.append(words.line(each, [texts] if count else []))
        yield Group("translations", _("Sprachen"), lines)
    languages = dict.fromkeys(each.params["language"] for each in found if each not in general)
    for language in languages:
        if language not in whole:
            lines = [
                words.line(each, [])
                for each in found
                if each not in general and each.params["language"] == language
            ]
            heading = _("Übersetzungen: %(language)s") % {"language": language_name(language)}
            yield Group("translations", heading, lines)


class _Words:
    """Reads differences out, with the names that things have in the two documents."""

    def __init__(self, before: Definition, after: Definition) -> None:
        # Conditions are said in the language the documents are written in, not translated ones.
        self._documents = {**before, "texts": {}}, {**after, "texts": {}}
        self._language = (get_language() or "de")[:2]

    def name(self, name: str) -> str:
        """Return a name, or what stands for none."""
        return name or _("ohne Namen")

    def line(self, found: Difference, inside: list[str]) -> Line:
        """Return a difference as a sentence with its values."""
        params = {**found.params, "name": self.name(found.params.get("name", ""))}
        params["what"] = word_for(found.code, dict(found.params))
        params["room"] = ROOMS.get(str(params.get("room")), params.get("room"))
        params["kind"] = kind_name(str(params.get("kind", "")))
        if "language" in params:
            params["language"] = language_name(params["language"])
        if "text" in params:
            params["what"] = word_for_text(found.params["name"], found.params["what"])
        text = str(SENTENCES[self._variant(found)]) % params
        if inside:
            text = f"{text}: {', '.join(inside)}"
        if found.code in _WITHOUT_VALUES:
            return Line(text)
        before, after = (self._value(found, of) for of in (0, 1))
        return Line(text, before, after)

    def _variant(self, found: Difference) -> str:
        is_placed = found.code in {"node_new", "node_removed", "node_renamed"}
        if is_placed and found.params.get("place"):
            return f"{found.code}_in"
        if found.code == "node_stepped" and not found.params.get("behind"):
            return "node_stepped_first"
        if "text" in found.params and not found.params["name"]:
            return f"{found.code}_of_process"
        return found.code

    def _value(self, found: Difference, of: int) -> str:
        """Return the value before (0) or after (1) as it is read."""
        value = (found.before, found.after)[of]
        if found.shape == "condition":
            return sentence(value, self._documents[of], self._language) if value else _("immer")
        if value is None or value in ("", [], {}):
            return _("keine Vorgabe") if found.code.endswith("_limit") else _("nichts")
        readers: dict[str, Callable[[Any, Definition], str]] = {
            "kind": lambda kind, _of: kind_name(kind),
            "node": _node,
            "roles": _roles,
            "texts": lambda texts, _of: "; ".join(map(str, texts)),
            "amount": _amount,
            "json": lambda thing, _of: json.dumps(thing, ensure_ascii=False),
            "text": lambda text, _of: str(text),
        }
        what = str(found.params.get("what", ""))
        if what == "category":
            return category_label(str(value))
        if what == "languages":
            return ", ".join(map(language_name, value))
        if isinstance(value, str) and value in VALUES.get(what, {}):
            return str(VALUES[what][value])
        text = readers.get(found.shape, _plain)(value, self._documents[of])
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _plain(value: Any, _definition: Definition) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(localize(value)) if isinstance(value, int | float) else str(value)


def _node(value: Any, definition: Definition) -> str:
    return label_of(definition["nodes"].get(value, {})) or str(value)


def _roles(value: Any, definition: Definition) -> str:
    if not isinstance(value, list):
        return str(value)
    roles = definition.get("roles") or {}
    return ", ".join(str(roles.get(key, {}).get("label") or key) for key in value)


def _amount(value: Any, definition: Definition) -> str:
    if isinstance(value, dict):
        name = value.get("parameter", "")
        known = (definition.get("parameters") or {}).get(name, {})
        return _("Wert der Stadt „%(name)s“") % {"name": known.get("label") or name}
    if isinstance(value, int):
        return ngettext("%(count)d Tag", "%(count)d Tage", value) % {"count": value}
    return "; ".join(map(euros, value)) if isinstance(value, list) else euros(value)


def figures(
    before: Mapping[str, Any], after: Mapping[str, Any], definition: Definition
) -> Group | None:
    """Return which of the city's own values are different from those that are online."""
    lines = [
        Line(
            str(parameter.get("label") or name),
            *(_figure(each.get(name)) for each in (before, after)),
        )
        for name, parameter in (definition.get("parameters") or {}).items()
        if before.get(name) != after.get(name)
    ]
    return Group("figures", _("Werte Ihrer Stadt"), lines) if lines else None


def _figure(value: Any) -> str:
    if value is None or value in ("", []):
        return _("nicht gesetzt")
    if isinstance(value, list):
        return "; ".join(
            str(each.get("label") or each.get("value")) if isinstance(each, dict) else _figure(each)
            for each in value
        )
    is_money = isinstance(value, str) and value[-3:-2] == "." and value.replace(".", "").isdigit()
    return euros(value) if is_money else _plain(value, {})
