"""The shelf: everybody sees what is published and offered, and nothing else."""

import datetime as dt

import pytest

from rathaus.cases.figures import figures_of
from rathaus.cities.scope import for_city
from rathaus.people.permissions import NotAllowed
from rathaus.sharing import feedback, offering, shelf
from rathaus.sharing.models import Offer
from rathaus.sharing.shelf import Wanted
from tests import factories
from tests.cast import DARMSTADT, NOW


@pytest.fixture
def approver(frankfurt):
    return factories.make_designer(frankfurt, role="approver")


@pytest.fixture
def process(frankfurt, approver):
    definition = factories.make_definition(
        keywords=["Hundesteuer"], service_keys=["99102018000000"]
    )
    return factories.make_version(frankfurt, slug="hund", definition=definition).process


@pytest.fixture
def offer(process, approver):
    with for_city(process.city):
        return offering.offer(process, words="Nur für Hunde", by=approver, at=NOW)


def titles(reader, **wanted):
    with for_city(reader):
        return [entry.title for entry in shelf.entries(Wanted(**wanted))]


def test_what_is_offered_is_seen_by_all_cities(offer, wiesbaden):
    with for_city(wiesbaden):
        (entry,) = shelf.entries()

    assert (entry.title, entry.city_name) == ("Hund anmelden", "Frankfurt am Main")
    assert not entry.is_own
    assert entry.process_id is None


def test_what_is_only_published_or_closed_is_not_on_the_shelf(process, approver, wiesbaden):
    assert titles(wiesbaden) == []

    with for_city(process.city):
        found = offering.offer(process, words="", by=approver, at=NOW)
        offering.close(process, by=approver)
    assert titles(wiesbaden) == []
    with for_city(wiesbaden), pytest.raises(Offer.DoesNotExist):
        shelf.offer_by_id(found.pk)


def test_drafts_are_not_offered(frankfurt, approver):
    draft = factories.make_working_copy(frankfurt)

    with for_city(frankfurt), pytest.raises(offering.NotOfferable):
        offering.offer(draft, words="", by=approver, at=NOW)


def test_only_approvers_offer(process):
    designer = factories.make_designer(process.city)

    with for_city(process.city), pytest.raises(NotAllowed):
        offering.offer(process, words="", by=designer, at=NOW)


def test_what_is_worked_on_never_shows(process, offer, wiesbaden):
    process.working = {**process.published.definition, "title": "Geheim"}
    with for_city(process.city):
        process.save()

    assert titles(wiesbaden) == ["Hund anmelden"]


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({"text": "hund"}, True),
        ({"text": "Hundesteur"}, True),
        ({"text": "Frankfurt"}, True),
        ({"text": "Parkausweis"}, False),
        ({"category": "taxes"}, True),
        ({"category": "animals"}, False),
        ({"city": "Frankfurt am Main"}, True),
        ({"city": "Wiesbaden"}, False),
        ({"service": "99102018"}, True),
        ({"service": "99103"}, False),
    ],
)
def test_the_shelf_is_searched_and_filtered(offer, wiesbaden, wanted, is_found):
    assert titles(wiesbaden, **wanted) == (["Hund anmelden"] if is_found else [])


def test_recommended_stands_first_and_withdrawn_last(frankfurt, approver, offer, wiesbaden):
    for slug in ("a", "b"):
        definition = factories.make_definition(title=f"Antrag {slug}")
        process = factories.make_version(frankfurt, slug=slug, definition=definition).process
        with for_city(frankfurt):
            found = offering.offer(process, words="", by=approver, at=NOW)
            changes = {"is_recommended": True} if slug == "b" else {"withdrawn_at": NOW}
            Offer.objects.filter(pk=found.pk).update(**changes)

    assert titles(wiesbaden) == ["Antrag b", "Hund anmelden", "Antrag a"]


def test_a_thousand_offers_take_three_queries(frankfurt, wiesbaden, django_assert_max_num_queries):
    for number in range(30):
        version = factories.make_version(frankfurt, slug=f"p{number}")
        with for_city(frankfurt):
            offering.offer(version.process, words="", by=None, at=NOW)

    with for_city(wiesbaden), django_assert_max_num_queries(3):
        assert len(shelf.entries(Wanted(text="hund"))) == 30


def test_who_runs_it_is_told_with_the_version(process, offer, wiesbaden):
    darmstadt = factories.make_city(**DARMSTADT)
    for city, base in ((wiesbaden, process.published.digest), (darmstadt, "0" * 64)):
        version = factories.make_version(city, slug="hund")
        with for_city(city):
            type(version).objects.filter(pk=version.pk).update(base_digest=base)
            type(process).objects.filter(pk=version.process_id).update(upstream=process)

    with for_city(wiesbaden):
        found = shelf.runners(shelf.offer_by_id(offer.pk))

    assert [(each.city.name, each.number, each.is_newest) for each in found] == [
        ("Darmstadt", None, False), ("Wiesbaden", 1, True),
    ]  # fmt: skip


def test_figures_of_few_people_are_not_told(process):
    version = process.published
    decided = {"decided_at": NOW, "state": "granted"}
    for number in range(4):
        submission = factories.make_submission(version)
        factories.make_case(submission, submitted_at=NOW - dt.timedelta(days=number), **decided)
    assert figures_of([process.pk]).submissions is None

    submission = factories.make_submission(version)
    factories.make_case(submission, submitted_at=NOW - dt.timedelta(days=9), **decided)
    assert figures_of([process.pk]).submissions == 5
    assert figures_of([process.pk]).median_days == 2


def test_cities_that_run_it_say_something_and_take_it_back(process, offer, wiesbaden):
    person = factories.make_designer(wiesbaden)
    said = {"kind": "good", "text": "Läuft", "by": person, "at": NOW}
    with for_city(wiesbaden):
        with pytest.raises(feedback.NotRunHere):
            feedback.give(offer, **said)
        version = factories.make_version(wiesbaden, slug="hund")
    with for_city(wiesbaden):
        type(process).objects.filter(pk=version.process_id).update(upstream=process)
        given = feedback.give(offer, **said)

    with for_city(process.city):
        (told,) = feedback.feedback_on(offer)
        assert (told.city.name, told.text, told.is_own) == ("Wiesbaden", "Läuft", False)
        assert not feedback.take_back(offer, feedback_id=given.pk)
    with for_city(wiesbaden):
        assert feedback.take_back(offer, feedback_id=given.pk)
