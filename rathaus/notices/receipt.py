"""Writes the receipt: what was sent, in the form's own words and order, and what happens next."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from forms_engine import texts
from forms_engine.answers import Row, read_aloud
from forms_engine.compiling import Compiled
from rathaus.applications.models import Submission
from rathaus.notices import sheet, wording
from rathaus.notices.addressee import addressee_of
from rathaus.notices.attachment import submission_json
from rathaus.notices.printed import Printed
from rathaus.notices.printing import print_pdf
from rathaus.processes.queries import compiled_version

# Longer answers are set as text of their own below their question, not beside it.
_BESIDE = 400
_BESIDE_LINES = 8
# All answers together; beyond it each is cut short.
_LONGEST_RECEIPT = 200_000
_SHORTENED = 200


@dataclass(frozen=True)
class Said:
    """A question with its answer as text."""

    label: str
    text: str


@dataclass(frozen=True)
class Block:
    """A table of short answers, or one long answer, of one group such as "Hund 1"."""

    group: str
    said: tuple[Said, ...]
    is_long: bool


@dataclass(frozen=True)
class Part:
    """A page of the form."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class File:
    """An uploaded file, so that it can be told from any other."""

    name: str
    size: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """The text of a receipt, ready to be set."""

    process: str
    # What the process itself says on arrival, in paragraphs.
    own: tuple[str, ...]
    number: str
    received_at: str
    steps: tuple[str, ...]
    parts: tuple[Part, ...]
    files: tuple[File, ...]
    attached: str


def print_receipt(submission: Submission, *, at: dt.datetime) -> Printed:
    """Return the receipt of a submission in the language it was filled in."""
    with translation.override(_language_of(submission)):
        around, receipt = write_receipt(submission, at=at)
        html = render_to_string("notices/receipt.html", {"sheet": around, "receipt": receipt})
    pdf = print_pdf(
        html,
        colour=sheet.colour_of(submission.city),
        attached=[submission_json(submission)],
        at=at,
    )
    return Printed(around.title, pdf)


def write_receipt(submission: Submission, *, at: dt.datetime) -> tuple[sheet.Sheet, Receipt]:
    """Return the receipt's text in the active language."""
    return compose(submission, compiled=compiled_version(submission.version_id), at=at)


def compose(
    submission: Submission, *, compiled: Compiled, at: dt.datetime
) -> tuple[sheet.Sheet, Receipt]:
    """Return the text of a receipt as a form says it, which need not be stored."""
    language = _language_of(submission)
    answers = submission.answers
    own = _own(compiled, language)
    holes = wording.holes_at_arrival(
        submission, compiled=compiled, answers=answers, language=language, at=at
    )
    process = str(compiled.in_language(language).definition["title"])
    uploads = list(submission.uploads.order_by("uploaded_at", "pk"))
    names = {str(upload.pk): upload.name for upload in uploads}
    sender = sheet.sender_of(submission.city, None)
    around = sheet.sheet_of(
        title=texts.render(
            own.get("title") or _("Eingangsbestätigung"),
            wording.without_answers(holes),
            language=language,
        ),
        language=language,
        sender=sender,
        recipient=addressee_of(compiled.definition, answers),
        reference=submission.number,
        about=(
            (_("Aktenzeichen"), submission.number),
            (_("Datum"), sheet.day(at)),
            (_("Telefon"), sender.phone),
            (_("E-Mail"), sender.email),
        ),
        at=at,
    )
    sections = read_aloud(compiled, answers, language, file_names=names)
    length = sum(len(row.value_text) for section in sections for row in section.rows)
    longest = _SHORTENED if length > _LONGEST_RECEIPT else wording.LONGEST_TEXT
    receipt = Receipt(
        process=process,
        own=wording.paragraphs(texts.render(own.get("body", ""), holes, language=language)),
        number=submission.number,
        received_at=sheet.moment(submission.submitted_at),
        steps=tuple(_steps(submission, compiled.definition.get("processing_days"))),
        parts=tuple(
            Part(section.title, tuple(_blocks(section.rows, longest))) for section in sections
        ),
        files=tuple(
            File(upload.name, wording.size(upload.size), upload.sha256) for upload in uploads
        ),
        attached=wording.attached_hint(),
    )
    return around, receipt


def _own(compiled: Compiled, language: str) -> Mapping[str, str]:
    """Return what the process says on arrival, nothing where it leaves that to us."""
    notices = compiled.in_language(language).definition.get("notices", [])
    return next((notice for notice in notices if notice.get("on") == "received"), {})


def _language_of(submission: Submission) -> str:
    """Return the citizen's language, if this installation has words in it."""
    return submission.language if translation.check_for_language(submission.language) else "de"


def _steps(submission: Submission, processing_days: object) -> Iterator[str]:
    yield _("Das zuständige Amt prüft Ihren Antrag.")
    if processing_days:
        yield wording.processing_time(processing_days)
    if submission.email:
        yield _("Sobald entschieden ist, erhalten Sie eine E-Mail mit einem Link zum Bescheid.")
    yield _("Haben Sie Fragen, nennen Sie bitte Ihr Aktenzeichen %(number)s.") % {
        "number": submission.number
    }


def _blocks(rows: list[Row], longest: int) -> Iterator[Block]:
    """Put rows of one group that are short enough into one table."""
    for (group, is_long), some in itertools.groupby(rows, key=_arrangement):
        said = tuple(
            Said(row.label, wording.clip(row.value_text, longest=longest) or "–") for row in some
        )
        for part in ((each,) for each in said) if is_long else (said,):
            yield Block(group, part, is_long=is_long)


def _arrangement(row: Row) -> tuple[str, bool]:
    is_long = len(row.value_text) > _BESIDE or row.value_text.count("\n") >= _BESIDE_LINES
    return row.group, is_long
