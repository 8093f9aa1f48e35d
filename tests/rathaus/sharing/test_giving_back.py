"""What a city changed is offered back, shown as chosen and no more, taken in, and in step again."""

import copy
import json

import pytest

from forms_engine.definition import digest
from forms_engine.merging import merge
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Event
from rathaus.people.permissions import NotAllowed
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing import contributions, deciding_contributions, giving_back
from rathaus.sharing.deciding_contributions import ReasonMissing, Undecided, accept, consider
from rathaus.sharing.giving_back import (
    AlreadyDecided,
    ChangedMeanwhile,
    NotAWhole,
    NothingToOffer,
    NoWayBack,
    contribute,
    own_changes,
)
from rathaus.sharing.models import Contribution, Document, Offer, Origin
from rathaus.sharing.taking_over import take_over
from rathaus.sharing.upstream import base_of, newest_version
from tests import cast, factories
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW
SECRET = "Nur in Wiesbaden bekannt"


class Story:
    """Frankfurt offers its dog tax, Wiesbaden took it over and works on it."""

    def __init__(self, frankfurt, wiesbaden):
        self.frankfurt, self.wiesbaden = frankfurt, wiesbaden
        self.offer = offered(frankfurt)
        given = {"parameters": {"fee": "90.00"}, "roles": {"tax_office": "tax_office"}}
        self.clone = take_over(self.offer, city=wiesbaden, by=None, at=NOW, **given)
        self.gesa = factories.make_designer(wiesbaden)
        self.otto = factories.make_designer(frankfurt, first_name="Otto", last_name="Geheim")

    def change(self, city, definition):
        with for_city(city):
            process = self.process(city)
            arguments = {"document": definition}
            editing.edit(process, command="replace", arguments=arguments, by=None, at=NOW)

    def process(self, city):
        rows = Process.objects.select_related("published")
        return rows.get(pk=self.clone.pk if city == self.wiesbaden else self.offer.process_id)

    def offer_back(self, *labels, **more):
        """Offer the changes whose sentences name one of the labels; all, if none is named."""
        with for_city(self.wiesbaden):
            process = self.process(self.wiesbaden)
            ids = ids_of(own_changes(process).changes, labels)
            given = {"title": "Chipnummer", "note": "Weil sie fehlt.", "by": self.gesa, "at": NOW}
            return contribute(process, change_ids=ids, **given | more)

    def accept(self, contribution, **more):
        with for_city(self.frankfurt):
            return accept(contribution, by=self.otto, at=NOW, **more)

    def consider(self, contribution, **more):
        with for_city(self.frankfurt):
            return consider(contribution, **more)

    def publish(self, city):
        with for_city(city):
            process = self.process(city)
            definition = editing.definition_in_hand(process)
            publish(process, definition=definition, parameters=process.parameters, by=None, at=NOW)


def ids_of(changes, labels):
    return [
        each.id for each in changes
        if not labels or any(label in str(line) for label in labels for line in each.differences)
    ]  # fmt: skip


def relabelled(**labels):
    definition = dog_tax()
    for node_id, label in labels.items():
        definition["nodes"][node_id]["label"] = label
    return definition


def with_chip(definition=None):
    definition = definition or dog_tax()
    definition["nodes"]["f_chip"] = {
        "kind": "text", "key": "chip", "label": "Chipnummer", "required": False,
    }  # fmt: skip
    definition["nodes"]["l_dogs"]["order"].append("f_chip")
    definition["texts"]["en"]["f_chip.label"] = "Chip number"
    return definition


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


def test_accepting_is_one_edit_that_names_the_city_and_can_be_taken_back(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()

    decided = story.accept(made)

    assert (decided.state, decided.decided_by) == ("accepted", story.otto)
    with for_city(story.frankfurt):
        process = story.process(story.frankfurt)
        newest = editing.to_take_back(process)
        assert process.working == with_chip()
        assert newest.said["code"] == "contribution_taken"
        assert newest.said["params"] == {"name": "Chipnummer", "city": "Wiesbaden"}
        editing.take_back(process, by=story.otto, at=NOW)
        assert process.working == dog_tax()
        assert process.published.definition == dog_tax()


def test_a_part_is_accepted_and_the_rest_stays_out(story):
    story.change(story.wiesbaden, with_chip(relabelled(f_name="Vor- und Nachname")))
    made = story.offer_back()
    changes = story.consider(made).merged.changes

    decided = story.accept(made, left_out=ids_of(changes, ["Chipnummer"]))

    assert decided.state == "partly"
    with for_city(story.frankfurt):
        assert story.process(story.frankfurt).working == relabelled(f_name="Vor- und Nachname")


def test_what_both_changed_is_decided_first(story):
    story.change(story.wiesbaden, relabelled(f_name="Wie heißen Sie?"))
    made = story.offer_back()
    story.change(story.frankfurt, relabelled(f_name="Vollständiger Name"))
    (conflict,) = story.consider(made).merged.conflicts

    with pytest.raises(Undecided):
        story.accept(made)
    with pytest.raises(Undecided, match="bliebe alles"):
        story.accept(made, choices={conflict.id: "mine"})
    decided = story.accept(made, choices={conflict.id: {"value": "Ihr Name"}})

    assert decided.state == "partly"
    with for_city(story.frankfurt):
        nodes = story.process(story.frankfurt).working["nodes"]
        assert nodes["f_name"]["label"] == "Ihr Name"


def test_a_conflict_decided_for_the_other_city_is_accepting_the_whole(story):
    story.change(story.wiesbaden, relabelled(f_name="Wie heißen Sie?"))
    made = story.offer_back()
    story.change(story.frankfurt, relabelled(f_name="Vollständiger Name"))
    (conflict,) = story.consider(made).merged.conflicts

    assert story.accept(made, choices={conflict.id: "theirs"}).state == "accepted"


def test_what_is_left_out_altogether_has_to_be_declined(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    ids = [each.id for each in story.consider(made).merged.changes]

    with pytest.raises(Undecided):
        story.accept(made, left_out=ids)


def test_what_the_city_has_already_is_accepted_without_an_edit(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    story.change(story.frankfurt, with_chip())
    with for_city(story.frankfurt):
        count = story.process(story.frankfurt).edits.count()

    assert story.accept(made).state == "accepted"
    with for_city(story.frankfurt):
        assert story.process(story.frankfurt).edits.count() == count


def test_a_working_copy_that_moved_on_is_looked_at_again(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    seen = story.consider(made).seen
    story.change(story.frankfurt, relabelled(f_born="Geboren am"))

    with pytest.raises(ChangedMeanwhile):
        story.accept(made, seen=seen)

    assert story.accept(made, seen=story.consider(made).seen).state == "accepted"
    with for_city(story.frankfurt):
        both = with_chip(relabelled(f_born="Geboren am"))
        assert story.process(story.frankfurt).working == both


def test_whoever_decides_second_is_told_so(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    story.accept(made)

    with pytest.raises(AlreadyDecided, match="angenommen"):
        story.accept(made)
    with for_city(story.frankfurt), pytest.raises(AlreadyDecided):
        deciding_contributions.decline(made, reason="Nein", by=story.otto, at=NOW)
    with for_city(story.wiesbaden), pytest.raises(AlreadyDecided):
        giving_back.withdraw(made, by=story.gesa, at=NOW)


def test_what_was_withdrawn_is_not_accepted(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    with for_city(story.wiesbaden):
        assert giving_back.withdraw(made, by=story.gesa, at=NOW).state == "withdrawn"

    with pytest.raises(AlreadyDecided, match="zurückgezogen"):
        story.accept(made)


def test_who_declines_says_why(story):
    story.change(story.wiesbaden, with_chip())
    made = story.offer_back()
    with for_city(story.frankfurt):
        with pytest.raises(ReasonMissing):
            deciding_contributions.decline(made, reason=" \n", by=story.otto, at=NOW)
        done = deciding_contributions.decline(made, reason="Satzung.", by=story.otto, at=NOW)

    assert (done.state, done.reason) == ("declined", "Satzung.")
    with for_city(story.frankfurt):
        assert story.process(story.frankfurt).working is None


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


def test_after_publishing_there_both_are_in_step_again(story):
    """The whole round: changed, offered, accepted, published, updated."""
    story.change(story.wiesbaden, with_chip())
    story.accept(story.offer_back())
    story.publish(story.frankfurt)

    with for_city(story.wiesbaden):
        process = story.process(story.wiesbaden)
        newest = newest_version(process)
        mine = editing.definition_in_hand(process)
        merged = merge(base_of(process), mine, newest.definition)
        assert (merged.conflicts, merged.changes, merged.kept) == ([], [], [])
        giving_back.keep(newest.definition)
        arguments = {"document": merged.definition}
        editing.edit(
            process, command="replace", arguments=arguments, by=None, at=NOW, base=newest.digest
        )

        process = story.process(story.wiesbaden)
        assert process.base_digest == newest.digest == digest(process.working)
        assert base_of(process) == process.working
        with pytest.raises(NothingToOffer):
            story.offer_back()


def test_what_stayed_here_stays_the_only_difference_after_the_round(story):
    own = with_chip(relabelled(f_name="Nur hier"))
    story.change(story.wiesbaden, own)
    story.accept(story.offer_back("Chipnummer"))
    story.publish(story.frankfurt)

    with for_city(story.wiesbaden):
        process = story.process(story.wiesbaden)
        merged = merge(base_of(process), own, newest_version(process).definition)

    assert merged.is_settled
    assert merged.definition == own
    assert [each.params["name"] for each in merged.kept] == ["Nur hier"]


def test_an_older_base_and_a_newer_upstream_go_together(story):
    story.change(story.wiesbaden, with_chip())
    story.change(story.frankfurt, relabelled(f_born="Geboren am"))
    story.publish(story.frankfurt)

    made = story.offer_back()
    story.accept(made)

    assert made.base.body == dog_tax()
    with for_city(story.frankfurt):
        both = with_chip(relabelled(f_born="Geboren am"))
        assert story.process(story.frankfurt).working == copy.deepcopy(both)
