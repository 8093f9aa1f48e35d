"""Translates a JSON Schema with its layout into a process definition that judges the same."""

from typing import Any, Final

from forms_engine.definition import Definition
from forms_engine.importing.asking import Asker, Question
from forms_engine.importing.building import Builder
from forms_engine.importing.bundling import Bundle
from forms_engine.importing.facets import types_of
from forms_engine.importing.gathering import Gatherer, Occurrence, Recursive
from forms_engine.importing.hints import Layout
from forms_engine.importing.inlining import Inliner
from forms_engine.importing.keywords import Schema, in_place, inside, pure
from forms_engine.importing.paging import pages_of
from forms_engine.importing.report import Journal, Refused
from forms_engine.validators import judge_for

_MESSAGE: Final = "Die Angaben passen nicht zusammen. Bitte prüfen Sie sie."
_EXACT: Final = frozenset({"type", "properties", "required", "additionalProperties"})


def translate(
    bundle: Bundle, layout: Layout, journal: Journal, *, title: str, steps: bool = False
) -> Definition:
    """
    Return the definition of a form.

    :param steps: whether each object at the top is a page of its own.
    :raises Refused: if its answers are no object, or it has no question.
    """
    gatherer = Gatherer(bundle, journal)
    root = Occurrence(bundle.root)
    words = _flat(gatherer, root)
    questions = _questions(Asker(gatherer, Inliner(bundle), layout, journal), words, root)
    pages = pages_of(questions, layout, journal, steps=steps)
    if not pages:
        raise Refused("no-question")
    heading = layout.title or _text(words, "title") or title
    definition = Builder(journal).definition(heading, _text(words, "description"), pages)
    definition["schema"] = {"additionalProperties": True}
    _report(questions, journal)
    whole = _whole(bundle)
    if not _is_exact(bundle.root):
        definition["constraints"] = [
            {"id": "origin", "schema": whole, "message": _MESSAGE, "at": definition["order"][-1]}
        ]
        journal.took("whole-schema", "")
    else:
        definition["schema"] = {
            "additionalProperties": bundle.root.get("additionalProperties") != {"not": {}}
        }
    return definition


def _flat(gatherer: Gatherer, root: Occurrence) -> list[Schema]:
    try:
        return [flat.schema for flat in gatherer.flatten(root)]
    except (Recursive, RecursionError):
        raise Refused("endless") from None


def _questions(asker: Asker, words: list[Schema], root: Occurrence) -> list[Question]:
    types = types_of(words)
    if "object" not in types:
        raise Refused("no-object", types=", ".join(sorted(types)) or "nothing")
    try:
        return asker.questions([root], ())
    except (Recursive, RecursionError):
        raise Refused("endless") from None


def _text(words: list[Schema], keyword: str) -> str:
    for schema in words:
        text = schema.get(keyword)
        if isinstance(text, str) and text.strip():
            return text.strip()
    return ""


def _whole(bundle: Bundle) -> dict[str, Any]:
    """
    Return the origin as one schema.

    :raises Refused: if no judge can be built from it.
    """
    whole: dict[str, Any] = pure(bundle.root)
    if bundle.targets:
        whole["$defs"] = {name: pure(schema) for name, schema in bundle.targets.items()}
    try:
        judge_for(whole)
    except ValueError as problem:
        raise Refused("not-judgeable", problem=str(problem)[:200]) from None
    return whole


def _is_exact(schema: Any) -> bool:
    """Say whether nodes alone say everything: plain objects of plain values, nothing else."""
    if isinstance(schema, bool) or "$ref" in schema or in_place(schema):
        return False
    if schema.get("type") != "object":
        return False
    keywords = pure(schema).keys()
    properties = schema.get("properties", {})
    extra = schema.get("additionalProperties")
    if (
        keywords - _EXACT
        or not properties
        or not set(schema.get("required", ())) <= set(properties)
    ):
        return False
    return extra is None and all(_is_plain_value(each) for each in properties.values())


def _is_plain_value(schema: Any) -> bool:
    if isinstance(schema, bool) or "$ref" in schema or inside(schema):
        return False
    return str(schema.get("type")) in {"string", "integer", "number", "boolean"}


def _report(questions: list[Question], journal: Journal) -> None:
    for question in questions:
        journal.took(
            "question",
            question.at,
            label=question.label[:80],
            kind=question.kind,
        )
        _report(question.children, journal)
