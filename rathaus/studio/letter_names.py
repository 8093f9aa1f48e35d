"""The names that may stand in the holes of a letter, in the words of the form."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition, answer_paths, label_of, walk
from forms_engine.kinds import KINDS
from forms_engine.texts import KNOWN_NAMES

Names = list[tuple[str, str]]
_HOUSE: Final[dict[str, Any]] = {
    "case.reference": _("Aktenzeichen"),
    "case.submitted_on": _("Tag des Antrags"),
    "case.decided_on": _("Tag der Entscheidung"),
    "fees.total": _("Summe der Gebühren"),
    "today": _("heutiges Datum"),
    "process.title": _("Titel des Prozesses"),
    "department.name": _("Name des Amts"),
    "city.name": _("Name der Stadt"),
    "city.authority": _("Behörde"),
    "city.street": _("Straße der Stadt"),
    "city.postcode": _("Postleitzahl der Stadt"),
    "city.place": _("Ort der Stadt"),
    "city.phone": _("Telefon der Stadt"),
    "city.email": _("E-Mail der Stadt"),
    "city.website": _("Internetseite der Stadt"),
}


def letter_names(definition: Definition, language: str) -> list[tuple[Any, Names]]:
    """Return the names in groups, each with what stands there in the end."""
    house = [(name, str(_HOUSE.get(name, name))) for name in [*_HOUSE, *_others()]]
    values = [
        (f"parameter.{name}", str(parameter["label"]))
        for name, parameter in definition.get("parameters", {}).items()
    ]
    groups = [
        (_("Aus dem Antrag"), list(_answers(definition, language))),
        (_("Werte der Stadt"), values),
        (_("Vorgang, Amt und Stadt"), house),
    ]
    return [(title, names) for title, names in groups if names]


def _others() -> list[str]:
    return sorted(KNOWN_NAMES - _HOUSE.keys())


def _answers(definition: Definition, language: str) -> Iterator[tuple[str, str]]:
    paths = answer_paths(definition)
    for placed in walk(definition):
        path, kind = paths[placed.node_id], KINDS.get(placed.node["kind"])
        if kind is None or not kind.has_value or "*" in path or not placed.node.get("key"):
            continue
        label = label_of(placed.node)
        yield "answers." + ".".join(path), label
        for part in kind.parts(placed.node):
            yield "answers." + ".".join((*path, part.key)), f"{label}: {part.label(language)}"
