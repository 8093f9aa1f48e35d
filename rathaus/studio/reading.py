"""Reads a file that staff upload: our own format, or a form that was written elsewhere."""

from typing import Protocol

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from forms_engine.importing import SourceFile, read


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
    imported = read([SourceFile(file.name or _("Die Datei"), file.read())])
    if not imported:
        raise NotReadable(_("In dieser Datei steht kein Formular."))
    first = imported[0]
    if first.definition is None:
        raise NotReadable(first.refused)
    return first.definition, [str(remark) for remark in first.not_expressed]
