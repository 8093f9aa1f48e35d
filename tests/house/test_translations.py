"""Every text of the interface has its English one, and the catalogue knows no other texts."""

import re
import shutil
from collections.abc import Iterator

import polib
import pytest
from django.core.management import call_command

from tests import servers
from workshop.lists import CATALOGUE, COLLECT
from workshop.messages import ROOT

HOLE = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def _texts(catalogue: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def _pairs(catalogue: polib.POFile) -> Iterator[tuple[str, str]]:
    for entry in catalogue:
        if entry.msgid_plural:
            yield from ((entry.msgid_plural, text) for text in entry.msgstr_plural.values())
        else:
            yield entry.msgid, entry.msgstr


def test_the_catalogue_holds_the_texts_of_code_and_templates_and_no_others(
    catalogue, settings, tmp_path, monkeypatch
):
    if not shutil.which("xgettext"):
        servers.missing("xgettext (package gettext) is not installed")
    settings.LOCALE_PATHS = [str(tmp_path)]
    monkeypatch.chdir(ROOT)

    call_command(*COLLECT, "--ignore", "rathaus/locale", verbosity=0)

    collected = polib.pofile(str(tmp_path / "en" / "LC_MESSAGES" / "django.po"))
    assert _texts(collected) ^ _texts(catalogue) == set(), "run `make messages` and translate"


def test_every_text_has_its_english_one(catalogue):
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_english_texts_have_the_holes_and_tags_of_the_german_ones(catalogue):
    different = {
        german: english
        for german, english in _pairs(catalogue)
        if sorted(HOLE.findall(german)) != sorted(HOLE.findall(english))
    }

    assert different == {}


def test_english_texts_use_english_quotation_marks(catalogue):
    assert [english for _, english in _pairs(catalogue) if "„" in english] == []
