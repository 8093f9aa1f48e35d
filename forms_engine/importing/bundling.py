"""Makes one self-contained draft 2020-12 schema out of files that refer to each other."""

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urljoin

from forms_engine.importing.drafts import NEWEST, draft_of, modern
from forms_engine.importing.formats import translated_format
from forms_engine.importing.keywords import (
    ASSERTIONS,
    MANY,
    NAMED,
    ONE,
    Schema,
    in_place,
    pointer,
)
from forms_engine.importing.patterns import NotPortable, portable
from forms_engine.importing.report import Journal, Refused

# Judging one value may not cost more steps than this, whatever refers to what.
_COSTLIEST: Final = 20_000
_MOST_TARGETS: Final = 5_000


@dataclass(slots=True)
class Bundle:
    """A schema and what it refers to: every `$ref` reads `#/$defs/<name of a target>`."""

    root: Schema
    targets: dict[str, Schema] = field(default_factory=dict)

    def target(self, schema: Schema) -> Schema | None:
        """Return what a schema refers to, if it refers to anything."""
        reference = schema.get("$ref")
        return self.targets[reference.removeprefix("#/$defs/")] if reference else None


@dataclass(slots=True)
class _Place:
    value: Any
    base: str
    at: str
    draft: int


class Bundler:
    """Reads a schema once and follows its references, never beyond the files it was given."""

    def __init__(self, document: dict[str, Any], journal: Journal) -> None:
        self._journal = journal
        self._resources: dict[str, _Place] = {}
        self._anchors: dict[str, _Place] = {}
        self._names: dict[str, str] = {}
        self._waiting: list[tuple[str, _Place]] = []
        self._unknown = _Place({}, "", "", NEWEST)
        self._root = _Place(document, "", "", draft_of(document, NEWEST))
        self._resources[""] = self._root
        self._index(self._root)

    def add(self, document: dict[str, Any], *, name: str) -> None:
        """Offer another file as the target of references, by its `$id` and by its file name."""
        place = _Place(document, name, "", draft_of(document, self._root.draft))
        self._resources.setdefault(name, place)
        self._index(place)

    def bundle(self) -> Bundle:
        """
        Return the whole.

        :raises Refused: if it refers to what is not there, or to itself without end.
        """
        result = Bundle(self._convert(self._root))
        while self._waiting:
            name, place = self._waiting.pop()
            result.targets[name] = self._convert(place)
        _check_cost(result)
        return result

    def _index(self, start: _Place) -> None:
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if isinstance(place.value, list):
                waiting += [
                    _Place(each, place.base, pointer(place.at, number), place.draft)
                    for number, each in enumerate(place.value)
                ]
            if not isinstance(place.value, dict):
                continue
            here = self._named(place)
            waiting += [
                _Place(each, here.base, pointer(here.at, key), here.draft)
                for key, each in place.value.items()
                if key not in {"enum", "const", "default", "examples"}
            ]

    def _named(self, place: _Place) -> _Place:
        value = place.value
        draft = draft_of(value, place.draft)
        name = value.get("$id", value.get("id") if "$ref" not in value else None)
        here = _Place(value, place.base, place.at, draft)
        if isinstance(name, str) and name and _is_schema(value):
            if name.startswith("#"):
                self._anchors.setdefault(_joined(place.base, name), here)
            elif "$id" in value or ":" in name:
                here.base = urldefrag(_joined(place.base, name))[0]
                self._resources.setdefault(here.base, here)
        for keyword in ("$anchor", "$dynamicAnchor"):
            if isinstance(value.get(keyword), str):
                self._anchors.setdefault(f"{here.base}#{value[keyword]}", here)
        return here

    def _convert(self, place: _Place) -> Schema:
        if isinstance(place.value, bool):
            result = Schema() if place.value else Schema({"not": {}})
            result.at = place.at
            return result
        if not isinstance(place.value, dict):
            self._lost("schema-malformed", place.at)
            return Schema()
        here = self._named(place)
        result = Schema()
        result.at = place.at
        for keyword, value in modern(place.value, here.draft).items():
            self._keyword(result, keyword, value, here)
        return result

    def _keyword(self, result: Schema, keyword: str, value: Any, here: _Place) -> None:
        at = pointer(here.at, keyword)
        if keyword == "$ref" and isinstance(value, str):
            result["$ref"] = f"#/$defs/{self._target(value, here, at)}"
        elif keyword in ONE and isinstance(value, dict | bool):
            result[keyword] = self._convert(_Place(value, here.base, at, here.draft))
        elif keyword in MANY and isinstance(value, list) and value:
            result[keyword] = [
                *result.get(keyword, []),
                *(
                    self._convert(_Place(each, here.base, pointer(at, number), here.draft))
                    for number, each in enumerate(value)
                ),
            ]
        elif keyword in NAMED and isinstance(value, dict):
            self._named_schemas(result, keyword, value, here)
        elif keyword in ASSERTIONS:
            self._assertion(result, keyword, value, at)
        elif keyword in ONE | MANY | NAMED | {"$ref"}:
            self._lost("keyword-malformed", at, keyword)
        elif keyword not in {"$schema", "$id", "$defs", "definitions", "$anchor", "$vocabulary"}:
            result[keyword] = value

    def _named_schemas(
        self, result: Schema, keyword: str, value: dict[str, Any], here: _Place
    ) -> None:
        at = pointer(here.at, keyword)
        schemas: dict[str, Schema] = {}
        for name, each in value.items():
            place = _Place(each, here.base, pointer(at, name), here.draft)
            if keyword != "patternProperties":
                schemas[name] = self._convert(place)
                continue
            try:
                keywords = portable(name)
            except NotPortable as problem:
                self._not_portable(name, place.at, problem)
                continue
            if "pattern" in keywords:
                schemas[keywords["pattern"]] = self._convert(place)
            else:
                self._not_portable(name, place.at, NotPortable("it looks ahead"))
        result[keyword] = schemas

    def _assertion(self, result: Schema, keyword: str, value: Any, at: str) -> None:
        if not ASSERTIONS[keyword](value):
            self._lost("keyword-malformed", at, keyword)
        elif keyword == "pattern":
            try:
                result.update(_conjoined(result, portable(value)))
            except NotPortable as problem:
                self._not_portable(value, at, problem)
        elif keyword == "format":
            result["foreignFormat"] = value
            keywords = translated_format(value)
            if keywords is None:
                self._lost("format-unknown", at, value)
            else:
                result.update(_conjoined(result, keywords))
        elif keyword == "required":
            result[keyword] = list(dict.fromkeys(value))
        elif keyword == "enum":
            result[keyword] = value
        else:
            result[keyword] = value

    def _not_portable(self, pattern: str, at: str, problem: NotPortable) -> None:
        self._journal.lost(
            "pattern-not-portable",
            at,
            name=pattern[:80],
            why=str(problem),
        )

    def _lost(self, code: str, at: str, name: str = "") -> None:
        self._journal.lost(code, at, name=name[:80])

    def _target(self, reference: str, here: _Place, at: str) -> str:
        place = self._find(reference, here)
        if place is None:
            place = self._missing(reference, at)
        key = f"{id(place.value)}"
        if key not in self._names:
            if len(self._names) >= _MOST_TARGETS:
                raise Refused("too-many-references", limit=_MOST_TARGETS)
            plain = re.sub(r"[^A-Za-z0-9_]+", "_", reference.rsplit("/", 1)[-1])[-40:] or "root"
            self._names[key] = f"{plain}_{len(self._names)}"
            self._waiting.append((self._names[key], place))
        return self._names[key]

    def _missing(self, reference: str, at: str) -> _Place:
        """Let anything pass where only a foreign server could say what is wanted."""
        address = urldefrag(reference)[0]
        if address and "://" not in address:
            raise Refused("file-missing", name=reference[:120], at=at[:200])
        self._journal.lost(
            "reference-not-found",
            at,
            name=reference[:120],
        )
        return self._unknown

    def _find(self, reference: str, here: _Place) -> _Place | None:
        address, fragment = urldefrag(_joined(here.base, reference))
        fragment = unquote(fragment)
        resource = self._resources.get(address) or self._resources.get(address.rsplit("/", 1)[-1])
        if reference in {"/#", "#/"}:
            fragment = ""
        if resource is None:
            resource = self._root if reference.startswith("#") else None
        if resource is None:
            return None
        if fragment and not fragment.startswith("/"):
            return self._anchors.get(f"{address}#{fragment}")
        return self._walk(resource, fragment) or self._walk(self._root, fragment)

    def _walk(self, start: _Place, fragment: str) -> _Place | None:
        place = _Place(start.value, start.base, start.at, start.draft)
        for raw in fragment.split("/")[1:]:
            step = raw.replace("~1", "/").replace("~0", "~")
            if isinstance(place.value, dict) and step in place.value:
                inner = place.value[step]
            elif isinstance(place.value, list) and step.isdigit() and int(step) < len(place.value):
                inner = place.value[int(step)]
            else:
                return None
            base, draft = place.base, place.draft
            if isinstance(place.value, dict) and place.at != start.at:
                named = self._named(place)
                base, draft = named.base, named.draft
            place = _Place(inner, base, pointer(place.at, step), draft)
        return place if isinstance(place.value, dict | bool) else None


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _is_schema(value: dict[str, Any]) -> bool:
    return bool(value.keys() & (ONE | MANY | NAMED | ASSERTIONS.keys() | {"$ref", "$defs"})) or (
        "definitions" in value
    )


def _conjoined(schema: Schema, keywords: dict[str, Any]) -> dict[str, Any]:
    """Return keywords so that none pushes out one that is there already."""
    if not keywords.keys() & schema.keys():
        return keywords
    return {"allOf": [*schema.get("allOf", []), keywords]}


def _check_cost(bundle: Bundle) -> None:
    """
    Add up what judging one value can cost; every reference is counted as often as it is used.

    :raises Refused: if a schema refers to itself without end, or multiplies without measure.
    """
    known: dict[str, int] = {}
    open_names: set[str] = set()

    def cost(schema: Any) -> int:
        if isinstance(schema, bool):
            return 1
        total = 1 + sum(cost(each) for each in in_place(schema))
        reference = schema.get("$ref")
        if reference:
            total += cost_of(reference.removeprefix("#/$defs/"))
        if total > _COSTLIEST:
            raise Refused("references-multiply")
        return total

    def cost_of(name: str) -> int:
        if name in open_names:
            raise Refused("endless")
        if name not in known:
            open_names.add(name)
            try:
                known[name] = cost(bundle.targets[name])
            finally:
                open_names.discard(name)
        return known[name]

    try:
        cost(bundle.root)
        for name in bundle.targets:
            cost_of(name)
    except RecursionError:
        raise Refused("endless") from None
