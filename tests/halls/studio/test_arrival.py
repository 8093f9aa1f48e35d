"""One page shows what is missing here, and nothing goes online around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.cities.scope import for_city
from rathaus.processes import examples
from rathaus.processes.models import Process, Release
from rathaus.processes.trying import compiled_to_try
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.taking_over import take_over
from tests import cast, factories
from tests.halls.studio.test_processes import member
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def approver(client, wiesbaden):
    client.force_login(member(wiesbaden, "approver"))
    return client


@pytest.fixture
def lacking(offer, wiesbaden):
    return take_over(offer, city=wiesbaden, parameters={}, roles={}, by=None, at=NOW)


@pytest.fixture
def ready(offer, wiesbaden):
    roles = {"tax_office": "tax_office"}
    given = {"parameters": {"fee": "90.00"}, "roles": roles, "by": None, "at": NOW}
    return take_over(offer, city=wiesbaden, **given)


def at(process, rest="ankunft/"):
    return f"/wiesbaden/baukasten/{process.pk}/{rest}"


def text(answer):
    return answer.content.decode()


def test_everything_that_is_missing_is_named_with_where_to_mend_it(lacking, approver):
    page = text(approver.get(at(lacking)))

    assert "An 2 Stellen fehlt noch etwas." in page
    assert "„Steueramt“ hat noch kein Amt." in page
    assert at(lacking, "ablauf/stadt/#id_parameter-fee") in page
    assert "Frankfurt am Main: 120,00\xa0€" in page


def test_what_is_missing_can_be_filled_in_at_once(lacking, approver, wiesbaden):
    filled = {"role-tax_office": "tax_office", "parameter-fee": "90,00"}

    answer = approver.post(at(lacking), filled)

    assert answer.status_code == 303
    with for_city(wiesbaden):
        kept = Process.objects.get(pk=lacking.pk)
    assert kept.parameters == {"fee": "90.00"}
    assert "Alles da." in text(approver.get(at(lacking)))


def test_nonsense_is_refused_and_stays_in_its_field(lacking, approver):
    answer = approver.post(at(lacking), {"parameter-fee": "viel", "role-tax_office": "\x00"})

    assert answer.status_code == 422
    assert 'value="viel"' in text(answer)


@pytest.mark.parametrize("number", ["x", "", "9" * 30, "-1", "\x00"])
def test_a_test_case_that_is_none_is_not_there(number, lacking, approver):
    assert approver.post(at(lacking), {"fall": number}).status_code == 404


def test_a_test_case_that_differs_is_said_in_sentences_and_can_be_confirmed(
    frankfurt, offer, wiesbaden, approver
):
    with for_city(frankfurt):
        compiled = compiled_to_try(dog_tax(), {"fee": "120.00"})
        kept = {"compiled": compiled, "answers": cast.DOG_ANSWERS, "by": None, "at": NOW}
        examples.keep(offer.process, name="Ein Hund", **kept)
    given = {"parameters": {"fee": "90.00"}, "roles": {"tax_office": "tax_office"}}
    process = take_over(offer, city=wiesbaden, by=None, at=NOW, **given)

    before = text(approver.get(at(process)))
    with for_city(wiesbaden):
        number = process.examples.get().pk
    answer = approver.post(at(process), {"fall": number})

    assert "90,00" in before
    assert "120,00" in before
    assert answer.url == at(process, "ankunft/#examples")
    assert "Alles da." in text(approver.get(at(process)))


def test_a_broken_working_copy_breaks_no_page(ready, approver, wiesbaden):
    for working in (
        {"roles": []},
        {"parameters": 3, "order": None},
        factories.make_definition(nodes={}),
    ):
        with for_city(wiesbaden):
            Process.objects.filter(pk=ready.pk).update(working=working)
        assert approver.get(at(ready)).status_code == 200
        assert approver.post(at(ready), {}).status_code in {303, 422}
        assert approver.get("/wiesbaden/baukasten/ankunft/").status_code == 200


def test_a_process_that_was_made_here_has_no_arrival(approver, wiesbaden):
    process = factories.make_working_copy(wiesbaden)

    assert approver.get(at(process)).status_code == 404


# --- publishing --------------------------------------------------------------------------------


def test_the_page_publish_shows_what_is_missing_and_refuses(lacking, approver, wiesbaden):
    page = text(approver.get(at(lacking, "veroeffentlichen/")))
    answer = approver.post(at(lacking, "veroeffentlichen/"), {"do": "publish", "when": "now"})

    assert "Hier fehlt noch etwas" in page
    assert at(lacking) in page
    assert answer.status_code == 422
    assert "„Steueramt“ hat noch kein Amt." in text(answer)
    with for_city(wiesbaden):
        assert not Process.objects.get(pk=lacking.pk).is_online
        assert not Release.objects.exists()


def test_what_lacks_nothing_goes_online(ready, approver, wiesbaden):
    reason = {"reason": "In Ordnung"}
    answer = approver.post(
        at(ready, "veroeffentlichen/"), {"do": "publish", "when": "now", **reason}
    )

    assert answer.status_code == 303
    with for_city(wiesbaden):
        assert Process.objects.get(pk=ready.pk).is_online


def test_approving_says_what_is_missing_by_then(ready, approver, wiesbaden):
    another = factories.make_designer(wiesbaden, email="zwei@wiesbaden.example")
    approver.post(
        at(ready, "veroeffentlichen/"), {"do": "ask", "when": "now", "reason": "In Ordnung"}
    )
    with for_city(wiesbaden):
        Process.objects.filter(pk=ready.pk).update(roles={})
        release = Release.objects.get()

    answer = approver.post(
        at(ready, "veroeffentlichen/"), {"do": "approve", "release": str(release.pk)}
    )

    assert another.pk
    assert answer.status_code == 422
    assert "„Steueramt“ hat noch kein Amt." in text(answer)


# --- many at once ------------------------------------------------------------------------------


def test_the_table_shows_each_process_and_one_field_for_what_they_share(
    frankfurt, wiesbaden, approver
):
    offers = [offered(frankfurt, slug=slug) for slug in ("eins", "zwei", "drei")]
    take_over_all(offers, city=wiesbaden, by=None, at=NOW)

    page = text(approver.get("/wiesbaden/baukasten/ankunft/"))
    fields = [part.split('"')[0] for part in page.split('name="parameter-')[1:]]
    answer = approver.post("/wiesbaden/baukasten/ankunft/", {f"parameter-{fields[0]}": "80,00"})

    assert len(fields) == 1
    assert answer.status_code == 303
    with for_city(wiesbaden):
        assert [each.parameters for each in Process.objects.all()] == [{"fee": "80.00"}] * 3
    after = text(approver.get("/wiesbaden/baukasten/ankunft/"))
    assert "Bereit: 3 von 3." in after


def test_the_table_asks_the_database_as_often_for_three_as_for_one(frankfurt, wiesbaden, approver):
    counts = []
    for slugs in (("eins",), ("zwei", "drei")):
        offers = [offered(frankfurt, slug=slug) for slug in slugs]
        take_over_all(offers, city=wiesbaden, by=None, at=NOW)
        approver.get("/wiesbaden/baukasten/ankunft/")
        with CaptureQueriesContext(connection) as asked:
            approver.get("/wiesbaden/baukasten/ankunft/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_nonsense_for_all_is_refused(frankfurt, wiesbaden, approver):
    take_over_all([offered(frankfurt)], city=wiesbaden, by=None, at=NOW)
    page = text(approver.get("/wiesbaden/baukasten/ankunft/"))
    name = "parameter-" + page.split('name="parameter-')[1].split('"')[0]

    answer = approver.post("/wiesbaden/baukasten/ankunft/", {name: "viel"})

    assert answer.status_code == 422
    assert 'value="viel"' in text(answer)


def test_an_empty_table_says_that_nothing_is_under_way(approver):
    assert "Es ist nichts unterwegs" in text(approver.get("/wiesbaden/baukasten/ankunft/"))


def test_staff_of_another_city_find_nothing(client, ready, frankfurt):
    client.force_login(member(frankfurt, "designer"))

    assert client.get(at(ready)).status_code == 404
    assert client.get("/wiesbaden/baukasten/ankunft/").status_code == 404
