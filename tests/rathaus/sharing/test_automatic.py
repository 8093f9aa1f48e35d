"""Cities are told once of a newer version; whoever wants gets what needs nobody by itself."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.delivering import deliver
from rathaus.outbox.models import Delivery, Event
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.sharing import automatic, in_step, telling
from rathaus.sharing.models import Origin
from tests import cast, factories
from tests.rathaus.sharing.clones import (
    NOW,
    changed,
    clone,
    dog_tax,
    edits,
    now_of,
    offered,
    publishes,
    with_question,
)
from tests.rathaus.sharing.test_in_step import _publish_elsewhere
from tests.rathaus.sharing.test_taking_over import foreign_process, taken

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def ours(offer, wiesbaden):
    factories.make_designer(wiesbaden)
    return clone(offer, wiesbaden)


def tell():
    """Look who lags, as the clockwork does, and deliver what comes of it; return the e-mails."""
    mail.outbox.clear()
    with for_city(ALL_CITIES):
        telling.tell_lagging(at=NOW)
        while waiting := list(Delivery.objects.filter(state="waiting")):
            for each in waiting:
                assert deliver(each.pk)
    return mail.outbox


def is_automatic(process, *, is_on=True):
    with for_city(process.city):
        in_step.set_automatic(process, is_automatic=is_on)


def test_designers_are_told_once_of_a_newer_version(offer, ours):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"), note="Chip gefragt")

    [letter] = tell()

    assert letter.to == ["designer@wiesbaden.example"]
    assert "Frankfurt am Main hat Version 2 von „Hund anmelden“ veröffentlicht" in letter.body
    assert "Chip gefragt" in letter.body
    assert f"http://testserver/wiesbaden/baukasten/{ours.pk}/neuerungen/" in letter.body
    assert tell() == []
    assert now_of(ours).working == ours.working


def test_of_every_further_version_they_are_told_again(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    assert len(tell()) == 1
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))

    assert len(tell()) == 1


@pytest.mark.parametrize("field", ["is_open", "withdrawn_at"])
def test_of_what_is_not_offered_nobody_is_told(field, offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    with for_city(offer.city):
        setattr(offer, field, NOW if field == "withdrawn_at" else False)
        offer.save()

    assert tell() == []


def test_of_what_was_skipped_nobody_is_told(offer, ours):
    version = publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    with for_city(ours.city):
        in_step.skip_update(now_of(ours), digest=version.digest)

    assert tell() == []


def test_of_another_installations_version_they_are_told_too(wiesbaden):
    factories.make_designer(wiesbaden)
    source = foreign_process(dog_tax())
    process = taken(source, wiesbaden)
    assert tell() == []
    _publish_elsewhere(source, with_question(dog_tax(), "chip", "Chipnummer"), number=4)

    [letter] = tell()

    assert "Kassel hat Version 4" in letter.body
    with for_city(wiesbaden):
        assert telling.waiting_updates() == {process.pk: telling.Waiting("Kassel", 4)}


def test_what_touches_nothing_enters_the_working_copy_by_itself(offer, ours):
    is_automatic(ours)
    edits(ours, "f_name", "Vor- und Nachname")
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))

    [letter] = tell()

    working = now_of(ours).working
    assert working["nodes"]["f_chip"]["label"] == "Chipnummer"
    assert working["nodes"]["f_name"]["label"] == "Vor- und Nachname"
    assert "stehen die Neuerungen schon in Ihrer Arbeitsfassung" in letter.body
    assert now_of(ours).published is None


def test_what_was_taken_back_does_not_come_by_itself_again(offer, ours):
    is_automatic(ours)
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    tell()
    with for_city(ours.city):
        person = factories.make_designer(ours.city, email="zweite@wiesbaden.example")
        editing.take_back(now_of(ours), by=person, at=LATER)

    assert tell() == []
    assert "f_chip" not in now_of(ours).working["nodes"]


def test_a_conflict_waits_for_a_person(offer, ours):
    is_automatic(ours)
    edits(ours, "f_name", "Vor- und Nachname")
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))

    [letter] = tell()

    assert "Bei Ihnen hat sich noch nichts geändert" in letter.body
    assert now_of(ours).working["nodes"]["f_name"]["label"] == "Vor- und Nachname"


def test_with_errors_in_the_check_list_it_waits_for_a_person(offer, ours):
    is_automatic(ours)
    with for_city(ours.city):
        broken = with_question(dog_tax(), "x", "X")
        broken["nodes"]["f_x"]["show_when"] = {"field": "f_gone", "is": {"const": 1}}
        Process.objects.filter(pk=ours.pk).update(working=broken)
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))

    [letter] = tell()

    assert "Bei Ihnen hat sich noch nichts geändert" in letter.body
    assert "f_chip" not in now_of(ours).working["nodes"]


def test_without_being_asked_for_nothing_is_taken(offer, ours):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    tell()

    assert "f_chip" not in now_of(ours).working["nodes"]


def test_told_twice_is_once(offer, ours):
    is_automatic(ours)
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    tell()
    with for_city(ours.city):
        assert not automatic.answer_news(ours.pk, at=LATER)
        assert ours.edits.count() == 1


def test_killed_before_it_was_recorded_it_is_told_the_next_time(offer, ours, monkeypatch):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))

    def dies(*_args, **_kwargs):
        raise SystemExit

    monkeypatch.setattr(telling, "record", dies)
    with pytest.raises(SystemExit), for_city(ALL_CITIES):
        telling.tell_lagging(at=LATER)
    monkeypatch.undo()

    assert len(tell()) == 1


def test_one_that_fails_does_not_keep_the_others_from_being_told(
    offer, ours, frankfurt, monkeypatch
):
    factories.make_designer(frankfurt)
    other = clone(offer, frankfurt, slug="zweiter")
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    real = telling.record

    def fails(name, *, subject_id, at):
        if subject_id == ours.pk:
            raise ValueError
        return real(name, subject_id=subject_id, at=at)

    monkeypatch.setattr(telling, "record", fails)

    assert [letter.to for letter in tell()] == [["designer@frankfurt.example"]]
    with for_city(ALL_CITIES):
        assert Origin.objects.get(process=other).told_digest
        assert Event.objects.filter(name="update.found", subject_id=ours.pk).count() == 0


# --- Many cities --------------------------------------------------------------------------------


def many(offer, count, *, first=0):
    for number in range(first, first + count):
        city = factories.make_city(
            slug=f"stadt-{number}", name=f"Stadt {number}", key=f"{number:012d}",
            number_prefix=f"S{number}",
        )  # fmt: skip
        clone(offer, city)


def test_finding_who_lags_is_one_query_by_the_index(offer):
    with for_city(ALL_CITIES), CaptureQueriesContext(connection) as asked:
        list(telling.lagging().values_list("pk"))
        plan = telling.lagging().explain()

    assert len(asked) == 2
    if connection.vendor == "sqlite":
        assert "process_in_step" in plan


def test_each_city_costs_the_same(offer):
    counts = []
    for first in (0, 3, 9):
        many(offer, 3 if first == 0 else 6, first=first)
        publishes(offer.process, changed(dog_tax(), f_name=f"Name {first}"))
        with for_city(ALL_CITIES), CaptureQueriesContext(connection) as asked:
            told = telling.tell_lagging(at=LATER)
        counts.append((told, len(asked)))

    (few, cost_of_few), (more, cost_of_more), (most, cost_of_most) = counts
    assert (few, more, most) == (3, 9, 15)
    each = (cost_of_more - cost_of_few) / (more - few)
    assert each == (cost_of_most - cost_of_more) / (most - more)
    assert each <= 6


def test_the_hint_on_a_list_is_a_constant_number_of_queries(offer, wiesbaden):
    for number in range(3):
        clone(offer, wiesbaden, slug=f"hund-{number}")
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))

    with for_city(wiesbaden), CaptureQueriesContext(connection) as asked:
        waiting = telling.waiting_updates()

    assert len(waiting) == 3
    assert set(waiting.values()) == {telling.Waiting(cast.FRANKFURT["name"], 2)}
    assert len(asked) == 2
    assert not any('"definition"' in each["sql"] for each in asked)
