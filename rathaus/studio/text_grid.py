"""The grid of texts beside their translations: which part is shown, and what was typed into it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition, label_of
from forms_engine.translating import Row, State, rows, source_digest
from rathaus.studio.edit_sentences import ATTRIBUTES

# Few enough that a page is read, and saved, in one go.
ON_ONE_PAGE: Final = 30
# The parts of a process that are no page; the pages go by their ids.
ROOT, REST = "prozess", "danach"
STATES: Final[dict[State, Any]] = {
    "missing": gettext_lazy("fehlt"),
    "outdated": gettext_lazy("veraltet"),
    "current": gettext_lazy("aktuell"),
    "optional": gettext_lazy("kann leer bleiben"),
}
FILTERS: Final = {
    "alle": gettext_lazy("alle"),
    "fehlt": gettext_lazy("fehlt"),
    "veraltet": gettext_lazy("veraltet"),
}
_SHOWN_STATES: Final[dict[str, State]] = {"fehlt": "missing", "veraltet": "outdated"}
_MORE_ATTRIBUTES: Final = {
    "option": gettext_lazy("Antwort"),
    "body": gettext_lazy("Text"),
    "message": gettext_lazy("Meldung"),
}
_OUTSIDE: Final = {
    "parameters": gettext_lazy("Angaben der Stadt"),
    "roles": gettext_lazy("Zuständigkeiten"),
    "fees": gettext_lazy("Gebühren"),
    "notices": gettext_lazy("Bescheide"),
    "constraints": gettext_lazy("Prüfungen"),
}


@dataclass(frozen=True)
class Line:
    """
    One text with what a person typed, where it was not saved.

    :param now: what somebody else wrote there meanwhile, None where nobody did.
    """

    row: Row
    what: str
    where: str
    said: str
    text: str
    is_confirmed: bool = False
    now: str | None = None

    @property
    def height(self) -> int:
        """Return how many lines the input has."""
        return min(8, max(2, -(-max(len(self.row.source), len(self.text)) // 45)))


@dataclass
class Typed:
    """What came with a form: the texts that were changed or confirmed, and what they stand on."""

    all: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)


def parts(definition: Definition) -> list[tuple[str, str]]:
    """Return the parts that the grid can be narrowed to, with their names."""
    pages = [
        (page_id, _("Seite %(number)s: %(title)s") % {"number": number, "title": label_of(node)})
        for number, page_id in enumerate(definition["order"], start=1)
        if (node := definition["nodes"].get(page_id))
    ]
    return [("", _("ganzer Prozess")), (ROOT, _("Leistungsseite")), *pages,
            (REST, _("Nach dem Absenden"))]  # fmt: skip


def chosen_rows(definition: Definition, language: str, *, state: str, part: str) -> list[Row]:
    """Return the rows that a filter lets through."""
    wanted = _SHOWN_STATES.get(state)
    return [
        row
        for row in rows(definition, language)
        if (wanted is None or row.state == wanted) and _is_in(row, part)
    ]


def _is_in(row: Row, part: str) -> bool:
    if not part:
        return True
    outside = row.name.partition(".")[0] in _OUTSIDE
    if part in {ROOT, REST}:
        return not row.page_id and outside == (part == REST)
    return row.page_id == part


def page_of(chosen: list[Row], number: str) -> Page[Row]:
    """Return one sheet of the rows; a number that is none means the nearest."""
    return Paginator(chosen, ON_ONE_PAGE).get_page(number)


def line_of(row: Row, *, typed: Typed | None = None) -> Line:
    """Return a row as the page shows it, with what was typed where it was not saved."""
    text = row.text if typed is None else typed.all.get(row.name, row.text)
    is_changed = (
        typed is not None
        and row.name in typed.texts
        and typed.seen.get(row.name) != source_digest(row.text)
    )
    return Line(
        row=row,
        what=attribute_name(row.attribute),
        where=place_of(row),
        said=str(STATES[row.state]),
        text=text,
        is_confirmed=typed is not None and row.name in typed.confirmed,
        now=row.text if is_changed and row.text != text else None,
    )


def attribute_name(attribute: str) -> str:
    """Return what of a thing a text is, in the reader's language."""
    return str(_MORE_ATTRIBUTES.get(attribute) or ATTRIBUTES.get(attribute) or attribute)


def place_of(row: Row) -> str:
    """Return where a text stands, in words: "Ihre Hunde › Beißt er?"."""
    # What a thing is called says nothing about where it stands.
    inner = [each for each in row.around if each != row.source]
    if row.page_id:
        return " › ".join(inner) or _("Seite")
    room = _OUTSIDE.get(row.name.partition(".")[0], _("Leistungsseite"))
    return " › ".join([str(room), *inner])


def shown_as_json(lines: list[Line]) -> str:
    """Return what the form carries along: on which texts and translations its words stand."""
    return json.dumps(
        {
            line.row.name: [
                source_digest(line.row.source),
                source_digest(line.row.text),
                source_digest(plain(line.row.text)),
            ]
            for line in lines
        }
    )


def read_typed(post: QueryDict) -> Typed:
    """Return what of a form is new; whatever a stranger sends instead is nothing."""
    typed = Typed(confirmed=set(post.getlist("stimmt")))
    for name, (source, text, as_shown) in _shown(post.get("gezeigt", "")).items():
        words = plain(post.get(f"text:{name}", ""))
        typed.all[name] = words
        if name in typed.confirmed or source_digest(words) not in {text, as_shown}:
            typed.texts[name], typed.seen[name], typed.sources[name] = words, text, source
    return typed


def _shown(text: str) -> Mapping[str, list[str]]:
    try:
        shown = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    three = 3
    return {
        name: each
        for name, each in (shown.items() if isinstance(shown, dict) else ())
        if isinstance(each, list) and len(each) == three and all(isinstance(x, str) for x in each)
    }


def plain(text: str) -> str:
    """Return text as it is kept: browsers end lines in their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def counted(definition: Definition, language: str) -> dict[str, int]:
    """Return how many texts a language has, lacks, and has of an older source."""
    found = [row.state for row in rows(definition, language)]
    needed = [each for each in found if each != "optional"]
    return {
        "all": len(needed),
        "done": len([each for each in needed if each != "missing"]),
        "missing": found.count("missing"),
        "outdated": found.count("outdated"),
    }


def in_words(row: Row) -> str:
    """Return where a text stands and what it is, for files."""
    return f"{place_of(row)} – {attribute_name(row.attribute)}"
