"""Says what a part of a document mentions: questions, values of the city, roles, by their names."""

from collections.abc import Iterator
from typing import Any, Final

from forms_engine.definition import Definition, answer_paths
from forms_engine.merging.parts import LISTS, MAPS, MISSING, THERE, TRANSLATIONS, Path, Values
from forms_engine.texts import names_used

Thing = Path
# What of a node names other nodes; the rest of it is words and limits.
_POINTING: Final = frozenset({"show_when", "calculate", "schema", "part_schemas"})


class Mentions:
    """What the parts of one document mention."""

    def __init__(self, definition: Definition) -> None:
        self._by_answer = {
            f"answers.{'.'.join(path)}": node_id
            for node_id, path in answer_paths(definition).items()
            if path
        }
        self._by_key: dict[str, list[str]] = {}
        for node_id, node in definition["nodes"].items():
            if "key" in node:
                self._by_key.setdefault(node["key"], []).append(node_id)
        self._nodes = definition["nodes"]

    def of(self, path: Path, value: Any) -> set[Thing]:
        """Return the things that a value at a path mentions."""
        if value is THERE or value is MISSING or path[0] == "place":
            return set()
        found = set(self._in_text(value)) if isinstance(value, str) else set()
        if path[0] == "nodes" and path[2] not in _POINTING:
            return found
        if path[0] == "constraints":
            found |= {
                ("nodes", each) for word in _words(value) for each in self._by_key.get(word, ())
            }
        for word in _words(value):
            if word in self._nodes:
                found.add(("nodes", word))
            found |= {("parameters", word), ("roles", word)}
        return found

    def _in_text(self, text: str) -> Iterator[Thing]:
        if "{{" not in text:
            return
        for name in names_used(text):
            first, _dot, rest = name.partition(".")
            if first == "parameter":
                yield ("parameters", rest)
            if first == "answers":
                steps = name.split(".")
                longer = (".".join(steps[:length]) for length in range(2, len(steps) + 1))
                yield from (
                    ("nodes", self._by_answer[each]) for each in longer if each in self._by_answer
                )


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def things_of(path: Path) -> Iterator[Thing]:
    """Return the things that a part belongs to: it comes and goes with them."""
    first = path[0]
    if first in {"nodes", "place"}:
        yield ("nodes", path[1])
        if len(path) > 3 and path[2] == "options":  # noqa: PLR2004
            yield path[:4]
    elif (first in LISTS or first in MAPS or first == "languages") and len(path) > 1:
        yield path[:2]
    elif first in TRANSLATIONS and len(path) > 1:
        yield ("languages", path[1])
        if len(path) > 2:  # noqa: PLR2004
            yield from _things_of_text(path[2])


def _things_of_text(text: str) -> Iterator[Thing]:
    first, _dot, rest = text.partition(".")
    if first == "options":
        yield ("nodes", rest.partition(".")[0])
    elif first in LISTS or first in MAPS:
        yield (first, rest.rpartition(".")[0])
    elif rest:
        yield ("nodes", first)


def is_thing(path: Path, values: Values) -> bool:
    """Say whether a path is that of a thing as a whole."""
    return values.get(path) is THERE and path in set(things_of(path))
