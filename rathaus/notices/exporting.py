"""Hands a city all of its data in open formats, as one archive: everything it needs elsewhere."""

import datetime as dt
import json
import mimetypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from rathaus.applications import uploading
from rathaus.applications.models import Draft, Submission, Upload
from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.emptying import Owned, owned_models
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.notices import archive
from rathaus.notices.models import Notice
from rathaus.notices.zipped import Entry, zipped
from rathaus.outbox.models import Delivery, Event
from rathaus.people.models import Membership, User
from rathaus.processes.models import Presence
from rathaus.sharing.models import Document, Origin

CHECKSUMS: Final = "pruefsummen.sha256"
# Told in the folder of each application.
_IN_FOLDERS: Final = frozenset({Submission, Upload, Case, HistoryRow, Notice})
# What citizens have not sent is theirs; the rest is the machinery of this house.
LEFT_HERE: Final = frozenset({Draft, Presence, Event, Delivery})
_AT_ONCE: Final = 100

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


def export(city: City, *, by: User, at: dt.datetime) -> Iterator[bytes]:
    """
    Yield an archive of everything a city has; once it is through, the city knows that it has it.

    In the history of every case stands who took it along.

    :param by: an administrator of the city; the operating unit never sees this.
    """
    pieces = zipped(_entries(city, by=by, at=at), checksums=CHECKSUMS)
    while True:
        # Whoever sends the pieces stands in no city any more.
        with for_city(city):
            piece = next(pieces, None)
        if piece is None:
            break
        yield piece
    City.objects.filter(pk=city.pk).update(exported_at=at)


def _entries(city: City, *, by: User, at: dt.datetime) -> Iterator[Entry]:
    yield "LIESMICH.txt", [_readme(city, at=at).encode()]
    yield "stadt.json", [_json(_told(city))]
    yield "personal.json", [_json(_staff())]
    for model in owned_models():
        if model not in _IN_FOLDERS | LEFT_HERE:
            yield f"daten/{model._meta.label_lower}.json", _as_list(_rows(model))
    yield "daten/sharing.origin_documents.json", _as_list(map(_told, _kept().order_by("pk")))
    yield "daten/vorlagen.json", _as_list(_documents())
    broken: list[str] = []
    for batch in _batches():
        _log(batch, by=by, at=at)
        yield from _folders(batch, broken)
    yield "nicht-lesbar.json", [_json(broken)]


def _readme(city: City, *, at: dt.datetime) -> str:
    return _(
        "Alle Daten von %(name)s aus dem digitalen Rathaus, Stand %(at)s (UTC)\n"
        "\n"
        "Alle Texte sind UTF-8, alle Tabellen JSON, alle Bescheide PDF/A.\n"
        "\n"
        "stadt.json            Die Stadt: Anschrift, Rechtsbehelfsbelehrung, Farben\n"
        "personal.json         Wer hier arbeitet, mit Rollen; „id“ steht in anderen Dateien\n"
        "daten/                Eine Datei je Tabelle: Ämter, Prozesse, Versionen, Verlauf …\n"
        "daten/vorlagen.json   Die Vorlagen, aus denen Prozesse übernommen wurden\n"
        "vorgaenge/<Nummer>/   Ein Ordner je Antrag:\n"
        "  vorgang.json        Antworten, Entscheidung, Verlauf, Namen der Anlagen\n"
        "  anlagen/            Dateien, die mitgeschickt wurden\n"
        "  bescheide/          Eingangsbestätigung und Bescheid, wie sie versandt wurden\n"
        "nicht-lesbar.json     Dateien, die beschädigt waren; im besten Fall leer\n"
        "pruefsummen.sha256    Zum Nachprüfen: sha256sum --check pruefsummen.sha256\n"
        "\n"
        "Was die Antworten bedeuten, steht in daten/processes.version.json: „version“ eines\n"
        "Vorgangs ist dort „id“. Angefangene Anträge, die niemand abgeschickt hat, gehören den\n"
        "Bürgerinnen und Bürgern und sind nicht dabei.\n"
    ) % {"name": city.name, "at": f"{at:%Y-%m-%d %H:%M}"}


def _json(value: Any) -> bytes:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _as_list(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield rows as one JSON array, without holding them all."""
    before = b"[\n"
    for row in rows:
        yield before + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _told(row: models.Model, *left_out: str) -> dict[str, Any]:
    """Return a row by the names of its columns, but for what is sealed or only a place here."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not isinstance(field, models.BinaryField | models.FileField)
        and field.name not in {"city", *left_out}
    }


def _rows(model: Owned) -> Iterator[dict[str, Any]]:
    return map(_told, model.objects.order_by("pk").iterator(500))


def _kept() -> models.QuerySet[Any]:
    return Origin.documents.through.objects.filter(origin__in=Origin.objects.values("pk"))


def _documents() -> Iterator[dict[str, Any]]:
    found = Document.objects.filter(pk__in=_kept().values("document"))
    return map(_told, found.order_by("pk").iterator(50))


def _staff() -> list[dict[str, Any]]:
    people: dict[int, dict[str, Any]] = {}
    rows = Membership.objects.select_related("user", "department").order_by("user__email", "pk")
    for row in rows:
        user = row.user
        told = {"id": user.pk, "email": user.email, "roles": []}
        names = {"first_name": user.first_name, "last_name": user.last_name}
        person = people.setdefault(user.pk, told | names)
        office = row.department.key if row.department else None
        person["roles"].append({"role": row.role, "department": office})
    return list(people.values())


def _batches() -> Iterator[list[Submission]]:
    """Yield all applications, some at once, in an order that holds while more arrive."""
    last = None
    while True:
        rows = Submission.objects.order_by("pk").select_related("case")
        batch = list((rows.filter(pk__gt=last) if last else rows)[:_AT_ONCE])
        if not batch:
            return
        yield batch
        last = batch[-1].pk


def _log(batch: list[Submission], *, by: User, at: dt.datetime) -> None:
    """Write into each case's history that somebody took it along."""
    cases = Case.objects.filter(submission__in=batch)
    HistoryRow.objects.bulk_create(
        HistoryRow(
            city_id=case.city_id,
            case=case,
            kind=HistoryRow.Kind.VIEWED,
            by=by,
            at=at,
            text="Alle Daten der Stadt heruntergeladen",
        )
        for case in cases
    )


def _folders(batch: list[Submission], broken: list[str]) -> Iterator[Entry]:
    cases = {row.submission_id: row for row in Case.objects.filter(submission__in=batch)}
    history = _by("case_id", HistoryRow.objects.filter(case__submission__in=batch).order_by("at"))
    uploads = _by("submission_id", Upload.objects.filter(submission__in=batch).order_by("pk"))
    letters = Notice.objects.filter(submission__in=batch).select_related("submission")
    notices = _by("submission_id", letters.order_by("issued_at"))
    for submission in batch:
        folder = f"vorgaenge/{submission.number}"
        case = cases.get(submission.pk)
        files = [(row, _place(row, number)) for number, row in enumerate(uploads[submission.pk], 1)]
        told = _application(submission) | {
            "files": [_told(row) | {"name": row.name, "path": place} for row, place in files],
            "notices": [_told(row) for row in notices[submission.pk]],
            "case": _told(case) | {"reason": case.reason} if case else None,
            "history": [_told(row) for row in history[case.pk]] if case else [],
        }
        yield f"{folder}/vorgang.json", [_json(told)]
        for upload, place in files:
            yield from _file(f"{folder}/{place}", upload, broken)
        for notice in notices[submission.pk]:
            yield from _file(f"{folder}/bescheide/{notice.kind}.pdf", notice, broken)


def _by(name: str, rows: Iterable[Row_co]) -> dict[Any, list[Row_co]]:
    found: dict[Any, list[Row_co]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _application(submission: Submission) -> dict[str, Any]:
    sealed = {"answers": submission.answers, "email": submission.email}
    return _told(submission, "draft_id", "email_index") | sealed


def _place(upload: Upload, number: int) -> str:
    """Name a file by its number: what citizens call theirs may be no name elsewhere."""
    return f"anlagen/{number:02}{mimetypes.guess_extension(upload.media_type) or '.bin'}"


def _file(path: str, row: Upload | Notice, broken: list[str]) -> Iterator[Entry]:
    try:
        content = archive.read_pdf(row) if isinstance(row, Notice) else uploading.read(row)
    except (archive.NoticeDamaged, uploading.UploadDamaged):
        broken.append(path)
    else:
        yield path, [content]
