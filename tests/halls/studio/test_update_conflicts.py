"""Every sort of conflict has its sentence, and two ways out."""

import copy
from itertools import pairwise

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes import editing
from tests import factories
from tests.halls.studio.updates_story import address, conflict_of, page_of, send, text_of
from tests.rathaus.sharing.clones import NOW, clone, dog_tax, now_of, offered, publishes


@pytest.fixture
def designer(wiesbaden):
    client = Client()
    client.force_login(factories.make_designer(wiesbaden))
    return client


def _replace(process, definition):
    with for_city(process.city):
        document = {"document": definition}
        editing.edit(process, command="replace", arguments=document, by=None, at=NOW)


def _without(definition, node_id):
    after = copy.deepcopy(definition)
    del after["nodes"][node_id]
    for node in after["nodes"].values():
        if node_id in node.get("order", []):
            node["order"].remove(node_id)
    return after


def _moved(definition, node_id, page):
    after = copy.deepcopy(definition)
    for node in after["nodes"].values():
        if node_id in node.get("order", []):
            node["order"].remove(node_id)
    after["nodes"][page]["order"].append(node_id)
    return after


def _ordered(definition, *order):
    after = copy.deepcopy(definition)
    after["nodes"]["p_owner"]["order"] = list(order)
    return after


def _keyed(definition, node_id):
    after = copy.deepcopy(definition)
    node = {"kind": "text", "key": "chip", "label": node_id, "required": False}
    after["nodes"][node_id] = node
    after["nodes"]["p_owner"]["order"].append(node_id)
    return after


def _nested(first, last):
    """Put groups into one another; the format allows a depth of 32."""
    after = copy.deepcopy(GROUPS)
    names = [f"g{number}" for number in range(first, last)]
    for outer, inner in pairwise(names):
        after["nodes"]["p_one"]["order"].remove(inner)
        after["nodes"][outer]["order"].append(inner)
    return after


GROUPS = factories.one_page({"kind": "text", "key": "name", "label": "Name"}, parameters={})
for number in range(40):
    GROUPS["nodes"]["p_one"]["order"].append(f"g{number}")
    GROUPS["nodes"][f"g{number}"] = {
        "kind": "group",
        "title": f"G{number}",
        "order": [f"f{number}"],
    }
    GROUPS["nodes"][f"f{number}"] = {"kind": "text", "key": f"k{number}", "label": f"F{number}"}
BARE = {**dog_tax(), "texts": {}, "languages": ["de"]}
LABELLED = copy.deepcopy(BARE)
LABELLED["nodes"]["f_born"]["label"] = "Geboren am"
TORN = {
    "removed_here": (_without(BARE, "f_born"), LABELLED, "Sie haben das entfernt"),
    "removed_there": (LABELLED, _without(BARE, "f_born"), "Auch hier entfernen"),
    "place": (
        _moved(BARE, "f_born", "p_dogs"), _moved(BARE, "f_born", "p_proof"), "verschiedene Stellen",
    ),
    "order": (
        _ordered(BARE, "f_born", "f_name", "f_email"),
        _ordered(BARE, "f_name", "f_born", "f_email"),
        "die Reihenfolge geändert",
    ),
    "fault": (_nested(0, 20), _nested(19, 40), "beide zusammen nicht"),
    "key": (_keyed(BARE, "f_ours"), _keyed(BARE, "f_theirs"), "technischen Namen „chip“"),
}  # fmt: skip


@pytest.mark.parametrize("choice", ["mine", "theirs"])
@pytest.mark.parametrize("code", TORN)
def test_every_sort_of_conflict_has_its_sentence_and_two_ways_out(
    code, choice, frankfurt, wiesbaden, designer
):
    mine, theirs, words = TORN[code]
    offer = offered(frankfurt, definition=GROUPS if code == "fault" else BARE)
    ours = clone(offer, wiesbaden)
    publishes(offer.process, theirs)
    _replace(ours, mine)

    page = page_of(designer.get(address(ours)))

    assert page.conflicts
    assert words in text_of(designer.get(address(ours)))
    fields = {f"wahl-{each.id}": choice for each in page.conflicts}
    assert send(designer, ours, **fields).status_code == 303


def test_two_questions_of_one_name_can_both_stay(frankfurt, wiesbaden, designer):
    offer = offered(frankfurt, definition=BARE)
    ours = clone(offer, wiesbaden)
    publishes(offer.process, TORN["key"][1])
    _replace(ours, TORN["key"][0])
    conflict = conflict_of(designer, ours)
    taken = {f"wahl-{conflict.id}": "eigene", f"text-{conflict.id}": "chip"}
    assert send(designer, ours, **taken).status_code == 422

    fields = {f"wahl-{conflict.id}": "eigene", f"text-{conflict.id}": conflict.written}
    assert send(designer, ours, **fields).status_code == 303

    nodes = now_of(ours).working["nodes"]
    assert {nodes["f_ours"]["key"], nodes["f_theirs"]["key"]} == {"chip", "chip_2"}
