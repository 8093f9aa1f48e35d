"""Proposes which of a city's departments has which role of a process; people have the last word."""

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

from forms_engine.definition import Definition
from rathaus.cities.models import Department
from rathaus.processes.queries import plain

# Two words that differ by more than a letter or two are different words.
_SIMILAR: Final = 0.84
# Less than this is nothing we would propose.
_LIKELY: Final = 0.6
# Words that stand in the name of every office.
_EMPTY: Final = frozenset(
    {"amt", "fachbereich", "abteilung", "dezernat", "stelle", "behoerde", "untere", "obere"}
    | {"stadt", "fuer", "und", "der", "die", "das", "des", "von", "im", "in"}
)
_ENDINGS: Final = ("behoerde", "verwaltung", "stelle", "amt")


def own_departments() -> list[Department]:
    """Return the departments of the chosen city by name."""
    return list(Department.objects.order_by("name"))


def proposed_roles(definition: Definition, departments: Sequence[Department]) -> dict[str, str]:
    """Return the key of the most likely department for each role; doubtful ones are left out."""
    found = {
        key: proposed_department(key, str(role.get("label", "")), departments)
        for key, role in definition.get("roles", {}).items()
    }
    return {key: department.key for key, department in found.items() if department}


def proposed_department(
    key: str, label: str, departments: Sequence[Department]
) -> Department | None:
    """Return the department with a role's key, or else the one whose name is most like it."""
    if same := next((each for each in departments if _folded(each.key) == _folded(key)), None):
        return same
    weighed = sorted(
        ((_likeness(label, each.name), each) for each in departments),
        key=lambda pair: -pair[0],
    )
    if not weighed or weighed[0][0] < _LIKELY:
        return None
    # Two that fit alike are a question for a person.
    is_doubtful = len(weighed) > 1 and weighed[1][0] == weighed[0][0]
    return None if is_doubtful else weighed[0][1]


def _folded(key: str) -> str:
    return key.casefold().replace("-", "_")


def _likeness(label: str, name: str) -> float:
    """Say from 0 to 1 how much of a label stands in a name; a name of fewer words is liker."""
    wanted, words = list(_stems(label)), list(_stems(name))
    if not wanted or not words:
        return 0.0
    found = sum(max(_word_likeness(each, word) for word in words) for each in wanted)
    return found / len(wanted) - 0.01 * abs(len(words) - len(wanted))


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= _SIMILAR else 0.0


def _stems(text: str) -> Iterator[str]:
    """Return what the words of an office's name are about: "Steueramt" is about taxes."""
    for word in _split(plain(text)):
        if word in _EMPTY:
            continue
        ending = next((each for each in _ENDINGS if word.endswith(each) and word != each), "")
        stem = word.removesuffix(ending)
        if stem and stem not in _EMPTY:
            yield stem


def _split(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()
