"""Ten municipal forms that nobody here wrote, walked with their own sample answers."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_engine.answers import prune
from forms_engine.binding.levels import Level, answered_level
from forms_engine.binding.names import count_name, name_of
from forms_engine.compiling import Compiled
from forms_engine.importing import SourceFile, read
from rathaus.applications.models import Submission
from rathaus.notices.receipt import print_receipt
from rathaus.processes.models import Version
from rathaus.processes.queries import compiled_version
from tests import cast, factories
from tests.plain_browser import Page, Visitor
from tests.rathaus.notices import paper

_ROOT = Path(__file__).resolve().parents[2]
_FORMS = Path(os.environ.get("RATHAUS_CORPUS", _ROOT.parent / "shared" / "corpus"))
_FOLDER = _FORMS / "bratislava-municipal"
SAMPLES = sorted(_FOLDER.glob("*/valid/*.json"))
# Where typing an answer brings up a question, the page comes again; more rounds would be a circle.
_ROUNDS = 6


def published(folder: Path, city: Any) -> Version:
    names = ("schema.json", "form-meta.json")
    [form] = read([SourceFile(name, (folder / name).read_bytes()) for name in names])
    assert form.definition is not None, form.refused
    return factories.make_version(city, definition=form.definition)


class Applicant(Visitor):
    """Somebody who types sample answers into whatever the page asks."""

    def __init__(self, compiled: Compiled, answers: dict[str, Any]) -> None:
        super().__init__()
        self.compiled = compiled
        self.answers = answers

    def fill_in(self) -> None:
        """Fill in page after page until the review."""
        rounds = 0
        while "/pruefen/" not in self.page.address:
            before = self.page.address
            entry = self.compiled.entries[before.rstrip("/").rpartition("/")[2]]
            level = answered_level(entry, self.answers, with_defaults=False)
            self.press("Weiter", **self._typed(level, ()))
            rounds = rounds + 1 if self.page.address == before else 0
            assert rounds < _ROUNDS, (before, self.page.errors)

    def _typed(self, level: Level, rows: tuple[int, ...]) -> dict[str, Any]:
        typed: dict[str, Any] = {}
        for node_id, raw in level["fields"].items():
            typed |= self._field(node_id, raw, rows)
        for list_id, own in level["lists"].items():
            if count_name(list_id, rows) in self.page.values:
                typed[count_name(list_id, rows)] = str(len(own))
            for number, row in enumerate(own):
                typed |= self._typed(row, (*rows, number))
        return typed

    def _field(self, node_id: str, raw: Any, rows: tuple[int, ...]) -> dict[str, Any]:
        name = name_of(node_id, rows)
        kind = self.compiled.entries[node_id].kind
        if kind and kind.widget == "file":
            return self._files(name, raw)
        if isinstance(raw, dict):
            return {f"{name}-{part}": value for part, value in raw.items()}
        return {name: raw}

    def _files(self, name: str, wanted: list[str]) -> dict[str, Any]:
        if name not in self.page.attributes or not wanted or self.page.values.get(name, [""])[0]:
            return {}
        return {name: SimpleUploadedFile("priloha.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")}


def comparable(compiled: Compiled, answers: Any) -> Any:
    """Return answers with each file as "file", and without empty lists: nothing was chosen."""
    files = {
        entry.path[-1]
        for entry in compiled.entries.values()
        if entry.kind and entry.kind.widget == "file"
    }

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: each for key, each in value.items() if each != []}
            return {key: "file" if key in files else plain(each) for key, each in kept.items()}
        if isinstance(value, list):
            # Ticked boxes come in the order of the form, not of the ticking.
            members = [plain(each) for each in value]
            return sorted(members) if all(isinstance(each, str) for each in members) else members
        return value

    return plain(answers)


@pytest.mark.skipif(not SAMPLES, reason="the municipal forms are not here: set RATHAUS_CORPUS")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parents[1].name)
def test_a_municipal_form_is_walked_from_the_first_page_to_the_receipt(sample: Path, in_frankfurt):
    version = published(sample.parents[1], in_frankfurt)
    compiled = compiled_version(version.pk)
    answers = json.loads(sample.read_text(encoding="utf-8"))
    jozef = Applicant(compiled, answers)

    jozef.start(version.process.slug)
    jozef.fill_in()
    page: Page = jozef.press("Verbindlich absenden", email="jozef@muster.example")

    assert page.heading == "Ihr Antrag ist eingegangen"
    submission = Submission.objects.get()
    assert comparable(compiled, submission.answers) == comparable(
        compiled, prune(compiled, answers)
    )
    assert submission.number in paper.words_of(print_receipt(submission, at=cast.NOW).pdf)


def test_there_are_ten_of_them():
    assert not SAMPLES or len({sample.parents[1] for sample in SAMPLES}) >= 10
