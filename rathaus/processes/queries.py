"""Which processes a city offers, and the compiled form behind a published version."""

import difflib
import functools
import unicodedata
from collections import Counter
from uuid import UUID

from django.db.models import QuerySet

from forms_engine.compiling import Compiled, compile_definition, compiled
from rathaus.cities.scope import current_city
from rathaus.processes.models import Process, Version

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# A word that differs by more than a letter or two is another word.
_SIMILAR = 0.8
# Shorter words stand for themselves: "Bau" is not in "Umbaut".
_LONG = 4


def online_processes() -> QuerySet[Process]:
    """Return what the chosen city offers, in alphabetical order."""
    return Process.objects.filter(is_online=True, published__isnull=False).order_by("title")


def processes_per_category() -> Counter[str]:
    """Return how many services each life situation holds, by category code."""
    return Counter(online_processes().order_by().values_list("category", flat=True))


@functools.lru_cache(maxsize=512)
def _version(version_id: UUID, city_id: int) -> Version:
    return Version.objects.select_related(None).get(pk=version_id, city_id=city_id)


def version_by_id(version_id: UUID) -> Version:
    """
    Return a version of the chosen city from memory, since it never changes.

    :raises Version.DoesNotExist: if it is not of this city.
    """
    return _version(version_id, current_city().pk)


@functools.lru_cache(maxsize=512)
def _compiled(version_id: UUID, city_id: int) -> Compiled:
    version = _version(version_id, city_id)
    return compile_definition(version.definition, parameters=version.parameters)


def compiled_version(version_id: UUID) -> Compiled:
    """
    Return the compiled form of a version of the chosen city, compiled once per process.

    :raises Version.DoesNotExist: if it is not of this city.
    """
    version = version_by_id(version_id)
    if version.number is None:
        # One for every edit that is looked at: the engine keeps the newest, we keep none.
        kept = compiled(version.digest, parameters=version.parameters)
        return kept or compile_definition(version.definition, parameters=version.parameters)
    return _compiled(version_id, current_city().pk)


def plain(text: str) -> str:
    """Return text in lower case with ae, oe, ue, ss and without accents, as people type it."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UMLAUTS))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def search(text: str) -> list[Process]:
    """
    Return the chosen city's services that fit all words of a search, best first.

    A town hall offers hundreds of services, not millions: they are weighed in memory, so that
    SQLite and PostgreSQL answer alike and small typing mistakes are forgiven.
    """
    words = plain(text).split()
    if not words:
        return []
    weighed = [(_weight(process, words), process) for process in _searchable()]
    return [process for weight, process in sorted(weighed, key=_best_first) if weight]


def _best_first(weighed: tuple[float, Process]) -> tuple[float, str]:
    return -weighed[0], weighed[1].title


def _searchable() -> QuerySet[Process]:
    return online_processes().select_related("published")


def _weight(process: Process, words: list[str]) -> float:
    definition = process.published.definition if process.published else {}
    english = definition.get("texts", {}).get("en", {})
    fields = (
        (8.0, f"{process.title} {english.get('title', '')}"),
        (5.0, " ".join(map(str, definition.get("keywords", [])))),
        (2.0, f"{process.summary} {english.get('summary', '')}"),
        (1.0, str(definition.get("description", ""))),
    )
    vocabulary = [(weight, plain(text).replace("-", " ").split()) for weight, text in fields]
    weights = [word_weight(word, vocabulary) for word in words]
    return sum(weights) if all(weights) else 0.0


def word_weight(word: str, vocabulary: list[tuple[float, list[str]]]) -> float:
    """Return how well a word fits weighted words, all of them `plain`; 0 if it does not."""
    best = 0.0
    for weight, candidates in vocabulary:
        for candidate in candidates:
            if candidate == word:
                best = max(best, weight)
            elif candidate.startswith(word) or (len(word) >= _LONG and word in candidate):
                best = max(best, weight * 0.7)
            elif weight * 0.4 > best and _is_like(word, candidate):
                best = weight * 0.4
    return best


def _is_like(word: str, candidate: str) -> bool:
    """Say whether two words differ by a letter or two; most are told apart by their length."""
    if len(word) < _LONG:
        return False
    matcher = difflib.SequenceMatcher(None, word, candidate)
    return matcher.real_quick_ratio() >= _SIMILAR and matcher.ratio() >= _SIMILAR
