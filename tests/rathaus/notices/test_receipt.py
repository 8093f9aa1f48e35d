import json

import pytest
from django.core.files.base import ContentFile

from rathaus.applications.models import Submission, Upload
from rathaus.cities.models import City
from rathaus.notices.receipt import print_receipt, write_receipt
from tests import cast, factories
from tests.rathaus.notices import paper, stories


def _attach(submission: Submission, name: str) -> Upload:
    upload = Upload(
        city=submission.city,
        submission=submission,
        node_id="f_proof",
        media_type="application/pdf",
        size=123_456,
        sha256="ab" * 32,
        file=ContentFile(b"sealed", name="x"),
        uploaded_at=cast.NOW,
    )
    upload.name = name
    upload.save()
    return upload


def test_a_receipt_says_what_was_sent_in_the_forms_own_words_and_order(in_frankfurt: City):
    answers = {"story": "Er bellt.\nSehr laut."}
    submission = stories.submission(in_frankfurt, answers=answers)

    text = paper.words_of(print_receipt(submission, at=cast.NOW).pdf)

    said = (
        "Eingangsbestätigung",
        "Hund anmelden",
        "Ihr Antrag ist am 23. November 2026, 10:30 Uhr bei uns eingegangen.",
        f"Ihr Aktenzeichen lautet: {submission.number}",
        "So geht es weiter",
        "in der Regel: etwa 14 Tage.",
        "Halterin",
        "Zoë Šimić-Nguyễn",
        "Anschrift",
        "Große Straße 12 a",
        "Was ist passiert?",
        "Er bellt. Sehr laut.",
        "keine Entscheidung",
    )
    places = [text.find(each) for each in said]
    assert -1 not in places
    assert places == sorted(places)


def test_rows_of_a_list_stand_under_their_own_headings(in_frankfurt: City):
    dogs = [{"call": "Bello", "mixed": False}, {"call": "Rex", "mixed": False}]
    version = factories.make_version(in_frankfurt)
    submission = factories.make_submission(version, answers={**cast.DOG_ANSWERS, "dogs": dogs})

    _sheet, receipt = write_receipt(submission, at=cast.NOW)

    blocks = [block for part in receipt.parts for block in part.blocks]
    assert [block.group for block in blocks] == ["", "Hund 1", "Hund 2", ""]
    assert [said.text for said in blocks[2].said] == ["Rex", "Nein"]


def test_uploads_are_listed_by_name_size_and_hash(in_frankfurt: City):
    submission = stories.submission(in_frankfurt)
    _attach(submission, "Nachweis <b>.pdf")

    text = paper.text_of(print_receipt(submission, at=cast.NOW).pdf)

    assert "Nachweis <b>.pdf" in text
    assert "120,6 KB" in text
    assert f"SHA-256 {'ab' * 32}" in text.replace("\n", "")


def test_a_receipt_is_archivable_tagged_and_carries_the_submission(in_frankfurt: City):
    submission = stories.submission(in_frankfurt)

    pdf = print_receipt(submission, at=cast.NOW).pdf

    with paper.opened(pdf) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"] == "Eingangsbestätigung"
        assert document.Root.MarkInfo.Marked is True
    assert json.loads(paper.attached_to(pdf)["antrag.json"])["answers"] == submission.answers


def test_a_receipt_speaks_the_citizens_language(in_frankfurt: City):
    version = factories.make_version(in_frankfurt)
    submission = factories.make_submission(version, language="en")

    pdf = print_receipt(submission, at=cast.NOW).pdf

    with paper.opened(pdf) as document:
        assert document.Root.Lang == "en"
    text = paper.text_of(pdf)
    assert "Register a dog" in text
    assert "Name of the owner" in text
    assert "Bello" in text


def test_a_process_says_on_arrival_what_it_wants_to_say(in_frankfurt: City):
    own = {
        "key": "came",
        "on": "received",
        "title": "Danke, {{ city.name }}",
        "body": "Bringen Sie {{ case.reference }} mit, {{ answers.name }}.\n\nBis bald!",
    }
    version = factories.make_version(
        in_frankfurt, definition=factories.make_definition(notices=[own])
    )
    submission = factories.make_submission(version)

    around, receipt = write_receipt(submission, at=cast.NOW)

    assert around.title == "Danke, Frankfurt am Main"
    assert receipt.own == (f"Bringen Sie {submission.number} mit, Kim Muster.", "Bis bald!")


def test_a_language_without_texts_gets_a_german_receipt(in_frankfurt: City):
    around, _receipt = write_receipt(stories.submission(in_frankfurt, language="tlh"), at=cast.NOW)

    assert around.language == "de"


@pytest.mark.parametrize("length", [401, 39_000])
def test_a_long_answer_is_printed_as_a_whole(in_frankfurt: City, length: int):
    story = ("wau " * 10_000)[:length]
    submission = stories.submission(in_frankfurt, answers={"story": story})

    text = paper.text_of(print_receipt(submission, at=cast.NOW).pdf)

    assert text.count("wau") == story.count("wau")


def test_an_endless_answer_is_cut_and_says_where_the_rest_is(in_frankfurt: City):
    submission = stories.submission(in_frankfurt, answers={"story": "wau " * 30_000})

    pdf = print_receipt(submission, at=cast.NOW).pdf

    assert "gekürzt; vollständig in der beigefügten Datei antrag.json" in paper.words_of(pdf)
    assert json.loads(paper.attached_to(pdf)["antrag.json"])["answers"] == submission.answers
