"""Drafts with which staff try a form out; they follow the form while it changes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError

from forms_engine.answers import judge
from forms_engine.answers.naming import carried_over, placed
from forms_engine.answers.path import pages_met
from forms_engine.binding.judging import concerns_page
from forms_engine.binding.levels import Level, answered_level
from forms_engine.compiling import Compiled, Entry
from rathaus.applications.filling_in import expiry
from rathaus.applications.models import Draft
from rathaus.applications.queries import is_trial, locked_draft
from rathaus.processes.models import Process, Version
from rathaus.processes.queries import compiled_version
from rathaus.processes.trying import LASTS, trial_version, trial_versions

_AT_ONCE = 500


@transaction.atomic
def start_trial(
    process: Process,
    *,
    language: str,
    at: dt.datetime,
    answers: Mapping[str, Any] | None = None,
) -> Draft:
    """
    Begin to try out the working copy of a process.

    :param answers: by node ids, to begin with; pages that they complete are done.
    :raises NotTriable: if the form has errors that leave nothing to be shown.
    """
    version = trial_version(process, at=at)
    draft = Draft(
        city_id=process.city_id,
        version_id=version.pk,
        language=language,
        started_at=at,
        changed_at=at,
        expires_at=at + LASTS,
    )
    compiled = compiled_version(version.pk)
    # Files stay with the draft that they were uploaded for.
    files = {each.node_id for each in compiled.entries.values() if each.node["kind"] == "file"}
    given = _without(compiled.roots, placed(compiled, answers or {}), files)
    draft.answers = _fitting(compiled, given)
    if answers:
        met = pages_met(compiled, draft.answers)
        draft.pages_done = _complete(compiled, draft.answers, met)
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def follow(draft_id: UUID, process: Process, *, at: dt.datetime) -> Draft | None:
    """
    Move a trial to what the form says now, with its answers; None if there is no such trial.

    :raises NotTriable: if the form has errors that leave nothing to be shown.
    """
    version = trial_version(process, at=at)
    draft = locked_draft(draft_id)
    if draft is None or not is_trial(draft) or draft.version.process_id != process.pk:
        return None
    if draft.version_id != version.pk:
        _move(draft, version, at=at)
        forget_unused(process, newest=version)
    return draft


def _move(draft: Draft, version: Version, *, at: dt.datetime) -> None:
    before, after = compiled_version(draft.version_id), compiled_version(version.pk)
    draft.version = version
    draft.answers = _fitting(after, carried_over(before, after, draft.answers))
    draft.pages = {
        page_id: _page_moved(page, before=before, after=after, page_id=page_id, draft=draft)
        for page_id, page in draft.pages.items()
        if page_id in after.page_ids
    }
    draft.pages_done = _complete(after, draft.answers, draft.pages_done)
    draft.changed_at, draft.expires_at = at, expiry(draft, at=at)
    draft.save()


def _fitting(compiled: Compiled, answers: dict[str, Any]) -> dict[str, Any]:
    """Leave out answers that their questions do not take any more."""
    wrong = {
        fault.node_id
        for fault in judge(compiled, answers)
        if fault.node_id and fault.code not in {"required", "constraint"}
    }
    return _without(compiled.roots, answers, wrong) if wrong else answers


def _without(entries: list[Entry], answers: Any, wrong: set[str]) -> Any:
    """Take the answers to some questions out of the answers, or out of a row."""
    for entry in entries:
        owner = answers
        for key in entry.path[:-1]:
            owner = owner.get(key) if isinstance(owner, dict) else None
        if entry.kind is None and not entry.is_list:
            _without(entry.children, answers, wrong)
        elif isinstance(owner, dict) and entry.path:
            if entry.is_list:
                rows = owner.get(entry.path[-1])
                for row in rows if isinstance(rows, list) else []:
                    _without(entry.children, row, wrong)
            elif entry.node_id in wrong:
                owner.pop(entry.path[-1], None)
    return answers


def _complete(compiled: Compiled, answers: dict[str, Any], pages: list[str]) -> list[str]:
    """Return those of the pages that nothing is missing on."""
    faults = judge(compiled, answers)
    there = [page_id for page_id in pages if page_id in compiled.page_ids]
    return [
        page_id
        for page_id in there
        if not any(concerns_page(compiled, fault, page_id, there) for fault in faults)
    ]


def _page_moved(
    page: dict[str, Any], *, before: Compiled, after: Compiled, page_id: str, draft: Draft
) -> dict[str, Any]:
    """Keep what was typed on a page that is not complete, as far as it is asked there still."""
    typed = page.get("typed")
    if typed is None:
        return page
    entry = after.entries[page_id]
    fresh = answered_level(entry, draft.answers, with_defaults=False)
    same = {
        node_id
        for node_id, other in after.entries.items()
        if node_id in before.entries and before.node(node_id)["kind"] == other.node["kind"]
    }
    return {**page, "typed": {"level": _retyped(after, fresh, typed["level"], same)}}


def _retyped(compiled: Compiled, fresh: Level, typed: Level, same: set[str]) -> Level:
    fields = {
        node_id: _overlaid(raw, typed["fields"][node_id])
        if node_id in same and node_id in typed["fields"]
        else raw
        for node_id, raw in fresh["fields"].items()
    }
    lists = {}
    for list_id, rows in fresh["lists"].items():
        entry = compiled.entries[list_id]
        blank = answered_level(entry, None, with_defaults=False)
        old = typed["lists"].get(list_id)
        lists[list_id] = (
            rows if old is None else [_retyped(compiled, blank, row, same) for row in old]
        )
    return {"fields": fields, "lists": lists}


def _overlaid(fresh: Any, typed: Any) -> Any:
    if isinstance(fresh, dict) and isinstance(typed, dict):
        return {part: typed.get(part, raw) for part, raw in fresh.items()}
    return typed


# --- forgetting ---------------------------------------------------------------------------------


def forget_unused(process: Process, *, newest: Version) -> None:
    """Delete what was tried out of a process before, as far as nobody tries it any more."""
    _delete(process_id=process.pk, published_at__lt=newest.published_at)


def forget_tried(*, at: dt.datetime) -> int:
    """Delete the versions of all cities that nobody tries out any more, and say how many."""
    return _delete(published_at__lte=at - LASTS)


def _delete(**which: Any) -> int:
    in_use = Draft.objects.filter(version=OuterRef("pk"))
    unused = trial_versions().filter(~Exists(in_use), **which).order_by("published_at")
    count = 0
    for version in unused.only("pk")[:_AT_ONCE]:
        try:
            with transaction.atomic():
                version.delete()
            count += 1
        except ProtectedError:
            # Somebody began to try it this moment.
            continue
    return count
