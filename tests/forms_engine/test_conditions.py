"""One language for conditions: asked, folded, and said as a sentence."""

from typing import Any

import pytest

from forms_engine.conditions import MISSING, fold, holds, leaves, sentence
from tests.forms_engine.documents import DOG_TAX

LISTED = {"field": "f_dangerous", "is": {"const": True}}
RISES = {"parameter": "rate_rises", "is": {"const": True}}


def _holds(condition: Any, answers: dict[str, Any], **parameters: Any) -> bool:
    return holds(condition, answer=lambda name: answers.get(name, MISSING), parameters=parameters)


def test_a_missing_answer_makes_a_leaf_false() -> None:
    assert not _holds(LISTED, {})
    assert not _holds({"field": "f_dangerous", "is": True}, {})
    assert _holds({"not": LISTED}, {})
    assert _holds({"field": "f", "is": {"type": "null"}}, {"f": None})


def test_a_parameter_that_no_city_set_makes_a_leaf_false() -> None:
    assert not _holds({"parameter": "x", "is": {}}, {})
    assert _holds({"parameter": "x", "is": {"type": "null"}}, {}, x=None)


@pytest.mark.parametrize(
    ("wanted", "value", "is_so"),
    [(True, 1, False), (1, True, False), (1, 1.0, True), ("1", 1, False), (None, False, False)],
)
def test_values_are_compared_as_json_compares_them(wanted: Any, value: Any, is_so: bool) -> None:  # noqa: FBT001
    assert _holds({"field": "f", "is": {"const": wanted}}, {"f": value}) is is_so


def test_parameters_are_decided_when_they_are_known() -> None:
    assert fold({"all": [RISES, LISTED]}, {"rate_rises": True}) == LISTED
    assert fold({"all": [RISES, LISTED]}, {"rate_rises": False}) is False
    assert fold({"any": [{"not": RISES}, LISTED]}, {}) is True
    assert fold(None, {}) is True


def test_leaves_come_from_left_to_right() -> None:
    names = [leaf.name for leaf in leaves({"any": [{"not": RISES}, {"all": [LISTED]}]})]

    assert names == ["rate_rises", "f_dangerous"]


@pytest.mark.parametrize(
    ("condition", "german", "english"),
    [
        (LISTED, "„Gefährlich?“ ist „ja“", "„Gefährlich?“ is „yes“"),
        (None, "immer", "always"),
        ({"any": []}, "nie", "never"),
        (
            {"all": [{"not": RISES}, {"field": "l_dogs", "is": {"minItems": 3}}]},
            "„Steigt der Satz?“ ist nicht „ja“ und „Hund“ hat mindestens 3 Einträge",
            "„Steigt der Satz?“ is not „yes“ and „Hund“ has at least 3 entries",
        ),
        (
            {"field": "f_why", "is": {"enum": ["farm", "shop"]}},
            "„Warum?“ ist „Hof“ oder „Laden“",
            "„Warum?“ is „farm“ or „Laden“",
        ),
        (
            {"field": "f_chip", "is": {}},
            "„Chipnummer“ ist ausgefüllt",
            "„Chip number“ is filled in",
        ),
    ],
)
def test_a_condition_is_said_as_a_sentence(condition: Any, german: str, english: str) -> None:
    assert sentence(condition, DOG_TAX, "de") == german
    assert sentence(condition, DOG_TAX, "en") == english
