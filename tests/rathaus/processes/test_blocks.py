"""Blocks belong to a city and are there for all; nobody else's process is touched or seen."""

import pytest

from forms_engine.checking import check
from forms_engine.editing import EditRejected
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.demo.loading import seed_blocks
from rathaus.processes import blocks
from rathaus.processes.editing import edit, take_back
from rathaus.processes.models import Block, BlockVersion, Process
from tests import factories
from tests.cast import NOW

DEFINITION = factories.one_page(
    {"kind": "group", "key": "bank", "title": "Bankverbindung", "order": ["f_iban"]},
    {"kind": "iban", "key": "iban", "label": "IBAN"},
    languages=["de", "en"],
)
DEFINITION["nodes"]["p_one"]["order"] = ["f_bank"]


@pytest.fixture
def process(frankfurt):
    return factories.make_working_copy(frankfurt, definition=DEFINITION)


@pytest.fixture
def designer(frankfurt):
    return factories.make_designer(frankfurt)


def make(process, by, **more):
    words = {"node_id": "f_bank", "key": "bank", "title": "Bankverbindung", "summary": ""}
    with for_city(process.city):
        return blocks.make_block(process, **{**words, **more}, by=by, at=NOW)


def relabel(process, node, label, *, by):
    arguments = {"node": node, "attribute": "label", "value": label}
    edit(process, command="set", arguments=arguments, by=by, at=NOW)


def test_a_group_becomes_a_block_that_another_city_inserts(process, designer, wiesbaden):
    make(process, designer)
    other = factories.make_working_copy(wiesbaden)

    with for_city(wiesbaden):
        (block,) = blocks.library()
        designer_there = factories.make_designer(wiesbaden)
        where = {"into": "p_owner", "position": 0, "by": designer_there, "at": NOW}
        edited = blocks.insert(other, blocks.newest(block), **where)
        (use,) = blocks.uses()["bank"]

    assert block.city.slug == "frankfurt"
    assert other.working["nodes"][edited.selected]["block"] == "bank@1"
    assert (use.process, use.number, use.is_public) == (other, 1, False)
    assert process.working["nodes"]["f_bank"]["block"] == "bank@1"


def test_where_a_block_is_used_is_said_of_the_own_city_only(process, designer, wiesbaden):
    make(process, designer)

    with for_city(wiesbaden):
        assert blocks.uses() == {}
    with for_city(process.city):
        assert [use.node_id for use in blocks.uses()["bank"]] == ["f_bank"]


def test_a_newer_version_is_offered_taken_and_taken_back(process, designer):
    make(process, designer)
    with for_city(process.city):
        block = blocks.library()[0]
        edited = blocks.insert(
            process, blocks.newest(block), into="p_one", position=None, by=designer, at=NOW
        )
        copy = edited.selected
        relabel(process, "f_iban", "IBAN des Kontos", by=designer)
        assert blocks.newer_than_used(process.working["nodes"][copy]) is None
        new = {"key": "bank", "node_id": "f_bank", "note": "Klarer", "by": designer, "at": NOW}
        blocks.make_version(process, **new)

        newer = blocks.newer_than_used(process.working["nodes"][copy])
        before = process.working
        blocks.take(process, newer, node_id=copy, by=designer, at=NOW)

        (iban,) = process.working["nodes"][copy]["order"]
        assert process.working["nodes"][iban]["label"] == "IBAN des Kontos"
        assert process.working["nodes"][copy]["block"] == "bank@2"
        take_back(process, by=designer, at=NOW)
        assert process.working == before


def test_a_version_says_something_new(process, designer):
    make(process, designer)

    with for_city(process.city), pytest.raises(blocks.NothingNew):
        blocks.make_version(process, key="bank", node_id="f_bank", note="", by=designer, at=NOW)


def test_a_version_builds_on_the_newest(process, designer):
    make(process, designer)
    with for_city(process.city):
        version = blocks.newest(blocks.library()[0])
        where = {"into": "p_one", "position": None}
        copy = blocks.insert(process, version, **where, by=designer, at=NOW).selected
        relabel(process, "f_iban", "IBAN des Kontos", by=designer)
        new = {"key": "bank", "note": "Klarer", "by": designer, "at": NOW}
        blocks.make_version(process, **new, node_id="f_bank")

        with pytest.raises(blocks.OlderThanNewest):
            blocks.make_version(process, **new, node_id=copy)


def test_a_block_of_another_city_gets_no_version_from_here(process, designer, wiesbaden):
    make(process, designer)
    other = factories.make_working_copy(wiesbaden, definition=DEFINITION)

    with for_city(wiesbaden), pytest.raises(Block.DoesNotExist):
        blocks.make_version(other, key="bank", node_id="f_bank", note="", by=designer, at=NOW)


def test_a_name_is_given_once_in_the_whole_house(process, designer, wiesbaden):
    make(process, designer)
    other = factories.make_working_copy(wiesbaden, definition=DEFINITION)

    with pytest.raises(blocks.KeyTaken):
        make(other, designer)
    assert "block" not in other.working["nodes"]["f_bank"]


def test_what_cannot_be_a_block_leaves_nothing_behind(process, designer):
    with pytest.raises(EditRejected):
        make(process, designer, node_id="f_iban")

    with for_city(ALL_CITIES):
        assert not Block.objects.exists()


def test_what_was_published_with_a_block_is_public(frankfurt, designer, process):
    make(process, designer)
    factories.make_version(frankfurt, slug="anderswo", definition=process.working)

    with for_city(frankfurt):
        found = {use.process.pk: use.is_public for use in blocks.uses()["bank"]}

    assert found[process.pk] is False
    assert sorted(found.values()) == [False, True]


def test_a_library_begins_with_blocks_that_are_offered_once(frankfurt, wiesbaden):
    blocks.offer(seed_blocks(), city=frankfurt, at=NOW)
    blocks.offer(seed_blocks(), city=wiesbaden, at=NOW)

    found = blocks.library()
    assert {block.key for block in found} == {
        "anschrift", "person", "bankverbindung", "einwilligung",
    }  # fmt: skip
    assert {block.city.slug for block in found} == {"frankfurt"}
    with for_city(ALL_CITIES):
        assert BlockVersion.objects.count() == len(found)


@pytest.mark.parametrize("seed", seed_blocks(), ids=lambda seed: seed["key"])
def test_a_block_of_the_seed_has_no_findings_of_its_own(frankfurt, designer, seed):
    blocks.offer([seed], city=frankfurt, at=NOW)
    law = {"legal_basis": ["§ 1 der Satzung"]}
    empty = factories.one_page(languages=["de", "en"], **law)
    process = factories.make_working_copy(frankfurt, definition=empty)

    with for_city(frankfurt):
        version = blocks.newest(blocks.library()[0])
        blocks.insert(process, version, into="p_one", position=None, by=designer, at=NOW)
        process = Process.objects.get(pk=process.pk)

    known = {(each.code, each.at) for each in check(empty)}
    found = [each for each in check(process.working) if (each.code, each.at) not in known]
    assert [str(each) for each in found if each.level != "tip"] == []
