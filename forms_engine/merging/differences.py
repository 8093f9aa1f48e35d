"""Compares two documents of a process by the ids of what they hold, for a person to read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from forms_engine.definition import Definition
from forms_engine.merging.comparing import same
from forms_engine.merging.messages import Difference, Group, Shape
from forms_engine.merging.nodes import limits, node_differences
from forms_engine.merging.things import thing_differences
from forms_engine.merging.translations import translation_differences

# Compared by those who know them.
_ELSEWHERE: Final = frozenset(
    {
        "nodes", "order", "constraints", "fees", "routing", "notices", "parameters", "roles",
        "texts", "translated_from", "languages", "schema", "retention",
    }
)  # fmt: skip
_TEXTS: Final[Mapping[str, Shape]] = {
    "title": "text",
    "summary": "text",
    "description": "text",
    "needs": "texts",
    "keywords": "texts",
    "legal_basis": "texts",
}
_LISTS: Final = frozenset({"service_keys", "languages"})


def differences(before: Definition, after: Definition) -> list[Difference]:
    """
    Return everything that is different in the second document, as a person would say it.

    Two documents of equal digest have none; others have at least one. Both stay as they are.
    """
    found = [
        *node_differences(before, after),
        *thing_differences(before, after),
        *_process(before, after),
        *translation_differences(before, after),
    ]
    if not found and not same(before, after):
        found.append(Difference("other", "process"))
    return found


def outermost(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Leave out what only came or went with the group or page around it, and its translations."""
    listed = list(found)
    whole = {each.node_id for each in listed if each.code in {"node_new", "node_removed"}}
    return tuple(
        each
        for each in listed
        if not (each.code in {"node_new", "node_removed"} and each.params.get("parent") in whole)
        and not (each.group == "translations" and each.node_id in whole)
    )


def _process(before: Definition, after: Definition) -> Iterator[Difference]:
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what), after.get(what)
        if what in _ELSEWHERE or ((what in before) == (what in after) and same(old, new)):
            continue
        group: Group = "texts" if what in _TEXTS else "process"
        yield Difference(
            "process_changed", group, "", {"what": what}, old, new, _shape(what, old, new)
        )
    if not same(before.get("schema"), after.get("schema")) or _only_one("schema", before, after):
        yield from limits("process_limit", "rules", "", {}, before, after)
    was, now = before.get("retention"), after.get("retention")
    if not same(was, now) or _only_one("retention", before, after):
        yield from _retention(was or {}, now or {})


def _only_one(name: str, before: Definition, after: Definition) -> bool:
    return (name in before) != (name in after)


def _retention(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    names = [name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)]
    if not names:
        yield Difference("process_changed", "process", "", {"what": "retention"}, shape="json")
    for name in names:
        what = {"what": f"retention.{name}"}
        yield Difference("process_changed", "process", "", what, was.get(name), now.get(name))


def _shape(what: str, old: Any, new: Any) -> Shape:
    if what in _TEXTS:
        return _TEXTS[what]
    if what in _LISTS:
        return "texts"
    return "json" if isinstance(old, dict | list) or isinstance(new, dict | list) else "value"
