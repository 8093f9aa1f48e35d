"""Lays out a case for reading: the answers in the form's own words, files, fees, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from forms_engine.answers import Row, read_aloud
from forms_engine.pricing import FeeLine, fees_due
from rathaus.applications.models import Upload
from rathaus.applications.queries import names_of, uploads_of
from rathaus.cases.models import Case
from rathaus.processes.queries import compiled_version


@dataclass(frozen=True)
class Answer:
    """A question with its answer; an answer that is files has these instead of text."""

    label: str
    text: str
    files: list[Upload]


@dataclass(frozen=True)
class Block:
    """Answers that stand together: of a page itself, or of one group such as "Hund 1"."""

    title: str
    answers: list[Answer]


@dataclass(frozen=True)
class Part:
    """A page of the form."""

    title: str
    page_id: str
    blocks: list[Block]


def parts_of(case: Case) -> list[Part]:
    """Return every question that was asked with its answer, as the citizen's version asked it."""
    uploads = {str(upload.pk): upload for upload in uploads_of(case.submission)}
    sections = read_aloud(
        compiled_version(case.submission.version_id),
        case.submission.answers,
        get_language() or "de",
        file_names=names_of(uploads.values()),
    )
    return [
        Part(
            section.title,
            section.page_id,
            [
                Block(title, [_answer(row, uploads) for row in rows])
                for title, rows in groupby(section.rows, key=lambda row: row.group)
            ],
        )
        for section in sections
    ]


def _answer(row: Row, uploads: Mapping[str, Upload]) -> Answer:
    files = [uploads[key] for key in _upload_ids(row) if key in uploads]
    return Answer(row.label, row.value_text, files)


def _upload_ids(row: Row) -> list[Any]:
    if row.kind != "file":
        return []
    raw = row.raw if isinstance(row.raw, list) else [row.raw]
    return [key for key in raw if isinstance(key, str)]


def fees_of(case: Case) -> list[FeeLine]:
    """Return what the application costs, by the version and figures it was made with."""
    compiled = compiled_version(case.submission.version_id)
    return fees_due(compiled, case.submission.answers, language=get_language() or "de")


def label_of_upload(upload: Upload, case: Case) -> str:
    """Return the question that a file answers and its number there, in German, for the files."""
    compiled = compiled_version(case.submission.version_id)
    entry = compiled.entries.get(upload.node_id)
    label = str(entry.node.get("label", upload.node_id)) if entry else upload.node_id
    same = [one.pk for one in uploads_of(case.submission) if one.node_id == upload.node_id]
    return (
        f"{label} (Datei {same.index(upload.pk) + 1} von {len(same)})" if len(same) > 1 else label
    )
