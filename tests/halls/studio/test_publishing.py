"""Staff see what publishing changes, ask for approval, approve, decline, plan and publish."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.processes import releasing
from rathaus.processes.drafting import replace_working_copy
from rathaus.processes.models import Example, Process, Release, Version
from tests import factories

REASON = {"reason": "Der Rest folgt nächste Woche."}


def browser(city, role="designer", **fields):
    client = Client()
    client.force_login(factories.make_designer(city, role=role, **fields))
    return client


@pytest.fixture
def designer(frankfurt):
    return browser(frankfurt)


@pytest.fixture
def approver(frankfurt):
    return browser(frankfurt, "approver")


@pytest.fixture
def another(frankfurt):
    return browser(frankfurt, "approver", email="zwei@frankfurt.example")


@pytest.fixture
def process(frankfurt):
    """A dog tax that is online and whose working copy asks one question more."""
    version = factories.make_version(frankfurt)
    changed = factories.make_definition(summary="Jetzt auch für Katzen.")
    changed["nodes"]["f_why"] = {"kind": "text", "key": "why", "label": "Warum?"}
    changed["nodes"]["p_owner"]["order"].append("f_why")
    with for_city(frankfurt):
        process = Process.objects.get(pk=version.process_id)
        by = factories.make_designer(frankfurt, email="frueher@frankfurt.example")
        replace_working_copy(process, changed, by=by, at=timezone.now())
        return process


def address(process, rest="veroeffentlichen/"):
    return f"/frankfurt/baukasten/{process.pk}/{rest}"


def now_of(process):
    with for_city(process.city):
        return Process.objects.select_related("published").get(pk=process.pk)


def release_of(process):
    with for_city(process.city):
        return releasing.last_release(process)


def publish(client, process, **typed):
    return client.post(address(process), REASON | typed)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_page_says_what_changes_and_what_that_does(designer, process, frankfurt):
    with for_city(frankfurt):
        version = Version.objects.get(number=1)
    factories.make_draft(version, expires_at=timezone.now() + dt.timedelta(days=1))

    text = text_of(designer.get(address(process)))

    assert "„Warum?“ (Kurzer Text)" in text
    assert "Jetzt auch für Katzen." in text
    assert "1 angefangener Antrag läuft mit Version 1 weiter." in text


def test_an_approver_publishes_alone_and_lands_on_the_versions(approver, process):
    response = publish(approver, process, note="Eine Frage mehr")

    assert response.status_code == 303
    assert response.headers["Location"] == address(process, "versionen/")
    version = now_of(process).published
    assert (version.number, version.note) == (2, "Eine Frage mehr")
    assert now_of(process).working is None


def test_a_designer_asks_and_an_approver_approves_exactly_that(designer, approver, process):
    asked = publish(designer, process, do="ask", note="Bitte ansehen")
    assert asked.headers["Location"] == address(process)
    release = release_of(process)
    assert "Bitte ansehen" in text_of(approver.get(address(process)))

    approver.post(address(process), {"do": "approve", "release": release.pk})

    assert now_of(process).published.number == 2
    assert release_of(process).state == "published"


@pytest.mark.parametrize("do", ["publish", "approve", "decline"])
def test_a_designer_neither_publishes_nor_decides(designer, process, do):
    publish(designer, process, do="ask")
    release = release_of(process)

    response = publish(designer, process, do=do, release=release.pk)

    assert response.status_code == 404
    assert now_of(process).published.number == 1
    assert release_of(process).state == "asked"


def test_where_two_are_wanted_the_second_is_another_person(approver, another, process, frankfurt):
    with for_city(frankfurt):
        releasing.demand_two(frankfurt, is_demanded=True)
    alone = publish(approver, process)
    assert alone.status_code == 422
    assert "nur zu zweit" in text_of(alone)
    publish(approver, process, do="ask")
    release = release_of(process)

    own = approver.post(address(process), {"do": "approve", "release": release.pk})
    assert own.status_code == 422
    assert "Freigeben muss eine andere Person." in text_of(own)
    assert now_of(process).published.number == 1

    another.post(address(process), {"do": "approve", "release": release.pk})
    assert now_of(process).published.number == 2


def test_who_declines_says_why_and_who_asked_reads_it(designer, approver, process):
    publish(designer, process, do="ask")
    decision = {"do": "decline", "release": release_of(process).pk}
    assert approver.post(address(process), decision).status_code == 422

    approver.post(address(process), decision | {"reason": "Katzen sind steuerfrei."})

    assert "Katzen sind steuerfrei." in text_of(designer.get(address(process)))
    assert now_of(process).published.number == 1


def test_who_asked_takes_it_back(designer, process):
    publish(designer, process, do="ask")

    designer.post(address(process), {"do": "withdraw", "release": release_of(process).pk})

    assert release_of(process).state == "withdrawn"


def test_another_release_than_the_one_looked_at_is_not_decided(designer, approver, process):
    publish(designer, process, do="ask")
    looked_at = release_of(process).pk
    designer.post(address(process), {"do": "withdraw", "release": looked_at})
    publish(designer, process, do="ask")

    response = approver.post(address(process), {"do": "approve", "release": looked_at})

    assert response.status_code == 422
    assert now_of(process).published.number == 1


def test_open_warnings_need_one_reason_and_what_was_typed_stays(approver, process):
    response = approver.post(address(process), {"note": "Eine Frage mehr"})

    assert response.status_code == 422
    assert "Eine Frage mehr" in text_of(response)
    assert response.context["form"].errors == {
        "reason": ["Schreiben Sie, warum es so online gehen kann."]
    }
    publish(approver, process)
    with for_city(process.city):
        reasons = set(process.acceptances.values_list("reason", flat=True))
    assert reasons == {REASON["reason"]}


def test_a_test_case_that_fails_needs_a_reason_too(approver, process):
    with for_city(process.city):
        Example.objects.create(
            city=process.city, process=process, name="Nach Haus", answers={},
            expected={"roles": ["nobody"]}, at=timezone.now(),
        )  # fmt: skip

    page = approver.get(address(process))
    assert [case.example.name for case in page.context["publication"].failing] == ["Nach Haus"]
    publish(approver, process)

    assert now_of(process).published.number == 2


def test_errors_publish_nothing(approver, process):
    with for_city(process.city):
        Process.objects.filter(pk=process.pk).update(
            working=factories.make_definition(routing=[{"to": ["nobody"]}])
        )

    response = publish(approver, process)

    assert response.status_code == 422
    assert "Die Prüfliste enthält Fehler" in text_of(response)
    assert now_of(process).published.number == 1


def test_what_somebody_added_meanwhile_is_looked_at_first(approver, process):
    response = publish(approver, process, revision=process.revision - 1)

    assert response.status_code == 422
    assert "Inzwischen wurde weitergearbeitet." in text_of(response)
    assert now_of(process).published.number == 1


def test_a_time_is_planned_carried_out_and_can_be_called_off(approver, process):
    tomorrow = timezone.localtime(timezone.now()) + dt.timedelta(days=1)
    typed = {"when": "later", "due_at": tomorrow.strftime("%Y-%m-%dT%H:%M")}
    publish(approver, process, **typed)
    assert (release_of(process).state, now_of(process).published.number) == ("planned", 1)
    approver.post(address(process), {"do": "withdraw", "release": release_of(process).pk})
    publish(approver, process, **typed)

    with for_city(ALL_CITIES):
        releasing.carry_out_due(at=tomorrow + dt.timedelta(days=7))

    assert now_of(process).published.number == 2


@pytest.mark.parametrize(
    ("due_at", "problem"),
    [
        ("", "Wählen Sie Tag und Uhrzeit."),
        ("morgen", "Schreiben Sie Tag und Uhrzeit, etwa 01.12.2026 08:00."),
        ("2020-01-01T08:00", "Der Zeitpunkt liegt in der Vergangenheit."),
        ("2027-03-28T02:30", None),
        ("9999-12-31T23:59", None),
    ],
)
def test_a_time_that_is_none_is_explained(approver, process, due_at, problem):
    response = publish(approver, process, when="later", due_at=due_at)

    assert response.status_code == (422 if problem or "02:30" in due_at else 303)
    if problem:
        assert problem in text_of(response)


def test_a_planned_publication_that_failed_says_why(designer, approver, process):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    publish(approver, process, when="later", due_at=tomorrow.strftime("%Y-%m-%dT%H:%M"))
    with for_city(ALL_CITIES):
        Release.objects.update(definition=factories.make_definition(routing=[{"to": ["nobody"]}]))
        releasing.carry_out_due(at=tomorrow + dt.timedelta(days=1))

    text = text_of(designer.get(address(process)))

    assert "Die geplante Veröffentlichung war nicht möglich." in text
    assert "Die Rolle „nobody“ gibt es nicht." in text


def test_what_is_online_already_is_not_published_again(approver, frankfurt):
    version = factories.make_version(frankfurt)
    with for_city(frankfurt):
        process = Process.objects.get(pk=version.process_id)
    assert "Genau das ist schon online." in text_of(approver.get(address(process)))

    publish(approver, process)

    assert (now_of(process).published, release_of(process)) == (version, None)


def test_a_changed_figure_of_the_city_is_a_change(approver, frankfurt):
    fee = {"fee": {"label": "Gebühr", "schema": {"type": "string", "format": "money"}}}
    version = factories.make_version(
        frankfurt,
        definition=factories.make_definition(parameters=fee),
        parameters={"fee": "10.00"},
    )
    with for_city(frankfurt):
        process = Process.objects.get(pk=version.process_id)
        Process.objects.filter(pk=process.pk).update(parameters={"fee": "12.00"})

    groups = approver.get(address(process)).context["publication"].groups

    assert [(each.heading, each.lines[0].after) for each in groups] == [
        ("Werte Ihrer Stadt", "12,00\xa0€")
    ]


def test_an_old_version_goes_online_again_and_the_working_copy_stays(approver, process):
    publish(approver, process)
    with for_city(process.city):
        newer = factories.make_definition(summary="Noch neuer.")
        Process.objects.filter(pk=process.pk).update(working=newer)
    assert "Version 1 noch einmal" in text_of(approver.get(f"{address(process)}?version=1"))

    publish(approver, process, version=1)

    with for_city(process.city):
        first = Version.objects.get(number=1)
    assert now_of(process).published.number == 3
    assert now_of(process).published.definition == first.definition
    assert now_of(process).working == newer


@pytest.mark.parametrize("number", ["7", "0", "-1", "²", "x" * 50])
def test_a_version_that_never_was_is_not_published(approver, process, number):
    response = approver.get(f"{address(process)}?version={number}")

    assert response.status_code in {200, 404}
    assert response.status_code == 404 or response.context["publication"].version is None


def test_a_first_version_shows_what_it_holds(designer, frankfurt):
    process = factories.make_working_copy(frankfurt)

    page = designer.get(address(process))

    assert "Das wird die erste Version." in text_of(page)
    assert page.context["publication"].pages[0][1] > 0


def test_nobody_of_another_city_publishes_here(frankfurt: City, wiesbaden: City, process):
    stranger = browser(wiesbaden, "approver")

    assert stranger.get(address(process)).status_code == 404
    assert stranger.post(f"/wiesbaden/baukasten/{process.pk}/veroeffentlichen/").status_code == 404
    assert now_of(process).published.number == 1
