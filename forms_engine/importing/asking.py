"""Makes questions out of what is said about each property: fields, groups and lists."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms_engine.definition import DEEPEST
from forms_engine.importing.branching import Path, PathCondition, simplified
from forms_engine.importing.facets import ANY, first, types_of
from forms_engine.importing.fields import FieldShape, Said, field_shape
from forms_engine.importing.gathering import Gatherer, Occurrence, Property, Recursive
from forms_engine.importing.hints import Hint, Layout
from forms_engine.importing.inlining import Inliner
from forms_engine.importing.keywords import Schema
from forms_engine.importing.layout_embedded import note_of, title_inside, unread_inside
from forms_engine.importing.report import Journal

MOST_QUESTIONS: Final = 1_500
_DEEPEST: Final = DEEPEST - 8


@dataclass(slots=True)
class Question:
    """
    Something that is asked: a field, or a group or list of questions.

    :param alternatives: it is shown when the conditions of one of them hold; empty: always.
    :param node: what the definition's node holds besides place, label and condition.
    """

    key: str
    path: Path
    kind: str
    label: str
    at: str
    required: bool = False
    help: str = ""
    alternatives: list[list[PathCondition]] = field(default_factory=list)
    node: dict[str, Any] = field(default_factory=dict)
    children: list["Question"] = field(default_factory=list)
    is_step: bool = False


class Asker:
    """Turns the gathered properties into questions, and reports what cannot be asked."""

    def __init__(
        self, gatherer: Gatherer, inliner: Inliner, layout: Layout, journal: Journal
    ) -> None:
        self._gatherer = gatherer
        self._inliner = inliner
        self._layout = layout
        self._journal = journal
        self.count = 0

    def questions(
        self, occurrences: list[Occurrence], base: Path, *, needed: bool = True
    ) -> list[Question]:
        """
        Return what is asked inside the object at `base`, in order.

        :param needed: whether the object around has to be there.
        :raises Recursive: if it comes back inside itself once too often.
        """
        properties = self._gatherer.properties(occurrences, base)
        order = self._order(properties, base)
        found = [self._question(properties[key], (*base, key), needed=needed) for key in order]
        return [question for question in found if question is not None]

    def _order(self, properties: dict[str, Property], base: Path) -> list[str]:
        wanted = self._layout.at(base).order
        keys = list(properties)
        if wanted:
            rest = [key for key in keys if key not in wanted]
            ordered: list[str] = []
            for name in wanted:
                ordered += rest if name == "*" else [name] if name in properties else []
            return ordered + [key for key in rest if key not in ordered]
        numbers = {
            key: number
            for key, item in properties.items()
            for number in [_stated_order(item)]
            if number is not None
        }
        if len(numbers) == len(keys):
            return sorted(keys, key=lambda key: numbers[key])
        return keys

    def _question(self, item: Property, path: Path, *, needed: bool) -> Question | None:
        hint = self._layout.at(path)
        if not item.occurrences:
            return self._undescribed(item, path)
        at = item.occurrences[0].schema.at
        self.count += 1
        if self.count > MOST_QUESTIONS or len(path) > _DEEPEST:
            self._journal.lost("too-much", at)
            return None
        alternatives, required = _shown_and_required(item, hint)
        if hint.when and item.required:
            self._journal.lost("rule-on-required", at)
        question = Question(
            item.key, path, "", _label(item, hint), at, required, alternatives=alternatives
        )
        try:
            return self._shaped(question, item, hint, needed=needed and required)
        except Recursive:
            return self._not_asked(question, item)

    def _shaped(
        self, question: Question, item: Property, hint: Hint, *, needed: bool
    ) -> Question | None:
        groups = [
            Said([flat.schema for flat in self._gatherer.flatten(each)], is_always=not each.when)
            for each in item.occurrences
        ]
        flats = [schema for group in groups for schema in group.schemas]
        question.label = (
            question.label or first(flats, "title") or title_inside(flats) or humanised(item.key)
        )
        text = note_of(flats)
        if text is not None:
            question.kind, question.key, question.node = "note", "", {"text": text}
            return question
        fixed = needed and not question.alternatives
        shape = field_shape(groups, hint, is_fixed=fixed)
        question.help = shape.help
        for name, at in unread_inside(flats):
            self._journal.lost("layout-not-expressed", at, name=name)
        if shape.kind == "object":
            return self._group(question, item, needed=needed)
        if shape.kind == "array":
            return self._list(question, item, flats)
        if not shape.kind:
            return self._not_asked(question, item)
        question.kind = shape.kind
        question.node = shape.node
        question.label = shape.label or question.label
        if shape.kind != "note":
            question.node["schema"] = self._value_schema(item, shape)
        if shape.remark:
            self._journal.lost(shape.remark, question.at)
        return question

    def _value_schema(self, item: Property, shape: FieldShape) -> dict[str, Any]:
        own = self._inliner.native(item.occurrences)
        neutral = dict(shape.neutral)
        if "type" not in own:
            # What the origin says about types stands inside its `allOf`, `enum` and the like.
            neutral["type"] = sorted(ANY)
        return {**neutral, **own}

    def _group(self, question: Question, item: Property, *, needed: bool) -> Question | None:
        children = self.questions(_as_inside(item), question.path, needed=needed)
        for child in children:
            if _same(child.alternatives, question.alternatives):
                child.alternatives = []
        if not children:
            return self._not_asked(question, item)
        question.kind = "group"
        question.children = children
        question.node["schema"] = {"type": _object_types(item), "additionalProperties": True}
        return question

    def _list(self, question: Question, item: Property, flats: list[Schema]) -> Question | None:
        rows = [
            Occurrence(flat.schema["items"], flat.when, flat.refs)
            for each in _as_inside(item)
            for flat in self._gatherer.flatten(each)
            if isinstance(flat.schema.get("items"), dict)
        ]
        if not rows or any("prefixItems" in flat for flat in flats):
            return self._not_asked(question, item)
        path = (*question.path, "*")
        question.kind = "list"
        question.node["schema"] = {
            key: flats_value
            for key in ("minItems", "maxItems", "uniqueItems")
            for flats_value in [_only_value(item, flats, key)]
            if flats_value is not None
        }
        question.node["schema"]["type"] = _types(item, "array")
        row_flats = [flat.schema for each in rows for flat in self._gatherer.flatten(each)]
        row = Property("", 0, rows)
        if types_of(row_flats) & {"object"}:
            question.children = self.questions(rows, path)
            question.node["schema"]["items"] = {
                "type": _object_types(row), "additionalProperties": True
            }  # fmt: skip
        else:
            bare = self._question(row, path, needed=True)
            question.children = [bare] if bare and bare.kind not in {"list", "group", ""} else []
            if question.children:
                question.children[0].alternatives = []
                question.children[0].label = first(row_flats, "title") or question.label
        if not question.children:
            return self._not_asked(question, item)
        return question

    def _not_asked(self, question: Question, item: Property) -> Question | None:
        """Ask for it as JSON where it has to be there; leave it out where it may be missing."""
        if not question.required:
            self._journal.lost("accepted-only", question.at, name=question.label[:80])
            return None
        self._journal.lost("typed-as-json", question.at, blocking=True, name=question.label[:80])
        question.kind = "value"
        question.children = []
        question.node = {"schema": self._inliner.native(item.occurrences)}
        return question

    def _undescribed(self, item: Property, path: Path) -> Question | None:
        """Ask for what is required but nowhere described."""
        if () not in item.required:
            return None
        self._journal.lost("undescribed", "", blocking=True, name="/".join(path))
        label = humanised(item.key)
        return Question(item.key, path, "value", label, "", required=True, node={"schema": {}})


def _as_inside(item: Property) -> list[Occurrence]:
    """Return the places without the conditions that already decide about the whole."""
    if len({repr(each.when) for each in item.occurrences}) > 1:
        return item.occurrences
    return [replace(each, when=()) for each in item.occurrences]


def _same(some: list[list[PathCondition]], others: list[list[PathCondition]]) -> bool:
    return len(some) == len(others) and all(each in others for each in some)


def _stated_order(item: Property) -> float | None:
    for each in item.occurrences:
        for keyword in ("baOrder", "propertyOrder"):
            if isinstance(each.schema.get(keyword), int | float):
                return float(each.schema[keyword])
    return None


def _shown_and_required(item: Property, hint: Hint) -> tuple[list[list[PathCondition]], bool]:
    """Return when a property is asked, and whether it is needed whenever it is asked."""
    shown = [[cond for cond in each.when if cond is not None] for each in item.occurrences]
    unclear = any(None in each.when for each in item.occurrences)
    always = any(not each for each in shown)
    required = () in item.required
    if always or required:
        alternatives: list[list[PathCondition]] = []
        if hint.when and not item.required:
            alternatives = [list(hint.when)]
        return alternatives, required
    distinct: list[list[PathCondition]] = []
    for each in shown:
        if each not in distinct:
            distinct.append(each)
    needs = [list(when) for when in item.required if None not in when]
    required = not unclear and all(each in needs for each in distinct)
    return simplified(distinct), required


def _label(item: Property, hint: Hint) -> str:
    return hint.label or first((each.schema for each in item.occurrences), "title")


def humanised(key: str) -> str:
    """Return a key in words: "veteranFullName" as "Veteran full name"."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", key.replace("_", " ").replace("-", " "))
    words = [word if word.isupper() else word.lower() for word in spaced.split()]
    text = " ".join(words) or "Angabe"
    return text[:1].upper() + text[1:]


def _object_types(item: Property) -> Any:
    return _types(item, "object")


def _types(item: Property, usual: str) -> Any:
    """Return the types that a structure may have besides its usual one, so that none is refused."""
    types = {usual}
    for each in item.occurrences:
        named = each.schema.get("type")
        if isinstance(named, list):
            types.update(named)
        elif named is None:
            return ["object", "array", "string", "number", "boolean", "null"]
        else:
            types.add(named)
    return usual if types == {usual} else sorted(types)


def _only_value(item: Property, flats: list[Schema], keyword: str) -> Any:
    """Return a limit that holds in any case."""
    if len(item.occurrences) > 1 or item.occurrences[0].when:
        return None
    return next((flat[keyword] for flat in flats if keyword in flat), None)
