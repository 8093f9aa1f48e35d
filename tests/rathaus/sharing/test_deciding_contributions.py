"""What another city offers is taken in, in part or not at all, and both are in step again."""

import copy

import pytest

from forms_engine.definition import digest
from forms_engine.merging import merge
from rathaus.cities.scope import for_city
from rathaus.processes import editing
from rathaus.sharing import deciding_contributions, giving_back
from rathaus.sharing.deciding_contributions import ReasonMissing, Undecided
from rathaus.sharing.giving_back import (
    AlreadyDecided,
    ChangedMeanwhile,
    NothingToOffer,
)
from rathaus.sharing.in_step import merged_update, take_update, update_for
from rathaus.sharing.upstream import base_of, newest_version
from tests.giving_back_story import NOW, Story, ids_of, relabelled, with_chip
from tests.sharing_stories import dog_tax


@pytest.fixture
def story(frankfurt, wiesbaden):
    return Story(frankfurt, wiesbaden)


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


def test_after_publishing_there_both_are_in_step_again(story):
    """The whole round: changed, offered, accepted, published, updated."""
    story.change(story.wiesbaden, with_chip())
    story.accept(story.offer_back())
    story.publish(story.frankfurt)

    with for_city(story.wiesbaden):
        process = story.process(story.wiesbaden)
        update = update_for(process)
        merged = merged_update(process, update)
        assert (merged.conflicts, merged.changes, merged.kept) == ([], [], [])
        newest = update.newest
        seen = {"expected_digest": newest.digest, "expected_revision": process.revision}
        take_update(process, choices={}, by=None, at=NOW, **seen)

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
