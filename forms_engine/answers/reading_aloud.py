"""Reads answers aloud in the form's own words and order: for summary, clerk, receipt and notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms_engine.answers.visibility import Rows, Sight
from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import MISSING
from forms_engine.definition import label_of


@dataclass(frozen=True, slots=True)
class Row:
    """
    One question with its answer.

    :param value_text: the answer as a person reads it, lines parted by line breaks;
        "" where none was given.
    :param raw: the answer itself, None where none was given.
    :param rows: the row numbers (from 0) of the lists around the field.
    :param group: the group or list entry it stands in, such as "Hund 1"; "" outside.
    """

    node_id: str
    label: str
    value_text: str
    kind: str
    raw: Any
    rows: Rows = ()
    group: str = ""

    @property
    def is_answered(self) -> bool:
        """Say whether there is an answer."""
        return self.raw is not None


@dataclass(frozen=True, slots=True)
class Section:
    """A page with its answers."""

    title: str
    page_id: str
    rows: list[Row]


def read_aloud(
    compiled: Compiled,
    answers: Mapping[str, Any],
    language: str,
    *,
    file_names: Mapping[str, str] | None = None,
) -> list[Section]:
    """
    Return every visible question with its answer, page by page.

    :param file_names: the names that uploads were given, by upload id.
    """
    spoken = compiled.in_language(language)
    sight = Sight(spoken, answers)
    sections: dict[str, Section] = {}
    for entry, rows, seen in sight.walk():
        if not seen:
            continue
        if entry.parent_id is None:
            sections[entry.node_id] = Section(label_of(entry.node), entry.node_id, [])
        row = _row(spoken, sight, entry, rows, language, file_names or {})
        if row is not None:
            sections[entry.page_id].rows.append(row)
    return [section for section in sections.values() if section.rows]


def _row(
    compiled: Compiled,
    sight: Sight,
    entry: Entry,
    rows: Rows,
    language: str,
    file_names: Mapping[str, str],
) -> Row | None:
    if entry.is_list and not sight.rows_of(entry, rows):
        return Row(entry.node_id, label_of(entry.node), "", "list", None, rows)
    if entry.kind is None or not entry.kind.has_value or entry.node["kind"] == "const":
        return None
    value = sight.value(entry.node_id, rows)
    raw = None if value is MISSING else value
    node = {**entry.node, "names": file_names} if entry.node["kind"] == "file" else entry.node
    text = "" if raw is None else entry.kind.read(raw, node, language)
    group = _group(compiled, entry, rows)
    label = label_of(entry.node)
    if entry.is_bare and not label:
        label = label_of(compiled.entries[entry.list_ids[-1]].node)
    return Row(entry.node_id, label, text, entry.node["kind"], raw, rows, group)


def _group(compiled: Compiled, entry: Entry, rows: Rows) -> str:
    names = []
    around = compiled.entries[entry.parent_id] if entry.parent_id else None
    while around is not None and around.parent_id is not None:
        name = str(around.node.get("title") or around.node.get("label") or "")
        if around.is_list:
            name = f"{name or around.key} {rows[around.level] + 1}"
        if name:
            names.append(name)
        around = compiled.entries[around.parent_id]
    return " – ".join(reversed(names))
