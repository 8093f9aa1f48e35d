"""Checks whether a process is complete and its pages are short."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from forms_engine.checking.messages import finding
from forms_engine.definition import Definition, Placed
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

MOST_QUESTIONS: Final = 7


def structure_findings(definition: Definition, placed: dict[str, Placed]) -> Iterator[Finding]:
    """Return what a process still lacks, and which pages are too long."""
    asked = Counter(
        each.page_id
        for each in placed.values()
        if each.node["kind"] in KINDS
        and KINDS[each.node["kind"]].has_value
        and not KINDS[each.node["kind"]].is_hidden
        # Questions of which some are hidden are not all read at once.
        and not each.node.get("show_when")
    )
    for page_id in definition["order"]:
        pointer = f"/nodes/{page_id}/order"
        if not definition["nodes"][page_id]["order"]:
            yield finding("page_empty", page_id, pointer)
        elif asked[page_id] > MOST_QUESTIONS:
            count = asked[page_id]
            yield finding("page_too_long", page_id, pointer, count=count, limit=MOST_QUESTIONS)
    if not any(each.node["kind"] in KINDS for each in placed.values()):
        yield finding("no_question", "", "/order")
    yield from _root(definition)


def _root(definition: Definition) -> Iterator[Finding]:
    for name, code in (("summary", "summary_missing"), ("category", "category_missing")):
        if not definition.get(name):
            yield finding(code, "", f"/{name}")
    if "closed_days" not in definition.get("retention", {}):
        yield finding("retention_missing", "", "/retention")
