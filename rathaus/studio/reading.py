"""Reads files that staff upload: our own format, or forms that were written elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from forms_engine.importing import Imported, SourceFile
from rathaus.processes.reading_apart import read_apart
from rathaus.studio.import_sentences import import_sentence

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 5 * _MEGABYTE
MOST_FILES: Final = 20


class NotReadable(Exception):
    """The file holds no form; the text says why."""


def read_uploads(files: Sequence["UploadedFile[Any]"]) -> list[Imported]:
    """
    Return what becomes of each form in some files, which may belong together.

    :raises NotReadable: if they are too many, too large, or hold no form at all.
    """
    if not files:
        raise NotReadable(_("Wählen Sie eine Datei aus."))
    if len(files) > MOST_FILES:
        raise NotReadable(_("Laden Sie höchstens %(most)s Dateien auf einmal hoch.")
                          % {"most": MOST_FILES})  # fmt: skip
    if sum(file.size or 0 for file in files) > LARGEST:
        raise NotReadable(_("Zusammen dürfen die Dateien höchstens 5 MB groß sein."))
    imported = read_apart([SourceFile(file.name or _("Die Datei"), file.read()) for file in files])
    if not imported:
        raise NotReadable(_("In dieser Datei steht kein Formular."))
    return imported


def read_upload(file: "UploadedFile[Any]") -> tuple[Definition, list[str]]:
    """
    Return the definition in a file, and what of the file it could not express.

    :raises NotReadable: if there is no form in it that we can read.
    """
    first = read_uploads([file])[0]
    if first.refused:
        raise NotReadable(import_sentence(first.refused))
    lost = [
        f"{remark.at or '/'}: {import_sentence(remark.message)}" for remark in first.not_expressed
    ]
    return first.definition or {}, lost
