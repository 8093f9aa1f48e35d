"""A process stays in step with what it was taken over from; nothing of one's own is lost."""

import copy
import datetime as dt

import pytest

from forms_engine.definition import digest
from rathaus.cities.scope import for_city
from rathaus.processes import editing, examples
from rathaus.processes.models import Process
from rathaus.processes.trying import compiled_to_try
from rathaus.sharing import in_step
from rathaus.sharing.models import Document, ForeignVersion, Offer
from rathaus.sharing.standing import NotPossible, State, change_over, go_alone, standing_of
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
from tests.rathaus.sharing.test_taking_over import foreign_process, taken

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def darmstadt(db):
    return factories.make_city(**cast.DARMSTADT)


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def ours(offer, wiesbaden):
    return clone(offer, wiesbaden)


def update_of(process):
    with for_city(process.city):
        return in_step.update_for(now_of(process))


def take(process, *, by=None, at=LATER, **more):
    process = now_of(process)
    with for_city(process.city):
        update = in_step.update_for(process)
        given = {"choices": {}, "expected_revision": process.revision, **more}
        given.setdefault("expected_digest", update.newest.digest if update else "")
        return in_step.take_update(process, by=by, at=at, **given)


def merged(process, **choices):
    process = now_of(process)
    with for_city(process.city):
        return in_step.merged_update(process, in_step.update_for(process), choices=choices)


def conflicting(offer, ours):
    """Let both cities word the same question, each in its own way."""
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    edits(ours, "f_name", "Vor- und Nachname")


def label_of(process, node_id="f_name"):
    return now_of(process).working["nodes"][node_id]["label"]


def test_what_is_in_step_has_nothing_to_take(ours):
    assert update_of(ours) is None


def test_a_process_that_was_not_taken_over_has_no_upstream(offer):
    with for_city(offer.city):
        assert standing_of(offer.process) is None
        assert in_step.update_for(offer.process) is None


def test_a_newer_version_is_offered_with_its_note(offer, ours):
    version = publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"), note="Klarer gefragt")

    update = update_of(ours)

    assert (update.city_name, update.newest.number) == ("Frankfurt am Main", 2)
    assert update.newest.digest == version.digest
    assert [(each.number, each.note) for each in update.versions] == [(2, "Klarer gefragt")]


def test_taking_it_keeps_what_was_changed_here(offer, ours):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    edits(ours, "f_name", "Vor- und Nachname")

    take(ours)

    assert label_of(ours) == "Vor- und Nachname"
    assert label_of(ours, "f_chip") == "Chipnummer"
    assert update_of(ours) is None


def test_several_versions_are_taken_together(offer, ours):
    second = with_question(dog_tax(), "chip", "Chipnummer")
    publishes(offer.process, second)
    publishes(offer.process, with_question(second, "colour", "Fellfarbe"))

    assert [each.number for each in update_of(ours).versions] == [3, 2]
    edited = take(ours)

    assert {"f_chip", "f_colour"} <= now_of(ours).working["nodes"].keys()
    assert edited.said.params["number"] == 3
    with for_city(ours.city):
        assert ours.edits.count() == 1


def test_a_version_with_the_document_one_has_already_is_no_news(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    publishes(offer.process, dog_tax())

    assert update_of(ours) is None


def test_one_undo_takes_all_of_it_back_and_it_is_offered_again(offer, ours):
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    before = now_of(ours)
    take(ours)

    with for_city(ours.city):
        person = factories.make_designer(ours.city)
        editing.take_back(now_of(ours), by=person, at=LATER)

    after = now_of(ours)
    assert (after.working, after.base_digest) == (before.working, before.base_digest)
    assert update_of(ours) is not None


def test_what_both_changed_is_decided_by_a_person(offer, ours):
    conflicting(offer, ours)
    [conflict] = merged(ours).conflicts

    with pytest.raises(in_step.NotSettled) as refused:
        take(ours)
    assert [each.id for each in refused.value.merged.conflicts] == [conflict.id]
    assert label_of(ours) == "Vor- und Nachname"

    take(ours, choices={conflict.id: "theirs"})
    assert label_of(ours) == "Ihr Name"


def test_a_text_can_be_worded_anew(offer, ours):
    conflicting(offer, ours)
    [conflict] = merged(ours).conflicts

    take(ours, choices={conflict.id: {"value": "Ihr voller Name"}})

    assert label_of(ours) == "Ihr voller Name"


def test_what_says_the_same_on_both_sides_only_moves_the_base(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    with for_city(ours.city):
        document = changed(dog_tax(), f_name="Ihr Name")
        editing.edit(ours, command="replace", arguments={"document": document}, by=None, at=NOW)

    edited = take(ours)

    assert edited.patch == []
    assert update_of(ours) is None


def test_it_is_refused_when_upstream_published_once_more(offer, ours):
    first = publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    publishes(offer.process, changed(dog_tax(), f_name="Name der Halterin"))

    with pytest.raises(in_step.Overtaken):
        take(ours, expected_digest=first.digest)


def test_it_is_refused_when_somebody_went_on_here(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    edits(ours, "f_call", "Wie heißt der Hund?")

    with pytest.raises(in_step.ChangedMeanwhile) as refused:
        take(ours, expected_revision=0)

    assert len(refused.value.edits) == 1


def test_a_chain_of_three_cities_works(offer, ours, darmstadt):
    publishes(ours, ours.working)
    with for_city(ours.city):
        second = Offer.objects.create(city=ours.city, process=now_of(ours), offered_at=NOW)
    third = clone(second, darmstadt)
    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    assert update_of(third) is None

    take(ours)
    assert update_of(third) is None
    publishes(ours, now_of(ours).working)
    assert update_of(third).city_name == "Wiesbaden"
    take(third)

    assert label_of(third, "f_chip") == "Chipnummer"


def test_a_skipped_version_is_remembered_and_the_next_one_is_offered(offer, ours):
    version = publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    with for_city(ours.city):
        in_step.skip_update(now_of(ours), digest=version.digest)
    assert update_of(ours).is_skipped

    publishes(offer.process, with_question(dog_tax(), "chip", "Chipnummer"))
    assert not update_of(ours).is_skipped
    assert [each.number for each in update_of(ours).versions] == [3, 2]


def test_nobody_skips_what_they_did_not_see(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))

    with for_city(ours.city), pytest.raises(in_step.Overtaken):
        in_step.skip_update(now_of(ours), digest="0" * 64)


def test_unskipped_it_is_offered_again(offer, ours):
    version = publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))
    with for_city(ours.city):
        in_step.skip_update(now_of(ours), digest=version.digest)
        in_step.unskip(ours)

    assert not update_of(ours).is_skipped


def test_closed_withdrawn_and_deleted_are_told_apart(offer, ours):
    def state():
        with for_city(ours.city):
            standing = standing_of(now_of(ours))
            return standing.state, standing.reason

    with for_city(offer.city):
        offer.is_open = False
        offer.save()
        assert state() == (State.CLOSED, "")
        offer.withdrawn_at, offer.withdrawn_reason = NOW, "Satzung aufgehoben"
        offer.save()
        assert state() == (State.WITHDRAWN, "Satzung aufgehoben")
    with for_city(ours.city):
        Process.objects.filter(pk=ours.pk).update(upstream=None)
        assert state() == (State.GONE, "")
        go_alone(now_of(ours))
        assert state() == (State.ALONE, "")


def test_of_a_withdrawn_process_a_successor_can_be_followed(offer, ours, darmstadt):
    newer = offered(darmstadt, definition=with_question(dog_tax(), "chip", "Chipnummer"))
    edits(ours, "f_name", "Vor- und Nachname")
    with for_city(offer.city):
        offer.withdrawn_at, offer.successor = NOW, newer
        offer.save()

    with for_city(ours.city):
        assert standing_of(now_of(ours)).successor.is_akin
        change_over(now_of(ours))

    assert update_of(ours).city_name == "Darmstadt"
    assert len(update_of(ours).versions) == 1
    take(ours)
    assert label_of(ours) == "Vor- und Nachname"
    assert label_of(ours, "f_chip") == "Chipnummer"


def test_to_another_process_altogether_nobody_changes_over(offer, ours, darmstadt):
    other = offered(darmstadt, definition=factories.one_page({"kind": "text", "key": "other",
                    "label": "Anderes"}, parameters={}, fees=[]), parameters={})  # fmt: skip
    with for_city(offer.city):
        offer.withdrawn_at, offer.successor = NOW, other
        offer.save()

    with for_city(ours.city):
        assert not standing_of(now_of(ours)).successor.is_akin
        with pytest.raises(NotPossible):
            change_over(now_of(ours))


def test_a_successor_that_leads_in_a_circle_is_none(offer, ours, darmstadt):
    other = offered(darmstadt, withdrawn_at=NOW, successor=offer)
    with for_city(offer.city):
        offer.withdrawn_at, offer.successor = NOW, other
        offer.save()

    with for_city(ours.city):
        assert standing_of(now_of(ours)).successor is None


def test_what_goes_alone_keeps_the_names_of_its_origin_and_hears_nothing(offer, ours):
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))

    with for_city(ours.city):
        go_alone(ours)

    after = now_of(ours)
    assert (after.upstream_id, after.base_digest) == (None, "")
    assert after.origin.city_name == "Frankfurt am Main"
    assert update_of(ours) is None


def test_what_another_installation_shares_is_followed_too(wiesbaden):
    source = foreign_process(dog_tax())
    process = taken(source, wiesbaden)
    newer = with_question(dog_tax(), "chip", "Chipnummer")
    _publish_elsewhere(source, newer, number=4)

    assert (update_of(process).city_name, update_of(process).newest.number) == ("Kassel", 4)
    take(process)

    assert label_of(process, "f_chip") == "Chipnummer"


def _publish_elsewhere(source, definition, *, number):
    document = Document.objects.create(digest=digest(definition), body=definition)
    ForeignVersion.objects.create(
        process=source, number=number, digest=document.digest, document=document, published_at=NOW
    )


# --- Test cases ---------------------------------------------------------------------------------


def keep(process, name, *, definition=None, at=NOW, **answers):
    with for_city(process.city):
        compiled = compiled_to_try(definition or dog_tax(), {"fee": "120.00"})
        given = {**copy.deepcopy(cast.DOG_ANSWERS), **answers}
        return examples.keep(process, name=name, compiled=compiled, answers=given, by=None, at=at)


def cases_of(process):
    with for_city(process.city):
        return {each.name: each.answers for each in process.examples.all()}


def test_new_test_cases_come_along_and_ones_own_changes_stay(offer, wiesbaden):
    kept = [keep(offer.process, name) for name in ("Bleibt", "Geändert", "Gelöscht", "Dort neu")]
    ours = clone(offer, wiesbaden)
    soon = NOW + dt.timedelta(hours=1)
    with for_city(wiesbaden):
        own = ours.examples.get(name="Geändert")
        own.answers, own.at = {"f_name": "Wir"}, soon
        own.save()
        ours.examples.get(name="Gelöscht").delete()
    with for_city(offer.city):
        for each in kept[:2]:
            each.answers, each.at = {"f_name": "Die"}, soon
            each.save()
    keep(offer.process, "Ganz neu", at=soon)
    publishes(offer.process, changed(dog_tax(), f_name="Ihr Name"))

    take(ours)

    cases = cases_of(ours)
    assert cases["Bleibt"] == {"f_name": "Die"}
    assert cases["Geändert"] == {"f_name": "Wir"}
    assert cases.keys() == {"Bleibt", "Geändert", "Dort neu", "Ganz neu"}


def test_test_cases_of_a_draft_there_come_once_it_is_published(offer, wiesbaden):
    newer = with_question(dog_tax(), "chip", "Chipnummer")
    keep(offer.process, "Mit Chip", definition=newer, chip="276")
    ours = clone(offer, wiesbaden)
    assert cases_of(ours) == {}

    publishes(offer.process, newer)
    take(ours)

    assert cases_of(ours).keys() == {"Mit Chip"}
