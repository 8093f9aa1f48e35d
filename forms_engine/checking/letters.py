"""Checks the letters of a process: that they say something, and what may be missing in them."""

from collections.abc import Iterable, Iterator
from typing import Any

from forms_engine.checking.messages import finding
from forms_engine.definition import Definition, Placed, answer_paths, label_of
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS
from forms_engine.reaching.domains import may_be_missing
from forms_engine.texts import names_used


def letter_findings(definition: Definition, placed: dict[str, Placed]) -> Iterator[Finding]:
    """Return which letters are empty, or name answers that are not always there."""
    for number, notice in enumerate(definition.get("notices", [])):
        pointer = f"/notices/{number}"
        title = str(notice["title"])
        if not str(notice["body"]).strip():
            yield finding("notice_empty", "", f"{pointer}/body", title=title)
        if notice["on"] == "refused" and not notice.get("legal_remedy"):
            yield finding("remedy_missing", "", f"{pointer}/legal_remedy", title=title)
        yield from _holes(notice, pointer, definition, placed)


def _holes(
    notice: dict[str, Any], pointer: str, definition: Definition, placed: dict[str, Placed]
) -> Iterator[Finding]:
    named = answers_named([str(notice["body"])])
    if not named:
        return
    for node_id, path in answer_paths(definition).items():
        each = placed[node_id]
        if path not in named or each.node["kind"] not in KINDS:
            continue
        params = {"title": str(notice["title"]), "label": label_of(each.node)}
        if _is_sometimes_hidden(each, placed):
            yield finding("notice_hole_hidden", "", f"{pointer}/body", **params)
        elif may_be_missing(each.node) and not KINDS[each.node["kind"]].is_hidden:
            yield finding("notice_hole_optional", "", f"{pointer}/body", **params)


def answers_named(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return the keys that lead to every answer named in texts, and to what is around it."""
    paths = [
        tuple(name.split("."))[1:]
        for text in texts
        for name in names_used(text)
        if name.startswith("answers.")
    ]
    return {path[: end + 1] for path in paths for end in range(len(path))}


def _is_sometimes_hidden(placed: Placed, every: dict[str, Placed]) -> bool:
    if placed.node.get("show_when") is not None:
        return True
    return placed.parent_id is not None and _is_sometimes_hidden(every[placed.parent_id], every)
