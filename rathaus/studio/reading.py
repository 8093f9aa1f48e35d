"""Reads a file that staff upload: our own format, or a form that was written elsewhere."""

from typing import Protocol

from django.utils.translation import gettext as _

from forms_engine.checking.form import form_findings
from forms_engine.definition import FORMAT, Definition
from forms_engine.importing import Refused, SourceFile, read
from forms_engine.importing.reading import read_json
from rathaus.studio.import_sentences import import_sentence
from rathaus.studio.sentences import sentence


class NotReadable(Exception):
    """The file holds no form; the text says why."""


class Uploaded(Protocol):
    """A file as Django hands it over."""

    name: str | None

    def read(self) -> bytes:
        """Return its bytes."""


def read_upload(file: Uploaded) -> tuple[Definition, list[str]]:
    """
    Return the definition in a file, and what of the file it could not express.

    :raises NotReadable: if there is no form in it that we can read.
    """
    source = SourceFile(file.name or _("Die Datei"), file.read())
    if own := _own(source):
        return own, []
    imported = read([source])
    if not imported:
        raise NotReadable(_("In dieser Datei steht kein Formular."))
    first = imported[0]
    if first.refused:
        raise NotReadable(import_sentence(first.refused))
    lost = [
        f"{remark.at or '/'}: {import_sentence(remark.message)}" for remark in first.not_expressed
    ]
    return first.definition or {}, lost


def _own(source: SourceFile) -> Definition | None:
    """Return a definition in our format; mistakes in what it says are the check list's business."""
    try:
        value = read_json(source)
    except Refused as refused:
        raise NotReadable(import_sentence(refused.message)) from refused
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None
    errors = [finding for finding in form_findings(value) if finding.level == "error"]
    if errors:
        raise NotReadable(f"{errors[0].at}: {sentence(errors[0])}")
    return value
