"""Turns what a form of the build page says into a command of the editor."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from forms_engine.editing.adding import check_clip, clip_of
from forms_engine.editing.messages import refusal
from forms_engine.editing.placing import order_in, parents_of
from forms_engine.editing.stepping import step_from
from rathaus.studio.kinds import kind_name

_STEPS = ("up", "down", "page_up", "page_down")


@dataclass(frozen=True)
class Intent:
    """A command and its arguments; a clip is kept for inserting it elsewhere."""

    command: str
    arguments: dict[str, Any]
    clip: dict[str, Any] | None = None


def read_intent(
    definition: Definition, posted: QueryDict, *, clip: dict[str, Any] | None
) -> Intent | None:
    """
    Return what a person wants; None where it changes nothing, such as one step beyond the end.

    :raises EditRejected: if it cannot be read, or names what is gone.
    """
    do = posted.get("do", "")
    nodes = list(dict.fromkeys(posted.getlist("node")))
    is_sure = posted.get("anyway") == "1"
    if do in _STEPS:
        return _step(definition, nodes, do, is_sure=is_sure)
    if do == "drop":
        return _drop(definition, nodes, posted, is_sure=is_sure)
    if do == "paste":
        return _paste(posted, clip)
    commands: dict[str, dict[str, Any]] = {
        "add": _new(posted),
        "move": {"nodes": nodes, "anyway": is_sure, **_place(posted)},
        "duplicate": {"nodes": nodes},
        "delete": {"nodes": nodes, "anyway": is_sure},
    }
    if do == "cut":
        return Intent("delete", commands["delete"], clip=clip_of(definition, nodes))
    if do not in commands:
        raise refusal("unknown_command", name=do[:40])
    return Intent(do, commands[do])


def _step(definition: Definition, nodes: list[str], do: Any, *, is_sure: bool) -> Intent | None:
    if not nodes:
        raise refusal("no_such_node")
    place = step_from(definition, nodes[0], do)
    if place is None:
        return None
    arguments = {"nodes": nodes[:1], "into": place.into, "position": place.position}
    return Intent("move", {**arguments, "anyway": is_sure})


def _drop(
    definition: Definition, nodes: list[str], posted: QueryDict, *, is_sure: bool
) -> Intent | None:
    """Move before a question where it was dropped on one, to the end of a page otherwise."""
    before = posted.get("before", "")
    into, position = posted.get("into", ""), None
    if before:
        parents = parents_of(definition)
        if before not in parents or before in nodes:
            return None
        into = parents[before]
        order = [each for each in order_in(definition, into) if each not in nodes]
        position = order.index(before)
    arguments = {"nodes": nodes, "into": into, "position": position, "anyway": is_sure}
    return Intent("move", arguments)


def _new(posted: QueryDict) -> dict[str, Any]:
    kind = posted.get("kind", "text")
    label = posted.get("label", "").strip()[:500]
    if not label and kind == "page":
        label = _("Neue Seite")
    return {"kind": kind, "label": label or _("Neue Frage: %(kind)s") % {"kind": kind_name(kind)},
            **_place(posted)}  # fmt: skip


def _paste(posted: QueryDict, clip: dict[str, Any] | None) -> Intent:
    if text := posted.get("clip"):
        try:
            clip = json.loads(text)
        except (ValueError, RecursionError):
            clip = None
    if not isinstance(clip, dict):
        raise refusal("nothing_to_paste")
    check_clip(clip)
    place = _place(posted)
    if clip["nodes"][clip["order"][0]]["kind"] == "page":
        place = {"into": ""}
    return Intent("paste", {"clip": clip, **place})


def _place(posted: QueryDict) -> dict[str, Any]:
    """Read "into|position", or both by themselves; a position that is none means the end."""
    into, position = posted.get("into", ""), posted.get("position", "")
    if "target" in posted:
        into, _bar, position = posted.get("target", "").partition("|")
    is_number = position.isascii() and position.isdigit() and len(position) < 6  # noqa: PLR2004
    return {"into": into, "position": int(position) if is_number else None}
