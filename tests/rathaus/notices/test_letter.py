import json

import pytest

from forms_engine.checking import check
from rathaus.cities.models import City
from rathaus.notices.attachment import submission_document
from rathaus.notices.letter import ReasonMissing, print_notice, write_notice
from rathaus.processes import queries
from rathaus.processes.models import Version
from tests import cast
from tests.rathaus.notices import paper, stories


def test_address_and_info_block_stand_where_din_5008_form_b_wants_them(in_frankfurt: City):
    pdf = print_notice(stories.decided(in_frankfurt), at=cast.NOW).pdf

    assert paper.place_of(pdf, "Zoë Šimić") == pytest.approx((25.0, 62.7), abs=0.1)
    assert paper.place_of(pdf, "Aktenzeichen")[0] == pytest.approx(125.0, abs=0.1)
    assert paper.place_of(pdf, "Frankfurt am Main · ")[1] < 62.7 - 8 * 25.4 / 72
    assert paper.place_of(pdf, "Bescheid über")[1] > 98.4


def test_a_notice_says_everything_the_process_the_clerk_and_the_city_have_to_say(
    in_frankfurt: City,
):
    case = stories.decided(in_frankfurt, reason="Alles lag vor.\n\nVielen Dank.")

    text = paper.text_of(print_notice(case, at=cast.NOW).pdf)

    for said in (
        "Magistrat der Stadt Frankfurt am Main",
        case.reference,
        "23. November 2026",
        "Toni Amt",
        "Steueramt",
        "Große Straße 12 a",
        "Bescheid über die Hundesteuer",
        "Ihr Antrag „Hund anmelden“ vom 23. November 2026",
        "Guten Tag Zoë Šimić-Nguyễn,",
        "Guten Bescheid für Šimić-Nguyễn.",
        "Die Steuer beträgt 102,00 €, alles zusammen 1.336,50 €.",
        "Erster Hund",
        "1.234,50 €",
        "Begründung\nAlles lag vor.\nVielen Dank.",
        "Rechtsbehelfsbelehrung\nGegen diesen Bescheid ist der Widerspruch zulässig.",
        "auch ohne Unterschrift gültig",
        "Seite 1 von 1",
    ):
        assert said in text


def test_the_pdf_is_tagged_archivable_and_knows_its_language_and_title(in_frankfurt: City):
    pdf = print_notice(stories.decided(in_frankfurt), at=cast.NOW).pdf

    with paper.opened(pdf) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"] == "Bescheid über die Hundesteuer" == str(document.docinfo.Title)
        assert document.Root.Lang == "de"
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(document.docinfo.CreationDate) == "D:20261123093000Z"
    tags = paper.tags_of(pdf)
    assert tags.count("/H1") == 1
    assert {"/H2", "/P", "/Table", "/TH", "/TD"} <= set(tags)


def test_every_font_is_ours_and_embedded(in_frankfurt: City):
    pdf = print_notice(stories.decided(in_frankfurt), at=cast.NOW).pdf

    with paper.opened(pdf) as document:
        fonts = [each for page in document.pages for each in page.Resources.Font.values()]
        inner = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        assert all("/FontFile2" in each for each in inner)
        assert {str(each.FontName).split("+")[1][:14] for each in inner} == {"Rathaus-Letter"}


def test_the_submission_travels_inside_as_data(in_frankfurt: City):
    case = stories.decided(in_frankfurt, answers={"story": "Ein Hund\nund noch einer"})

    attached = paper.attached_to(print_notice(case, at=cast.NOW).pdf)

    assert list(attached) == ["antrag.json"]
    document = json.loads(attached["antrag.json"])
    assert document == submission_document(case.submission)
    assert document["answers"] == case.submission.answers


def test_the_attached_file_is_listed_once(in_frankfurt: City):
    with paper.opened(print_notice(stories.decided(in_frankfurt), at=cast.NOW).pdf) as document:
        assert len(document.Root.AF) == 1


def test_a_refusal_without_a_text_of_its_own_still_has_reason_and_remedy(in_frankfurt: City):
    case = stories.decided(in_frankfurt, state="refused", reason="Der Nachweis fehlt.")

    text = paper.text_of(print_notice(case, at=cast.NOW).pdf)

    assert "Ablehnung: Hund anmelden" in text
    assert "Ihren Antrag vom 23. November 2026 lehnen wir ab." in text
    assert "Begründung\nDer Nachweis fehlt." in text
    assert "Rechtsbehelfsbelehrung" in text
    assert "Erster Hund" not in text


def test_a_refusal_without_a_reason_is_not_printed(in_frankfurt: City):
    with pytest.raises(ReasonMissing):
        print_notice(stories.decided(in_frankfurt, state="refused", reason=" "), at=cast.NOW)


def test_a_processes_own_remedy_goes_before_the_citys(in_frankfurt: City):
    case = stories.decided(in_frankfurt)
    case.process.legal_remedy = "Klage beim Verwaltungsgericht in {{ city.name }}."

    _sheet, letter = write_notice(case, at=cast.NOW)

    assert letter.remedy == ("Klage beim Verwaltungsgericht in Frankfurt am Main.",)


def test_an_approval_that_needs_no_remedy_has_none(in_frankfurt: City):
    notices = [{**stories.NOTICES[0], "legal_remedy": False}]

    _sheet, letter = write_notice(stories.decided(in_frankfurt, notices=notices), at=cast.NOW)

    assert letter.remedy == ()


def test_a_notice_to_somebody_who_speaks_english_is_german_and_says_so(in_frankfurt: City):
    _sheet, letter = write_notice(stories.decided(in_frankfurt, language="en"), at=cast.NOW)

    assert letter.body[0].startswith("Guten Bescheid")
    assert letter.hint_language == "en"
    assert letter.hint


def test_many_fees_repeat_the_head_of_their_table_and_keep_the_total_with_a_line(
    in_frankfurt: City,
):
    fees = [{"id": f"f{n}", "label": f"Posten {n}", "amount": "1.00"} for n in range(70)]

    pages = paper.texts_of(print_notice(stories.decided(in_frankfurt, fees=fees), at=cast.NOW).pdf)

    with_lines = [page for page in pages if "Posten " in page]
    assert len(with_lines) == 3
    assert all("Bezeichnung" in page for page in with_lines)
    assert "Posten 69" in next(page for page in pages if "Summe" in page)


def test_later_pages_say_what_they_belong_to(in_frankfurt: City):
    case = stories.decided(in_frankfurt, reason="Viele Worte. " * 300)

    pages = paper.texts_of(print_notice(case, at=cast.NOW).pdf)

    assert len(pages) == 2
    assert f"Aktenzeichen {case.reference} · 23. November 2026" in pages[1]
    assert "Seite 2 von 2" in pages[1]


def test_what_an_answer_says_is_never_a_hole_to_fill(in_frankfurt: City):
    person = {"given_name": "{{ city.name }}", "family_name": "{{ parameter.fee }}"}
    case = stories.decided(in_frankfurt, answers={"owner": person})

    _sheet, letter = write_notice(case, at=cast.NOW)

    assert letter.body[0] == "Guten Bescheid für {{ parameter.fee }}."


def test_a_title_says_nothing_of_the_person_although_the_definition_wants_it(in_frankfurt: City):
    """The check list refuses it; a version published before may have it still."""
    title = "Bescheid für {{ answers.owner.family_name }} {{ case.reason }} {{ process.title }}"
    notice = {**stories.NOTICES[0], "title": title}
    definition = stories.definition(notices=[notice])
    case = stories.decided(in_frankfurt, reason="Geheim")
    Version.objects.filter(pk=case.submission.version_id).update(definition=definition)
    queries._version.cache_clear()
    queries._compiled.cache_clear()

    around, letter = write_notice(case, at=cast.NOW)

    assert around.title == "Bescheid für Hund anmelden"
    assert letter.reason == ("Geheim",)
    assert [
        (found.code, found.params["name"]) for found in check(definition) if found.level == "error"
    ] == [("unknown_name", "case.reason"), ("unknown_name", "answers.owner.family_name")]
