"""Staff look at versions and at every change, and find the way back to each."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.processes.drafting import begin
from rathaus.processes.editing import edit
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from tests import cast, factories

FIRST = factories.make_definition()


def browser(city, role="designer", **fields):
    client = Client()
    client.force_login(factories.make_designer(city, role=role, **fields))
    return client


@pytest.fixture
def designer(frankfurt):
    return browser(frankfurt)


@pytest.fixture
def process(frankfurt):
    """A process with two versions and a working copy that was changed three times."""
    with for_city(frankfurt):
        process = begin(FIRST, city=frankfurt)
        by = factories.make_designer(
            frankfurt, email="frueher@frankfurt.example", first_name="Ute", last_name="Vorher"
        )
        for summary in (FIRST["summary"], "Zweite Fassung."):
            definition = {**FIRST, "summary": summary}
            publish(process, definition=definition, parameters={}, by=by, at=cast.NOW, note=summary)
        process = Process.objects.select_related("published").get(pk=process.pk)
        for title in ("Hund A", "Hund B", "Hund C"):
            change = {"attribute": "title", "value": title}
            edit(process, command="set_process", arguments=change, by=by, at=timezone.now())
            edit(process, command="add", arguments={"kind": "page", "into": "", "label": title},
                 by=by, at=timezone.now())  # fmt: skip
        return process


def address(process, rest=""):
    return f"/frankfurt/baukasten/{process.pk}/versionen/{rest}"


def now_of(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_versions_say_who_when_and_why(designer, process):
    page = designer.get(address(process))

    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert "Zweite Fassung." in text_of(page)
    assert "Ute Vorher" in text_of(page)


def test_two_versions_are_compared_in_sentences(designer, process):
    page = designer.get(address(process, "vergleich/?alt=1&neu=2"))

    (group,) = page.context["groups"]
    assert (group.heading, group.lines[0].after) == ("Texte", "Zweite Fassung.")
    assert "Version 1 und Version 2" in text_of(page)


def test_without_a_choice_the_newest_is_compared_with_the_one_before(designer, process):
    page = designer.get(address(process, "vergleich/?neu=2"))
    assert (page.context["old"], page.context["new"]) == ("1", "2")

    page = designer.get(address(process, "vergleich/?alt=99&neu=<script>"))
    assert (page.context["old"], page.context["new"]) == ("2", "arbeitsfassung")


def test_where_there_is_one_state_only_nothing_is_compared(designer, frankfurt):
    process = factories.make_working_copy(frankfurt)

    assert "Es gibt erst einen Stand." in text_of(designer.get(address(process, "vergleich/")))


def test_every_change_has_a_way_back_that_can_be_taken_back(designer, process, frankfurt):
    entries = designer.get(address(process)).context["history"].object_list
    assert [entry.line for entry in entries[:2]] == [
        "„Hund C“ hinzugefügt",
        "Prozess: Titel geändert",
    ]
    assert [entry.can_go_back for entry in entries[:2]] == [False, True]
    with for_city(frankfurt):
        number = process.edits.order_by("number")[1].number

    answer = designer.post(address(process, "zurueck/"), {"number": number})

    assert answer.status_code == 303
    assert now_of(process).working["title"] == "Hund A"
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now_of(process).working["title"] == "Hund C"


@pytest.mark.parametrize("number", ["", "0", "999", "-1", "²", "9" * 40])
def test_a_change_that_never_was_leads_nowhere(designer, process, number):
    answer = designer.post(address(process, "zurueck/"), {"number": number}, follow=True)

    assert answer.status_code == 200
    assert now_of(process).working["title"] == "Hund C"


def test_the_history_is_read_page_by_page(designer, process, frankfurt):
    with for_city(frankfurt):
        by = factories.make_designer(frankfurt, email="viel@frankfurt.example")
        for number in range(40):
            page = {"kind": "page", "into": "", "label": f"S{number}"}
            edit(process, command="add", arguments=page,
                 by=by, at=timezone.now())  # fmt: skip

    first = designer.get(address(process)).context["history"]
    second = designer.get(address(process, "?seite=2")).context["history"]

    assert (len(first.object_list), len(second.object_list)) == (30, 16)
    assert designer.get(address(process, "?seite=x")).status_code == 200


@pytest.mark.parametrize("count", [0, 2])
def test_the_page_costs_the_same_for_few_versions_and_for_many(
    designer, process, frankfurt, count, django_assert_max_num_queries
):
    with for_city(frankfurt):
        for number in range(count):
            publish(process, definition={**FIRST, "summary": str(number)}, parameters={}, by=None,
                    at=cast.NOW)  # fmt: skip
    designer.get(address(process))

    with django_assert_max_num_queries(16):
        designer.get(address(process))


def test_a_discarded_working_copy_comes_back_by_taking_that_back(designer, process):
    designer.post(f"/frankfurt/baukasten/{process.pk}/verwerfen/")
    assert now_of(process).working is None

    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")

    assert now_of(process).working["title"] == "Hund C"


def test_only_an_administrator_says_that_it_takes_two(frankfurt, process):
    rule = address(process, "regel/")
    for role in ("designer", "approver"):
        assert browser(frankfurt, role).post(rule, {"two": "yes"}).status_code == 404
    assert not City.objects.get(pk=frankfurt.pk).publishing_needs_two
    administrator = browser(frankfurt, "administrator")
    assert "Wer veröffentlicht in Ihrer Stadt?" in text_of(administrator.get(address(process)))

    administrator.post(rule, {"two": "yes"})
    assert City.objects.get(pk=frankfurt.pk).publishing_needs_two
    administrator.post(rule, {"two": "no"})
    assert not City.objects.get(pk=frankfurt.pk).publishing_needs_two


def test_only_an_approver_takes_a_process_offline(designer, frankfurt, process):
    switch_off = f"/frankfurt/baukasten/{process.pk}/abschalten/"
    assert designer.post(switch_off).status_code == 404
    assert now_of(process).is_online

    browser(frankfurt, "approver").post(switch_off)

    assert not now_of(process).is_online
    assert "Wieder anbieten" in text_of(browser(frankfurt, "administrator").get(address(process)))


def test_what_somebody_uploads_can_be_taken_back(designer, process):
    from_file = factories.one_page({"kind": "text", "key": "a", "label": "A"}, title="Katze")

    answer = upload(designer, process, from_file)

    assert answer.status_code == 303
    assert now_of(process).working["title"] == "Katze"
    designer.post(f"/frankfurt/baukasten/{process.pk}/rueckgaengig/")
    assert now_of(process).working["title"] == "Hund C"


def upload(client, process, definition):
    content = json.dumps(definition).encode()
    file = SimpleUploadedFile("katze.json", content, content_type="application/json")
    return client.post(f"/frankfurt/baukasten/{process.pk}/hochladen/", {"file": file})
