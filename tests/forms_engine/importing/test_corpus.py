"""Real forms that nobody here wrote judge their samples as their origin does."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from forms_engine.answers import judge
from forms_engine.checking import check
from forms_engine.compiling import compile_definition
from forms_engine.importing import Imported, SourceFile, read

_ROOT = Path(__file__).resolve().parents[3]
_CORPUS = Path(os.environ.get("RATHAUS_CORPUS", _ROOT.parent / "shared" / "corpus"))
_LAYOUTS = ("schema.json", "uischema.json", "rjsf-uischema.json", "form-meta.json")
# What a folder of the corpus holds, by the languages that `import_form` reads.
_LANGUAGES = {
    "municipal": ("bratislava-municipal",),
    "json-forms": ("jsonforms-examples", "camunda-jsonforms"),
    "rjsf": ("rjsf-playground",),
    "json-schema": (
        "ajsf-demo", "altinn", "bc-business-filings", "cz-open-formal-norms", "digiwf-munich",
        "gc-forms-canada", "gov-json-schemas", "json-editor", "jsonform-playground",
        "schemastore", "simpler-grants-gov", "va-vets-json-schema", "vjsf-examples",
    ),
}  # fmt: skip
_CASES = [
    pytest.param(folder, id=folder.name, marks=pytest.mark.xdist_group(folder.parent.name))
    for names in _LANGUAGES.values()
    for name in names
    for folder in sorted((_CORPUS / name).glob("*/"))
    if (folder / "schema.json").exists()
]

pytestmark = pytest.mark.skipif(not _CASES, reason="the corpus is not here: set RATHAUS_CORPUS")


@dataclass
class Tally:
    definitions: int = 0
    imported: int = 0


def form_of(folder: Path) -> Imported:
    paths = [folder / name for name in _LAYOUTS if (folder / name).exists()]
    return next(
        form
        for form in read([SourceFile(path.name, path.read_bytes()) for path in paths])
        if form.name == "schema.json"
    )


def samples(folder: Path, verdict: str) -> list[Path]:
    found = sorted((folder / verdict).glob("*.json"))
    return [path for path in found if not path.name.endswith(".expected.json")]


@pytest.mark.parametrize("folder", _CASES)
def test_a_form_judges_its_samples_as_its_origin_does(folder):
    form = form_of(folder)
    if form.definition is None:
        assert str(form.refused)
        return
    compiled = compile_definition(form.definition, parameters={})

    assert not [finding for finding in check(form.definition) if finding.level == "error"]
    for path in samples(folder, "valid"):
        assert judge(compiled, json.loads(path.read_text(encoding="utf-8"))) == [], path.name
    for path in samples(folder, "invalid"):
        assert judge(compiled, json.loads(path.read_text(encoding="utf-8"))), path.name


@pytest.mark.parametrize("language", list(_LANGUAGES))
def test_nine_of_ten_forms_of_a_language_are_read(language):
    tally = Tally()
    for name in _LANGUAGES[language]:
        for folder in sorted((_CORPUS / name).glob("*/")):
            if (folder / "schema.json").exists():
                tally.definitions += 1
                tally.imported += form_of(folder).definition is not None

    print(f"{language}: {tally.imported} of {tally.definitions}")  # noqa: T201 - for docs/importing.md
    assert tally.imported >= 0.9 * tally.definitions
