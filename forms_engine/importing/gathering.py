"""Collects which properties an object may have, from all the places in a schema that name them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms_engine.importing.branching import (
    NotRecognised,
    Path,
    PathCondition,
    condition_of,
    negated,
    paths_in,
)
from forms_engine.importing.bundling import Bundle
from forms_engine.importing.keywords import Schema
from forms_engine.importing.report import Journal

# How often a schema may come back inside itself before it is asked no further.
_ROUNDS: Final = 2
_MOST_OCCURRENCES: Final = 20_000
NEVER: Final = Schema({"not": {}})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """
    One place that says something about a value.

    :param when: under which conditions it counts; None stands for one that has no native form.
    :param refs: the names that were followed to get here, to notice when they come again.
    """

    schema: Schema
    when: tuple[PathCondition | None, ...] = ()
    refs: tuple[str, ...] = ()


@dataclass(slots=True)
class Property:
    """One key of an object and everything that is said about it."""

    key: str
    position: float
    occurrences: list[Occurrence] = field(default_factory=list)
    required: list[tuple[PathCondition | None, ...]] = field(default_factory=list)


class Recursive(Exception):
    """A schema that came back inside itself once too often."""


class Gatherer:
    """Walks the places that judge one value."""

    def __init__(self, bundle: Bundle, journal: Journal) -> None:
        self._bundle = bundle
        self._journal = journal
        self._count = 0

    def flatten(self, occurrence: Occurrence) -> Iterator[Occurrence]:
        """
        Return the places that always count together: the schema, what it refers to, its `allOf`.

        :raises Recursive: if it comes back inside itself once too often.
        """
        self._count += 1
        if self._count > _MOST_OCCURRENCES:
            raise Recursive
        yield occurrence
        schema = occurrence.schema
        reference = schema.get("$ref")
        if reference:
            name = reference.removeprefix("#/$defs/")
            if occurrence.refs.count(name) >= _ROUNDS:
                raise Recursive
            refs = (*occurrence.refs, name)
            yield from self.flatten(Occurrence(self._bundle.targets[name], occurrence.when, refs))
        for keyword in ("allOf", "anyOf", "oneOf"):
            members = schema.get(keyword, ())
            if keyword == "allOf" or len(self._possible(members)) == 1:
                for member in self._possible(members):
                    yield from self.flatten(replace(occurrence, schema=member))

    def _possible(self, members: list[Schema]) -> list[Schema]:
        """Return the members without those that only allow for null."""
        some = [each for each in members if each.get("type") != "null" and each != NEVER]
        return some or list(members)

    def properties(self, occurrences: list[Occurrence], base: Path) -> dict[str, Property]:
        """
        Return the properties of the object at `base` in the order in which they are asked.

        :raises Recursive: if the object comes back inside itself once too often.
        """
        found: dict[str, Property] = {}
        for occurrence in occurrences:
            for flat in self.flatten(occurrence):
                self._own(flat, found, base)
        return dict(sorted(found.items(), key=lambda item: item[1].position))

    def _own(self, place: Occurrence, found: dict[str, Property], base: Path) -> None:
        schema = place.schema
        for key, sub in schema.get("properties", {}).items():
            if sub == NEVER:
                continue
            item = found.get(key)
            if item is None:
                item = found[key] = Property(key, self.position(place, found, base))
            item.occurrences.append(replace(place, schema=sub))
        for key in schema.get("required", ()):
            item = found.get(key)
            if item is None:
                item = found[key] = Property(key, self.position(place, found, base))
            item.required.append(place.when)
        self._branches(place, found, base)
        for key, sub in schema.get("dependentSchemas", {}).items():
            given: PathCondition = {"path": (*base, key), "is": True}
            self._more(place, sub, given, found, base)
        for keyword in ("anyOf", "oneOf"):
            members = self._possible(schema.get(keyword, ()))
            if len(members) > 1:
                self._variants(place, members, found, base)

    def position(self, place: Occurrence, found: dict[str, Property], base: Path) -> float:
        """Stand behind the question that decides whether this one is asked, else at the end."""
        last = float(len(found) * 1000)
        if not place.when or place.when[-1] is None:
            return last
        deciding = [
            found[path[len(base)]].position
            for path in paths_in(place.when[-1])
            if len(path) > len(base) and path[: len(base)] == base and path[len(base)] in found
        ]
        return max(deciding) + (len(found) + 1) / 1000 if deciding else last

    def _branches(self, place: Occurrence, found: dict[str, Property], base: Path) -> None:
        schema = place.schema
        if "if" not in schema:
            return
        condition: PathCondition | None
        try:
            condition = condition_of(schema["if"], base, self._bundle.target)
        except NotRecognised:
            condition = None
            self._journal.lost(
                "condition-not-recognised",
                schema["if"].at,
            )
        if "then" in schema:
            self._more(place, schema["then"], condition, found, base)
        if "else" in schema:
            otherwise = None if condition is None else negated(condition)
            self._more(place, schema["else"], otherwise, found, base)

    def _more(
        self,
        place: Occurrence,
        schema: Schema,
        condition: PathCondition | None,
        found: dict[str, Property],
        base: Path,
    ) -> None:
        inner = Occurrence(schema, (*place.when, condition), place.refs)
        for flat in self.flatten(inner):
            self._own(flat, found, base)

    def _variants(
        self, place: Occurrence, members: list[Schema], found: dict[str, Property], base: Path
    ) -> None:
        """Take alternatives apart by the property whose fixed values tell them from each other."""
        flats = [list(self.flatten(replace(place, schema=member))) for member in members]
        if not any("properties" in each.schema for flat in flats for each in flat):
            return
        key, values = _discriminator(flats)
        for member, flat, wanted in zip(members, flats, values, strict=True):
            if not key:
                self._more(place, member, None, found, base)
                continue
            condition: PathCondition = {"path": (*base, key), "is": {"enum": wanted}}
            if len(wanted) == 1:
                condition["is"] = {"const": wanted[0]}
            for each in flat:
                self._own(_without(each, key, found, self, base, condition), found, base)
        if not key:
            self._journal.lost(
                "alternatives-not-told-apart",
                members[0].at.rsplit("/", 1)[0],
            )


def _discriminator(flats: list[list[Occurrence]]) -> tuple[str, list[list[Any]]]:
    candidates: dict[str, list[list[Any]]] = {}
    for flat in flats:
        for place in flat:
            for key, sub in place.schema.get("properties", {}).items():
                values = [sub["const"]] if "const" in sub else sub.get("enum")
                if values:
                    candidates.setdefault(key, []).append(values)
    for key, values in candidates.items():
        if len(values) == len(flats):
            flat_values = [repr(value) for each in values for value in each]
            if len(set(flat_values)) == len(flat_values):
                return key, values
    return "", [[] for _flat in flats]


def _without(
    place: Occurrence,
    key: str,
    found: dict[str, Property],
    gatherer: Gatherer,
    base: Path,
    condition: PathCondition,
) -> Occurrence:
    """Note a variant's value of the deciding property; return what the variant says besides."""
    schema = place.schema
    properties = schema.get("properties", {})
    if key in properties:
        item = found.get(key)
        if item is None:
            item = found[key] = Property(key, gatherer.position(place, found, base))
        # Each variant has its own value there, so none counts in any case.
        item.occurrences.append(replace(place, schema=properties[key], when=(*place.when, None)))
    rest = Schema(schema)
    rest.at = schema.at
    rest["properties"] = {name: sub for name, sub in properties.items() if name != key}
    if key in schema.get("required", ()):
        rest["required"] = [name for name in schema["required"] if name != key]
        if key in found:
            found[key].required.append(place.when)
    return replace(place, schema=rest, when=(*place.when, condition))
