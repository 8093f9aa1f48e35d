"""One case: read it, take it, put it back, go on to the next."""

import re
import uuid

import pytest

from rathaus.cases.models import Case, HistoryRow
from rathaus.cities.scope import for_city
from tests import factories
from tests.halls.desk.conftest import attach


def address(case, page=""):
    return f"/frankfurt/schreibtisch/vorgaenge/{case.pk}/{page}"


def reread(case):
    with for_city(case.city):
        return Case.objects.get(pk=case.pk)


def looks(case):
    with for_city(case.city):
        rows = HistoryRow.objects.filter(case=case).order_by("pk")
        return list(rows.values_list("kind", "text"))


def test_the_answers_stand_there_in_the_forms_own_words_and_order(client, clerk, case):
    html = client.get(address(case)).content.decode()

    words = ["Halterin oder Halter", "Name", "Kim Muster", "Geburtsdatum", "keine Angabe",
             "Ihre Hunde", "Hund 1", "Rufname", "Bello", "Mischling?", "Nein"]  # fmt: skip
    places = [html.index(f">{word}") for word in words]
    assert places == sorted(places)
    assert "Zweite Rasse" not in html


def test_the_words_are_those_of_the_version_that_was_answered(client, clerk, case, frankfurt):
    relabelled = factories.make_definition()
    relabelled["nodes"]["f_call"]["label"] = "Wie heißt der Hund?"
    factories.make_version(frankfurt, slug="neu", definition=relabelled)

    html = client.get(address(case)).content.decode()

    assert "Rufname" in html
    assert "Wie heißt der Hund?" not in html


def test_the_fees_stand_there_with_the_citys_figures(client, clerk, case):
    html = client.get(address(case)).content.decode()

    assert "Je Hund" in html
    assert "102,00" in html


def test_reading_is_written_down_once(client, clerk, case):
    client.get(address(case))
    client.get(address(case))

    assert looks(case) == [("viewed", "")]


def test_answers_are_text_and_never_markup(client, clerk, version):
    submission = factories.make_submission(version)
    submission.answers = {**submission.answers, "name": "<script>alert(1)</script>"}
    with for_city(version.city):
        submission.save()
    html = client.get(address(factories.make_case(submission))).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_taking_and_putting_back(client, clerk, case):
    response = client.post(address(case, "uebernehmen/"), {"revision": 0}, follow=True)
    assert "Sie haben den Vorgang übernommen." in response.content.decode()
    assert reread(case).assigned_to == clerk

    client.post(address(case, "zuruecklegen/"), {"revision": 1})
    assert reread(case).assigned_to is None


def test_who_comes_second_is_told_who_was_quicker(client, clerk, case, office):
    colleague = factories.make_clerk(
        office, email="two@frankfurt.example", first_name="Romy", last_name="Akte"
    )
    client.post(address(case, "uebernehmen/"), {"revision": 0})
    client.force_login(colleague)

    response = client.post(address(case, "uebernehmen/"), {"revision": 0}, follow=True)

    assert "Toni Amt war schneller: übernommen am" in response.content.decode()
    assert reread(case).assigned_to == clerk


@pytest.mark.parametrize("page", ["uebernehmen/", "zuruecklegen/"])
def test_changes_are_posted(client, clerk, case, page):
    assert client.get(address(case, page)).status_code == 405


@pytest.mark.parametrize("revision", ["", "x", "-1", "²", "9" * 30, "\x00"])
@pytest.mark.parametrize("page", ["uebernehmen/", "zuruecklegen/"])
def test_a_revision_that_none_is_changes_nothing(client, clerk, case, page, revision):
    assert client.post(address(case, page), {"revision": revision}).status_code == 302
    assert (reread(case).state, reread(case).revision) == ("received", 0)


def test_the_next_case_is_one_click_away(client, clerk, case, version):
    following = factories.make_case(factories.make_submission(version))

    assert client.get(address(case, "naechster/")).url == address(following)


def test_after_the_last_case_there_is_praise(client, clerk, case):
    response = client.get(address(case, "naechster/"), follow=True)

    assert "alles erledigt" in response.content.decode()


def said(response):
    """Return a page without what is new on every page."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.mark.parametrize(
    "page", ["", "uebernehmen/", "zuruecklegen/", "entscheiden/", "naechster/"]
)
def test_another_departments_case_is_not_found(client, clerk, version, frankfurt, page):
    parks = factories.make_department(frankfurt, key="parks")
    hidden = factories.make_case(factories.make_submission(version), department=parks)
    missing = Case(pk=uuid.uuid4())

    for method in (client.get, client.post):
        there, nowhere = method(address(hidden, page)), method(address(missing, page))
        assert there.status_code == nowhere.status_code
        assert there.status_code in {404, 405}
        assert said(there).replace(str(hidden.pk), str(missing.pk)) == said(nowhere)
    assert looks(hidden) == []


def test_an_attachment_is_shown_decrypted_and_caged(client, clerk, case, upload):
    response = client.get(address(case, f"anlagen/{upload.pk}/"))

    assert response.content == b"%PDF-1.7 x"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline; filename*=utf-8''Nachweis")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert looks(case) == [("file_viewed", "Nachweis")]


def test_an_attachment_can_be_saved(client, clerk, case, upload):
    response = client.get(address(case, f"anlagen/{upload.pk}/?speichern=1"))

    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "text/plain", "x/y"])
def test_what_a_browser_might_run_is_only_ever_saved(client, clerk, case, media_type):
    upload = attach(case.submission, content=b"<script>", media_type=media_type)

    response = client.get(address(case, f"anlagen/{upload.pk}/"))

    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Type"] == "application/octet-stream"


def test_the_attachment_of_another_case_is_not_found_through_this_one(client, clerk, case, version):
    other = attach(factories.make_submission(version))

    assert client.get(address(case, f"anlagen/{other.pk}/")).status_code == 404


def test_a_file_that_is_gone_is_not_found(client, clerk, case, upload):
    upload.file.storage.delete(upload.file.name)

    assert client.get(address(case, f"anlagen/{upload.pk}/")).status_code == 404


def test_the_case_links_its_attachments_by_name(client, clerk, case, upload):
    html = client.get(address(case)).content.decode()

    assert "Nachweis für Bello.pdf" in html
    assert f'href="{address(case, f"anlagen/{upload.pk}/")}"' in html
