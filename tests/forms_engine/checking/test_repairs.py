"""A repair is a command that takes its finding away; what needs a decision has none."""

from typing import Any

import pytest

from forms_engine.checking import SENTENCES, check
from forms_engine.checking.repairs import repair_of
from forms_engine.editing import edit
from tests.forms_engine.checking.test_findings import CASES, TEXT, YES_NO, _with_page_node
from tests.forms_engine.documents import one_page
from tests.forms_engine.test_checking import CASES as OLD_CASES

MENDED = {
    "page_empty", "empty", "orphan", "retention_missing", "label_colon", "label_in_placeholder",
    "help_in_placeholder", "many_radios", "file_any_type", "file_one_type", "default_wrong",
    "option_twice", "part_unknown", "condition_doubled", "condition_unknown_option",
    "always_shown", "never_shown", "condition_contradicts", "never_reached", "page_unreachable",
    "required_but_hidden", "condition_unknown_field", "condition_no_value", "condition_circle",
    "condition_reference", "condition_other_rows", "condition_in_bare_list", "routing_never",
    "routing_unreachable", "rule_twice", "routing_no_fallback",
}  # fmt: skip
EVERY: list[tuple[str, Any]] = [
    *((code, _with_page_node(bad)) for code, bad, _good in CASES),
    *OLD_CASES,
]


@pytest.mark.parametrize(("code", "definition"), [each for each in EVERY if each[0] in MENDED])
def test_a_repair_takes_its_finding_away(code: str, definition: Any) -> None:
    findings = [each for each in check(definition) if each.code == code]
    repairs = [(each, repair_of(definition, each)) for each in findings]

    for finding, repair in repairs:
        if repair is None:
            # A fee's condition has no button; between several roles, people choose.
            assert finding.pointer.startswith(("/fees", "/routing"))
            continue
        mended = edit(definition, *repair).definition
        left = [(each.code, each.at, each.text) for each in check(mended)]
        assert (code, finding.at, finding.text) not in left


@pytest.mark.parametrize(("code", "definition"), [each for each in EVERY if each[0] not in MENDED])
def test_what_needs_a_decision_is_left_to_people(code: str, definition: Any) -> None:
    for finding in check(definition):
        if finding.code == code:
            assert repair_of(definition, finding) is None


def test_what_is_left_goes_to_the_only_role() -> None:
    yes = {"field": "f0", "is": {"const": True}}
    definition = one_page(YES_NO, roles={"a": {"label": "A"}}, routing=[{"when": yes, "to": ["a"]}])
    (finding,) = [each for each in check(definition) if each.code == "routing_nowhere"]
    repair = repair_of(definition, finding)
    assert repair is not None

    mended = edit(definition, *repair).definition

    assert [(rule.get("when"), rule["to"]) for rule in mended["routing"]] == [
        (yes, ["a"]),
        (None, ["a"]),
    ]


def test_only_known_findings_are_mended() -> None:
    assert set(SENTENCES) >= MENDED


def test_the_last_page_is_not_deleted_for_being_empty() -> None:
    definition = one_page()
    (finding,) = [each for each in check(definition) if each.code == "page_empty"]

    assert repair_of(definition, finding) is None


def test_of_a_condition_only_what_is_not_offered_goes() -> None:
    options = [{"value": each, "label": each} for each in "ab"]
    asked = {"field": "f0", "is": {"enum": ["a", "gone"]}}
    yes = {"field": "f1", "is": {"const": True}}
    definition = one_page(
        {"kind": "choice", "options": options},
        YES_NO,
        {**TEXT, "show_when": {"all": [asked, yes]}},
    )
    (finding,) = [each for each in check(definition) if each.code == "condition_unknown_option"]

    repair = repair_of(definition, finding)

    assert repair == (
        "set",
        {
            "node": "f2",
            "attribute": "show_when",
            "value": {"all": [{"field": "f0", "is": {"enum": ["a"]}}, yes]},
        },
    )
