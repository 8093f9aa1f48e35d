"""A page as a person sent it: what is typed, which files came along, which rows come and go."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from forms_engine.binding.levels import (
    Level,
    blank_row,
    fewest_rows,
    is_blank_level,
    most_rows,
    posted_level,
    questions,
    rows_at,
    without_blank_rows,
)
from forms_engine.binding.names import place_of
from forms_engine.compiling import Compiled, Entry
from forms_engine.definition import label_of
from forms_engine.errors import Fault
from rathaus.applications import uploading
from rathaus.applications.queries import uploads_of
from rathaus.portal.walk import Walk
from rathaus.web.limits import is_too_often


@dataclass
class TypedPage:
    """
    What a person sent of a page.

    :param level: what was typed.
    :param shown: names of the conditional nodes that were on the page.
    :param faults: what is wrong with files that came along.
    :param removed: the row that was taken away last, so that it can be brought back.
    :param anchor: the name of what a person wants to look at next.
    """

    level: Level
    shown: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    removed: dict[str, Any] | None = None
    anchor: str = ""

    def kept(self) -> dict[str, Any]:
        """Return what is kept with the draft while the page is not complete."""
        return {"level": self.level} | ({"removed": self.removed} if self.removed else {})


def typed_page(request: HttpRequest, walk: Walk) -> TypedPage:
    """Read what a browser sent for the walk's page."""
    posted = dict(request.POST.lists())
    page = walk.compiled.entries[walk.page_id]
    level = posted_level(page, posted)
    _forget_unknown_files(page, level, walk)
    return TypedPage(level, frozenset(posted.get("_shown", [])))


def _forget_unknown_files(around: Entry, level: Level, walk: Walk) -> None:
    """Drop ids of files that are not this draft's, or answer another question."""
    if not walk.asks_for_files():
        return
    for entry in questions(around):
        if entry.is_list:
            for row in level["lists"].get(entry.node_id, []):
                _forget_unknown_files(entry, row, walk)
        elif entry.node["kind"] == "file":
            ids = level["fields"][entry.node_id]
            level["fields"][entry.node_id] = [
                each
                for each in dict.fromkeys(ids)
                if walk.files.get(each, {}).get("node_id") == entry.node_id
            ]


def is_same(page: Entry, one: Level, other: Level) -> bool:
    """Say whether two levels hold the same, apart from empty rows."""
    return without_blank_rows(page, one) == without_blank_rows(page, other)


# --- files -----------------------------------------------------------------------------------


def take_files(request: HttpRequest, walk: Walk, typed: TypedPage, *, at: dt.datetime) -> bool:
    """Take in the files that came along; say whether there were any."""
    came = False
    for name in request.FILES:
        found = _file_field(walk.compiled, walk.page_id, typed.level, name)
        if found is None:
            continue
        entry, rows, ids = found
        for file in request.FILES.getlist(name):
            came = True
            typed.anchor = name
            if is_too_often(request, "uploads"):
                params = {"label": label_of(entry.node)}
                fault = Fault(entry.node_id, rows, "upload_too_often", params, "Wait a little.")
                typed.faults.append(fault)
                continue
            _take_file(walk, typed, (entry, rows, ids), file, at)
    return came


def _take_file(
    walk: Walk,
    typed: TypedPage,
    place: tuple[Entry, tuple[int, ...], list[str]],
    file: UploadedFile,
    at: dt.datetime,
) -> None:
    entry, rows, ids = place
    params: dict[str, Any] = {"label": label_of(entry.node)}
    try:
        upload = uploading.take_in(
            walk.draft,
            node_id=entry.node_id,
            node=entry.node,
            file=file,
            beside=len(ids),
            at=at,
        )
    except uploading.UploadRefused as refused:
        params |= refused.params
        typed.faults.append(Fault(entry.node_id, rows, refused.code, params, str(refused)))
        return
    ids.append(str(upload.id))
    size = uploading.readable_size(upload.size)
    walk.files[str(upload.id)] = {"name": upload.name, "size": size, "node_id": entry.node_id}


def miss_file(request: HttpRequest, walk: Walk, typed: TypedPage, name: str) -> None:
    """Say that no file was chosen where one was to be uploaded."""
    found = _file_field(walk.compiled, walk.page_id, typed.level, name)
    if found is not None and name not in request.FILES:
        entry, rows, _ids = found
        params = {"label": label_of(entry.node)}
        typed.faults.append(Fault(entry.node_id, rows, "required", params, "Choose a file."))


def _file_field(
    compiled: Compiled, page_id: str, level: Level, name: str
) -> tuple[Entry, tuple[int, ...], list[str]] | None:
    place = place_of(name)
    entry = compiled.entries.get(place[0]) if place else None
    if place is None or entry is None or entry.page_id != page_id or entry.node["kind"] != "file":
        return None
    if len(place[1]) != entry.level:
        return None
    if entry.list_ids:
        around = compiled.entries[entry.list_ids[-1]]
        rows = rows_at(level, around, place[1][:-1])
        if rows is None or place[1][-1] >= len(rows):
            return None
        level = rows[place[1][-1]]
    ids = level["fields"].get(entry.node_id)
    return (entry, place[1], ids) if isinstance(ids, list) else None


def drop_file(walk: Walk, typed: TypedPage, upload_id: str) -> bool:
    """Take a file away again and delete it; say whether it was there."""
    page = walk.compiled.entries[walk.page_id]
    if upload_id not in walk.files or not _drop(page, typed.level, upload_id):
        return False
    for upload in uploads_of(walk.draft).filter(pk=upload_id):
        typed.anchor = upload.node_id
        uploading.remove(upload)
    return True


def _drop(around: Entry, level: Level, upload_id: str) -> bool:
    for entry in questions(around):
        if entry.is_list:
            if any(_drop(entry, row, upload_id) for row in level["lists"].get(entry.node_id, [])):
                return True
        elif entry.node["kind"] == "file" and upload_id in level["fields"][entry.node_id]:
            level["fields"][entry.node_id].remove(upload_id)
            return True
    return False


# --- rows ------------------------------------------------------------------------------------


def add_row(walk: Walk, typed: TypedPage, name: str) -> bool:
    """Add a row to the list of this name; say whether there is room."""
    found = _list(walk, typed, name)
    if found is None:
        return False
    entry, rows = found
    if len(rows) >= most_rows(entry):
        return False
    rows.append(blank_row(entry))
    typed.anchor = f"{name}-{len(rows) - 1}"
    return True


def remove_row(walk: Walk, typed: TypedPage, name: str) -> bool:
    """Take the row of this name away, remembering it; say whether it was there and may go."""
    list_name, _hyphen, number = name.rpartition("-")
    found = _list(walk, typed, list_name)
    if found is None or not number.isascii() or not number.isdigit():
        return False
    entry, rows = found
    if int(number) >= len(rows) or len(rows) <= fewest_rows(entry):
        return False
    row = rows.pop(int(number))
    if not is_blank_level(row):
        typed.removed = {"list": list_name, "number": int(number), "row": row}
    typed.anchor = list_name
    return True


def restore_row(walk: Walk, typed: TypedPage, removed: dict[str, Any] | None) -> bool:
    """Bring the row back that was taken away last."""
    found = _list(walk, typed, removed["list"]) if removed else None
    if removed is None or found is None or len(found[1]) >= most_rows(found[0]):
        return False
    found[1].insert(removed["number"], removed["row"])
    typed.anchor = f"{removed['list']}-{removed['number']}"
    return True


def _list(walk: Walk, typed: TypedPage, name: str) -> tuple[Entry, list[Level]] | None:
    place = place_of(name)
    entry = walk.compiled.entries.get(place[0]) if place else None
    if place is None or entry is None or not entry.is_list or entry.page_id != walk.page_id:
        return None
    if len(place[1]) != entry.level:
        return None
    rows = rows_at(typed.level, entry, place[1])
    return (entry, rows) if rows is not None else None
