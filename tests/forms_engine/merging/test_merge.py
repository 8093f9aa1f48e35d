"""Merging: nothing of either side is lost, and what contradicts is shown, not decided."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from forms_engine.checking.form import form_findings
from forms_engine.conditions import leaves
from forms_engine.definition import canonical, digest
from forms_engine.merging import Conflict, Merged, merge
from forms_engine.texts import unknown_names
from tests.forms_engine.merging.edited import BASE, edited

many = settings(
    max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def dangling(definition: dict[str, Any]) -> set[str]:
    """Return what conditions, fees, routing and letters name that is not there."""
    nodes, found = definition["nodes"], set()
    rules = [*nodes.values(), *definition.get("fees", []), *definition.get("routing", [])]
    for rule in rules:
        asked = leaves(rule.get("show_when") or rule.get("when"))
        found |= {leaf.name for leaf in asked if leaf.name not in nodes}
    for fee in definition.get("fees", []):
        amount = fee["amount"]
        if isinstance(amount, dict) and amount["parameter"] not in definition.get("parameters", {}):
            found.add(amount["parameter"])
    for route in definition.get("routing", []):
        found |= set(route["to"]) - definition.get("roles", {}).keys()
    for notice in definition.get("notices", []):
        found |= set(unknown_names(notice["body"], definition))
    return found


def orders(definition: dict[str, Any]) -> list[list[str]]:
    return [definition["order"], *(node.get("order", []) for node in definition["nodes"].values())]


def chosen(base: Any, mine: Any, theirs: Any, side: str, **more: Any) -> Merged:
    """Decide every conflict one way, also those that a decision brings up."""
    choices: dict[str, Any] = {}
    for _round in range(8):
        merged = merge(base, mine, theirs, choices=choices, **more)
        fresh = {each.id: side for each in merged.conflicts if each.choice is None}
        if not fresh:
            return merged
        choices |= fresh
    return merged


@many
@given(edited(BASE, "x"))
def test_where_only_one_side_changed_something_that_side_counts(x):
    for mine, theirs in ((BASE, x), (x, BASE), (x, x)):
        merged = merge(BASE, mine, theirs)
        assert not merged.conflicts
        assert canonical(merged.definition) == canonical(x)
        assert merged.is_settled


@many
@given(edited(BASE, "m"), edited(BASE, "t"))
def test_nothing_vanishes_and_nothing_stands_twice(mine, theirs):
    merged = merge(BASE, mine, theirs).definition

    removed = (BASE["nodes"].keys() - mine["nodes"].keys()) | (
        BASE["nodes"].keys() - theirs["nodes"].keys()
    )
    assert (mine["nodes"].keys() | theirs["nodes"].keys()) - removed <= merged["nodes"].keys()
    named = [name for order in orders(merged) for name in order]
    assert len(named) == len(set(named))
    assert set(named) <= merged["nodes"].keys()


@many
@given(edited(BASE, "m"), edited(BASE, "t"))
def test_the_result_is_in_good_form_or_the_fault_is_a_conflict(mine, theirs):
    merged = merge(BASE, mine, theirs)

    assert not merged.conflicts or not merged.is_settled
    if not merged.conflicts:
        assert merged.is_settled
        assert dangling(merged.definition) <= dangling(mine) | dangling(theirs)
        assert not [each for each in form_findings(merged.definition) if each.level == "error"]
        named = [name for order in orders(merged.definition) for name in order]
        assert sorted(named) == sorted(merged.definition["nodes"])


def _named(conflict: Conflict) -> tuple[str, Any]:
    # Of two questions with one name, it is theirs that would be called otherwise.
    return conflict.code, () if conflict.code == "key" else conflict.at


@many
@given(edited(BASE, "m"), edited(BASE, "t"))
def test_swapping_the_sides_changes_their_names_only(mine, theirs):
    one, other = merge(BASE, mine, theirs), merge(BASE, theirs, mine)

    told = [sorted(map(_named, each.conflicts)) for each in (one, other)]
    turned = {"removed_here": "removed_there", "removed_there": "removed_here"}
    assert told[0] == sorted((turned.get(code, code), at) for code, at in told[1])
    if not one.conflicts:
        assert digest(one.definition) == digest(other.definition)
    settled = chosen(BASE, mine, theirs, "mine"), chosen(BASE, theirs, mine, "theirs")
    assert digest(settled[0].definition) == digest(settled[1].definition)


def _filled(definition: dict[str, Any]) -> dict[str, Any]:
    """Leave out empty lists: nobody sees whether there is an empty one or none."""
    return {name: value for name, value in definition.items() if value != []}


@many
@given(edited(BASE, "m"), edited(BASE, "t"), st.data())
def test_what_is_left_out_does_not_come(mine, theirs, data):
    before = copy.deepcopy((mine, theirs))
    changes = [each.id for each in merge(BASE, mine, theirs).changes]
    nothing = chosen(BASE, mine, theirs, "mine", left_out=changes)
    some = data.draw(st.lists(st.sampled_from(changes), unique=True)) if changes else []
    partly = merge(BASE, mine, theirs, left_out=some)

    assert canonical(_filled(nothing.definition)) == canonical(_filled(mine))
    assert not partly.conflicts or not partly.is_settled
    if not partly.conflicts:
        assert dangling(partly.definition) <= dangling(mine) | dangling(theirs)
    assert (mine, theirs) == before


@many
@given(edited(BASE, "m"), edited(BASE, "t"))
def test_every_conflict_and_every_change_says_something(mine, theirs):
    merged = merge(BASE, mine, theirs)

    assert [each.at for each in merged.conflicts if not each.mine and not each.theirs] == []
    assert [each.id for each in merged.changes if not each.differences] == []


@many
@given(edited(BASE, "m"), edited(BASE, "t"), st.sampled_from(["mine", "theirs"]))
def test_deciding_one_way_gives_that_side_there(mine, theirs, side):
    merged = chosen(BASE, mine, theirs, side)
    wanted = mine if side == "mine" else theirs

    note(str([(each.code, each.at) for each in merged.conflicts]))
    assert merged.is_settled
    assert dangling(merged.definition) <= dangling(mine) | dangling(theirs)
    for conflict in merged.conflicts:
        if conflict.at[0] == "nodes" and len(conflict.at) > 1:
            node_id = conflict.at[1]
            there = node_id in merged.definition["nodes"]
            assert there == (node_id in wanted["nodes"])
            if len(conflict.at) == 3 and there and conflict.at[2] not in {"schema", "options"}:
                now = merged.definition["nodes"][node_id].get(conflict.at[2])
                assert now == wanted["nodes"][node_id].get(conflict.at[2])
