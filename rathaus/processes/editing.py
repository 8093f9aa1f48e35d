"""Changes a working copy by commands, and keeps each with who, when and what takes it back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from forms_engine import editing
from forms_engine.definition import Definition
from forms_engine.editing import Edited, EditRejected
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.patches import Patch, apply, undoing
from forms_engine.errors import Message
from rathaus.people.models import User
from rathaus.processes.models import Edit, Process

State = Edit.State
# What one person types into one field within this time is one change to take back.
_SAME_BREATH = dt.timedelta(seconds=5)


class NothingToDo(Exception):
    """There is nothing to take back, or nothing to do again."""


def definition_in_hand(process: Process) -> Definition:
    """
    Return the working copy, or what is published where there is none.

    :raises Process.DoesNotExist: if the process has neither.
    """
    if process.working is not None:
        return dict(process.working)
    if process.published is None:
        raise Process.DoesNotExist
    return dict(process.published.definition)


@transaction.atomic
def edit(
    process: Process,
    *,
    command: str,
    arguments: dict[str, Any],
    by: User | None,
    at: dt.datetime,
    base: str = "",
) -> Edited:
    """
    Carry out a command on the working copy; one that changes nothing leaves no trace.

    :param base: the digest of upstream's document that the process is in step with afterwards.
    :raises EditRejected: with the sentence why not; nothing is changed then.
    """
    _lock(process)
    edited = editing.edit(definition_in_hand(process), command, arguments)
    if edited.patch or base not in {"", process.base_digest}:
        was = process.base_digest if base else ""
        _store(process, edited.definition, base=base)
        _remember(process, edited, by=by, at=at, base=(was, base))
    return edited


@transaction.atomic
def take_back(process: Process, *, by: User, at: dt.datetime) -> Edit:
    """
    Take the newest change back, whoever made it.

    :raises NothingToDo: if nothing is left to take back.
    :raises EditRejected: if the document is no longer what the change left behind.
    """
    _lock(process)
    newest = to_take_back(process)
    if newest is None:
        raise NothingToDo
    _store(process, apply(definition_in_hand(process), newest.undo), base=newest.base_before)
    _mark(newest, State.UNDONE, by=by, at=at)
    return newest


@transaction.atomic
def do_again(process: Process) -> Edit:
    """
    Do again what was taken back last.

    :raises NothingToDo: if nothing was taken back.
    :raises EditRejected: if the document is no longer what it was then.
    """
    _lock(process)
    oldest = to_do_again(process)
    if oldest is None:
        raise NothingToDo
    _store(process, apply(definition_in_hand(process), oldest.patch), base=oldest.base_after)
    _mark(oldest, State.DONE)
    return oldest


@transaction.atomic
def go_back_to(process: Process, *, number: int, by: User, at: dt.datetime) -> Edited:
    """
    Take back everything after a change; this is itself one change that can be taken back.

    :param number: the change that stays; 0 stands for the beginning.
    :raises NothingToDo: if nothing came after it.
    """
    _lock(process)
    before = definition_in_hand(process)
    later = list(process.edits.filter(state=State.DONE, number__gt=number).order_by("-number"))
    if not later:
        raise NothingToDo
    patch: Patch = [operation for each in later for operation in each.undo]
    kept = process.edits.filter(number=number).first()
    name = str(Message(**_template(kept))) if kept else "…"
    edited = Edited(
        command="go_back",
        definition=apply(before, patch),
        patch=patch,
        undo=undoing(before, patch),
        said=said("went_back", name=name),
        touched=editing.touched_by(patch),
        selected="",
    )
    updates = [each.base_before for each in later if each.base_after]
    was, base = (process.base_digest, updates[-1]) if updates else ("", "")
    _store(process, edited.definition, base=base)
    _remember(process, edited, by=by, at=at, base=(was, base))
    return edited


def to_take_back(process: Process) -> Edit | None:
    """Return the change that taking back would take back."""
    return _to_name(process).filter(state=State.DONE).order_by("-number").first()


def to_do_again(process: Process) -> Edit | None:
    """Return the change that would be done again."""
    return _to_name(process).filter(state=State.UNDONE).order_by("number").first()


def _to_name(process: Process) -> QuerySet[Edit]:
    """Return the changes without what they changed, which can be long; it is read when needed."""
    return process.edits.select_related("by").defer("patch", "undo", "touched")


def last_change_of(process: Process, node_id: str) -> Edit | None:
    """Return the newest change that still counts of a node, to say who made it."""
    recent = process.edits.select_related("by").filter(state=State.DONE).order_by("-number")[:200]
    return next((each for each in recent if node_id in each.touched), None)


def _template(edit: Edit) -> dict[str, Any]:
    code = edit.said["code"]
    return {"code": code, "text": said(code).text, "params": edit.said["params"]}


def _lock(process: Process) -> None:
    """Take the newest state of the process, and let nobody else change it until we are done."""
    rows = Process.objects.filter(pk=process.pk)
    now = rows.select_for_update().values_list("revision", "published_id").get()
    if now == (process.revision, process.published_id):
        return
    newest = rows.select_related("published").get()
    for name in ("working", "revision", "published", "title", "base_digest"):
        setattr(process, name, getattr(newest, name))


def _store(process: Process, definition: Definition, *, base: str = "") -> None:
    process.working = definition
    process.revision += 1
    changed = ["working", "revision"]
    if base:
        process.base_digest = base
        changed.append("base_digest")
    if process.published is None:
        # Lists show what it will be called; once published, what it is called.
        process.title = str(definition.get("title", ""))[:200]
        process.summary = str(definition.get("summary", ""))
        process.category = str(definition.get("category", ""))[:40]
        changed += ["title", "summary", "category"]
    process.save(update_fields=changed)


def _remember(
    process: Process,
    edited: Edited,
    *,
    by: User | None,
    at: dt.datetime,
    base: tuple[str, str] = ("", ""),
) -> None:
    process.edits.filter(state=State.UNDONE).update(state=State.DROPPED)
    if by is not None and _goes_on(process, edited, by=by, at=at):
        return
    Edit.objects.create(
        city_id=process.city_id,
        process=process,
        number=process.revision,
        command=edited.command,
        said={"code": edited.said.code, "params": dict(edited.said.params)},
        patch=edited.patch,
        undo=edited.undo,
        touched=list(edited.touched),
        base_before=base[0],
        base_after=base[1],
        by=by,
        at=at,
    )


def _goes_on(process: Process, edited: Edited, *, by: User, at: dt.datetime) -> bool:
    """Join what is typed into one field in one breath; the first undo takes all of it back."""
    if edited.command != "set":
        return False
    newest = process.edits.filter(state=State.DONE).order_by("-number").first()
    if newest is None or newest.command != "set":
        return False
    is_same_place = _written(newest.patch) == _written(edited.patch)
    if not is_same_place or newest.by_id != by.pk or at - newest.at > _SAME_BREATH:
        return False
    newest.undo = edited.undo + newest.undo
    newest.patch = newest.patch + edited.patch
    newest.number = process.revision
    newest.at = at
    newest.said = {"code": edited.said.code, "params": dict(edited.said.params)}
    newest.save(update_fields=["undo", "patch", "number", "at", "said"])
    return True


def _written(patch: Patch) -> set[str]:
    return {operation["path"] for operation in patch if operation["op"] != "test"}


def _mark(
    edit: Edit, state: Edit.State, *, by: User | None = None, at: dt.datetime | None = None
) -> None:
    edit.state, edit.undone_by, edit.undone_at = state, by, at
    edit.save(update_fields=["state", "undone_by", "undone_at"])


__all__ = [
    "EditRejected",
    "NothingToDo",
    "definition_in_hand",
    "do_again",
    "edit",
    "go_back_to",
    "last_change_of",
    "refusal",
    "take_back",
    "to_do_again",
    "to_take_back",
]
