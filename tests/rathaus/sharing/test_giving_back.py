"""What a city changed is offered back, shown as it was chosen and no more."""

import json

import pytest

from forms_engine.definition import digest
from forms_engine.merging import merge
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Event
from rathaus.people.permissions import NotAllowed
from rathaus.processes.models import Process
from rathaus.sharing import contributions, deciding_contributions, giving_back
from rathaus.sharing.deciding_contributions import accept
from rathaus.sharing.giving_back import (
    ChangedMeanwhile,
    NotAWhole,
    NothingToOffer,
    NoWayBack,
    own_changes,
)
from rathaus.sharing.models import Contribution, Document, Offer, Origin
from tests import cast, factories
from tests.giving_back_story import NOW, SECRET, Story, relabelled, with_chip
from tests.sharing_stories import dog_tax


@pytest.fixture
def story(frankfurt, wiesbaden):
    return Story(frankfurt, wiesbaden)


def test_what_is_chosen_lies_with_the_other_city(story):
    story.change(story.wiesbaden, with_chip())

    made = story.offer_back()

    with for_city(story.frankfurt):
        found = contributions.offered_to_us().get()
        assert (found, found.city.name, found.state) == (made, "Wiesbaden", "open")
        assert contributions.open_to_us() == {story.offer.process_id: 1}
        assert list(contributions.offered_by_us()) == []
    assert made.document.body == with_chip()
    assert made.base.body == dog_tax()
    with for_city(story.wiesbaden):
        assert list(contributions.offered_by_us()) == [made]
        assert contributions.open_to_us() == {}


def test_what_was_left_out_appears_nowhere(story):
    changed = with_chip(relabelled(f_name=SECRET))
    changed["nodes"]["f_secret"] = {"kind": "text", "key": "geheim", "label": SECRET}
    changed["nodes"]["p_owner"]["order"].append("f_secret")
    changed["nodes"]["p_dogs"]["order"].reverse()
    changed["title"] = changed["summary"] = SECRET
    changed["keywords"] = [SECRET]
    changed["texts"]["en"] |= {"f_secret.label": SECRET, "f_call.label": SECRET}
    changed["parameters"]["own"] = {"label": SECRET, "schema": {"type": "string"}}
    changed["roles"]["own"] = {"label": SECRET}
    changed["notices"][0]["body"] = SECRET
    story.change(story.wiesbaden, changed)

    made = story.offer_back("Chipnummer")

    assert made.document.body == with_chip()
    everything = json.dumps(list(Document.objects.values_list("body", flat=True)))
    assert SECRET not in everything
    assert "geheim" not in everything


def test_nothing_of_what_is_left_out_is_offered_whatever_is_chosen(story):
    """Each change alone is the base with that change, or refused."""
    changed = with_chip(relabelled(f_name="Anders"))
    changed["nodes"]["f_reduced"]["show_when"] = {"field": "f_born", "is": {"const": "2000-01-01"}}
    changed["nodes"]["f_proof"]["required"] = False
    changed["routing"] = [{"to": ["tax_office"], "due_days": 3}]
    story.change(story.wiesbaden, changed)
    with for_city(story.wiesbaden):
        process = story.process(story.wiesbaden)
        found = own_changes(process).changes

        for change in found:
            alone = own_changes(process, change_ids=[change.id])
            assert alone.is_settled
            again = merge(dog_tax(), dog_tax(), alone.definition).changes
            assert [each.id for each in again] == [change.id]


def test_what_is_edited_later_does_not_show(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()

    story.change(story.wiesbaden, with_chip(relabelled(f_name=SECRET)))

    with for_city(story.frankfurt):
        found = contributions.contribution_of_ours(made.pk)
        assert SECRET not in json.dumps(found.document.body)


def test_what_changed_since_it_was_looked_at_is_not_sent(story):
    story.change(story.wiesbaden, with_chip())
    seen = digest(with_chip())
    later = with_chip()
    later["nodes"]["f_chip"]["label"] = SECRET
    story.change(story.wiesbaden, later)

    with pytest.raises(ChangedMeanwhile):
        story.offer_back(seen=seen)
    assert not Contribution.objects.model._base_manager.exists()


def test_without_a_difference_nothing_is_offered(story):
    with pytest.raises(NothingToOffer):
        story.offer_back()


def test_without_a_choice_nothing_is_offered(story):
    story.change(story.wiesbaden, with_chip())

    with pytest.raises(NothingToOffer):
        story.offer_back("gibt es nicht")


def test_the_same_is_not_offered_twice_at_once(story):
    story.change(story.wiesbaden, with_chip())
    first = story.offer_back()

    with pytest.raises(NothingToOffer):
        story.offer_back()

    with for_city(story.wiesbaden):
        giving_back.withdraw(first, by=story.gesa, at=NOW)
    assert story.offer_back() != first


@pytest.mark.parametrize("field", [{"is_open": False}, {"withdrawn_at": NOW}])
def test_who_offers_no_more_takes_no_changes(story, field):
    story.change(story.wiesbaden, with_chip())
    with for_city(story.frankfurt):
        Offer.objects.update(**field)

    with pytest.raises(NoWayBack, match="Frankfurt am Main bietet den Prozess nicht mehr an"):
        story.offer_back()


def test_to_a_process_that_is_gone_nothing_is_offered(story):
    story.change(story.wiesbaden, with_chip())
    with for_city(story.wiesbaden):
        Process.objects.update(upstream=None)

    with pytest.raises(NoWayBack, match="gibt es nicht mehr"):
        story.offer_back()


def test_a_process_that_was_not_taken_over_has_no_way_back(story):
    with for_city(story.wiesbaden):
        Origin.objects.all().delete()

    with pytest.raises(NoWayBack):
        story.offer_back()


def test_a_draft_in_no_good_form_is_not_offered(story):
    with for_city(story.wiesbaden):
        Process.objects.update(working={"title": "Kaputt"})

    with pytest.raises(NotAWhole):
        story.offer_back()


def test_both_cities_talk_and_only_the_own_people_have_names(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    with for_city(story.frankfurt):
        giving_back.remark(made, text="Wozu?", by=story.otto, at=NOW)
    with for_city(story.wiesbaden):
        giving_back.remark(made, text="Für Funde.", by=story.gesa, at=NOW)

        told = [(each.text, each.city_name, each.who) for each in contributions.said_about(made)]

    assert told == [("Wozu?", "Frankfurt am Main", None), ("Für Funde.", "Wiesbaden", story.gesa)]


def test_a_third_city_has_nothing_to_do_with_it(story):
    third = factories.make_city(**cast.DARMSTADT)
    nobody = factories.make_designer(third)
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()

    with for_city(third):
        assert not contributions.offered_to_us().exists()
        assert not contributions.offered_by_us().exists()
        assert contributions.open_to_us() == {}
        with pytest.raises(Contribution.DoesNotExist):
            contributions.contribution_of_ours(made.pk)
        with pytest.raises(Contribution.DoesNotExist):
            accept(made, by=nobody, at=NOW)
        with pytest.raises(Contribution.DoesNotExist):
            giving_back.remark(made, text="Auch hier!", by=nobody, at=NOW)


def test_the_author_does_not_decide_and_the_other_city_does_not_withdraw(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()

    with for_city(story.wiesbaden), pytest.raises(Process.DoesNotExist):
        accept(made, by=story.gesa, at=NOW)
    with for_city(story.wiesbaden), pytest.raises(Process.DoesNotExist):
        deciding_contributions.decline(made, reason="Nein", by=story.gesa, at=NOW)
    with for_city(story.frankfurt), pytest.raises(Contribution.DoesNotExist):
        giving_back.withdraw(made, by=story.otto, at=NOW)


def test_only_who_designs_gives_back_and_decides(story):
    story.change(story.wiesbaden, with_chip())
    clerk = factories.make_clerk(factories.department_of(story.frankfurt))

    with pytest.raises(NotAllowed):
        story.offer_back(by=clerk)
    made = story.offer_back()
    with for_city(story.frankfurt), pytest.raises(NotAllowed):
        accept(made, by=clerk, at=NOW)


def test_news_is_recorded_in_the_city_that_is_told(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    story.accept(made)

    with for_city(ALL_CITIES):
        rows = Event.objects.filter(subject_id=made.pk).order_by("recorded_at", "name")
        told = {(each.name, each.city) for each in rows.select_related("city")}
    assert told == {
        ("contribution.made", story.frankfurt),
        ("contribution.decided", story.wiesbaden),
    }
