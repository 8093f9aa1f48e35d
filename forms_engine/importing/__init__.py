"""
Reads forms that were written elsewhere, or by us, and says what became of each.

Pure functions from bytes: nothing is opened, fetched or stored here.
"""

from collections.abc import Sequence

from forms_engine.definition import Definition
from forms_engine.importing.bundling import Bundler
from forms_engine.importing.own import read_own
from forms_engine.importing.reading import SourceFile, read_json
from forms_engine.importing.recognising import Form, forms_in
from forms_engine.importing.report import Imported, Journal, Refused, Remark
from forms_engine.importing.translating import translate
from forms_engine.importing.wording import layout_of, title_of, uses_steps

__all__ = ["Imported", "Refused", "Remark", "SourceFile", "read", "read_json"]


def read(files: Sequence[SourceFile]) -> list[Imported]:
    """Return what becomes of each form among the files; a refused one says why."""
    results: list[Imported] = []
    parts = []
    for file in files:
        try:
            parts.append((file, read_json(file)))
        except Refused as refusal:
            results.append(Imported(file.name, refused=refusal.message))
    return results + [_read_form(form) for form in forms_in(parts)]


def _read_form(form: Form) -> Imported:
    journal = Journal(form.main.file)
    result = Imported(form.name, taken_over=journal.taken_over, not_expressed=journal.not_expressed)
    try:
        result.dialect, result.definition = _definition(form, journal)
    except Refused as refusal:
        result.refused = refusal.message
    return result


def _definition(form: Form, journal: Journal) -> tuple[str, Definition]:
    if form.language == "rathaus":
        definition = read_own(form.main.value)
        journal.took("own-format", "")
        return "rathaus-process", definition
    if form.language != "json-schema":
        raise Refused("no-form")
    layout, dialect = layout_of(form, journal)
    bundler = Bundler(form.main.value, journal)
    for other in form.others:
        bundler.add(other.value, name=other.file.rpartition("/")[2])
    return dialect, translate(
        bundler.bundle(), layout, journal, title=title_of(form), steps=uses_steps(form)
    )
