"""
Reads forms that were written elsewhere, or by us, and says what became of each.

Pure functions from bytes: nothing is opened, fetched or stored here.
"""

from collections.abc import Sequence

from forms_engine.importing.bundling import Bundler
from forms_engine.importing.own import read_own
from forms_engine.importing.reading import SourceFile, read_json
from forms_engine.importing.recognising import Form, forms_in
from forms_engine.importing.report import Imported, Journal, Refused, Remark
from forms_engine.importing.translating import translate
from forms_engine.importing.wording import layout_of, title_of, uses_steps

__all__ = ["Imported", "Refused", "Remark", "SourceFile", "read"]


def read(files: Sequence[SourceFile]) -> list[Imported]:
    """Return what becomes of each form among the files; a refused one says why."""
    results: list[Imported] = []
    parts = []
    for file in files:
        try:
            parts.append((file, read_json(file)))
        except Refused as refusal:
            results.append(Imported(file.name, refused=str(refusal)))
    return results + [_read_form(form) for form in forms_in(parts)]


def _read_form(form: Form) -> Imported:
    journal = Journal(form.main.file)
    result = Imported(form.name, taken_over=journal.taken_over, not_expressed=journal.not_expressed)
    try:
        if form.language == "rathaus":
            result.dialect = "rathaus-process"
            result.definition = read_own(form.main.value)
        elif form.language == "json-schema":
            _read_schema(form, result, journal)
        else:
            raise Refused("It is no form in a language that is read here.")
    except Refused as refusal:
        result.definition = None
        result.refused = f"{form.name} is not imported: {refusal}"
    return result


def _read_schema(form: Form, result: Imported, journal: Journal) -> None:
    layout, result.dialect = layout_of(form, journal)
    bundler = Bundler(form.main.value, journal)
    for other in form.others:
        bundler.add(other.value, name=other.file.rpartition("/")[2])
    result.definition = translate(
        bundler.bundle(), layout, journal, title=title_of(form), steps=uses_steps(form)
    )
