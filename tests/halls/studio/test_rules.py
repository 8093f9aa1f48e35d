"""Conditions are sentences: seen, edited, and made from an answer, without a line of code."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.compiling import compile_definition
from forms_engine.definition import canonical
from forms_engine.editing import edit
from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.studio.conditions_comparing import comparisons_for, leaf_of
from rathaus.studio.conditions_form import ConditionForm
from tests import factories

NODES = {
    "p_one": {"kind": "page", "title": "Eins", "order": ["f_bites", "f_breed", "f_age", "f_more"]},
    "f_bites": {"kind": "boolean", "key": "bites", "label": "Beißt er?"},
    "f_breed": {
        "kind": "choice",
        "key": "breed",
        "label": "Rasse",
        "options": [{"value": "a", "label": "Dackel"}, {"value": 2, "label": "Pudel"}],
    },
    "f_age": {"kind": "integer", "key": "age", "label": "Alter"},
    "f_more": {
        "kind": "choices",
        "key": "more",
        "label": "Noch etwas?",
        "options": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}],
    },
    "p_two": {"kind": "page", "title": "Zwei", "order": ["l_dogs", "f_last"]},
    "l_dogs": {"kind": "list", "key": "dogs", "title": "Hund", "order": ["f_name"]},
    "f_name": {"kind": "text", "key": "name", "label": "Rufname"},
    "f_last": {"kind": "text", "key": "last", "label": "Zuletzt"},
}
DEFINITION = factories.make_definition(
    order=["p_one", "p_two"],
    nodes=NODES,
    texts={},
    languages=["de"],
    routing=[],
    notices=[],
    constraints=[],
)
VALUES = {
    "f_bites": st.booleans(),
    "f_breed": st.sampled_from(["a", 2]),
    "f_age": st.integers(0, 99),
    "f_more": st.sampled_from(["x", "y"]),
    "l_dogs": st.just(0),
}


@st.composite
def leaf(draw):
    node_id = draw(st.sampled_from(sorted(VALUES)))
    comparison = draw(st.sampled_from(comparisons_for(NODES[node_id]["kind"])))
    value = draw(VALUES[node_id])
    if comparison.takes == "values":
        value = draw(st.lists(VALUES[node_id], min_size=1, max_size=2, unique=True))
    if comparison.takes == "count":
        value = draw(st.integers(1, 4))
    return leaf_of({"field": node_id}, comparison, value)


def joined(inner):
    members = st.lists(inner, min_size=2, max_size=3)
    return st.builds(lambda joint, each: {joint: each}, st.sampled_from(["all", "any"]), members)


conditions = st.one_of(leaf(), joined(leaf()), joined(joined(leaf())))


def as_sent(form):
    """Return what a browser sends for an editor as it is shown."""
    sent = QueryDict(mutable=True)
    sent["condition-mode"] = form.mode
    sent["condition-joint"] = form.joint
    for group in form.groups:
        sent[f"{group.prefix}-joint"] = group.joint
        for row in group.rows:
            sent[f"{row.prefix}-subject"] = row.subject.name if row.subject else ""
            sent[f"{row.prefix}-compare"] = row.compare.name if row.compare else ""
            sent.setlist(f"{row.prefix}-value", row.typed)
    return sent


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck),
          derandomize=True)  # fmt: skip
@given(conditions)
def test_what_the_editor_shows_and_sends_back_is_the_same_condition(condition):
    shown = ConditionForm(definition=DEFINITION, asked_from="f_last", initial=condition)
    assert shown.is_expressible

    sent = ConditionForm(
        as_sent(shown), definition=DEFINITION, asked_from="f_last", initial=condition
    )

    assert sent.is_valid(), sent.errors
    assert canonical(sent.condition()) == canonical(condition)


def test_only_what_is_asked_before_and_outside_of_lists_is_offered():
    form = ConditionForm(definition=DEFINITION, asked_from="f_age")

    assert set(form.askable.subjects) == {"field:f_bites", "field:f_breed"}
    reasons = dict(form.askable.blocked)
    assert "später" in reasons["Noch etwas?"]
    assert "Liste" in reasons["Rufname"]


def test_a_condition_that_rows_cannot_say_is_kept():
    deep = {"not": {"any": [{"field": "f_bites", "is": {"const": True}}]}}
    form = ConditionForm(definition=DEFINITION, asked_from="f_last", initial=deep)

    assert (form.mode, form.is_expressible) == ("keep", False)
    assert form.is_valid()
    assert form.condition() == deep


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"condition-0-0-subject": ""}, "Wählen Sie eine Frage."),
        ({"condition-0-0-subject": "field:gone"}, "Wählen Sie eine Frage."),
        (
            {
                "condition-0-0-subject": "field:f_age",
                "condition-0-0-compare": "at_least",
                "condition-0-0-value": "viele",
            },
            "So kann niemand auf die Frage antworten.",
        ),
        (
            {"condition-0-0-subject": "field:f_breed", "condition-0-0-value": "none"},
            "Diese Antwort gibt es nicht.",
        ),
    ],
)
def test_what_is_missing_is_said(fields, said):
    data = QueryDict(mutable=True)
    data.update({"condition-mode": "when", "condition-0-joint": "all", **fields})
    form = ConditionForm(data, definition=DEFINITION, asked_from="f_last")

    assert not form.is_valid()
    assert form.errors == [said]


@pytest.fixture
def process(frankfurt):
    return factories.make_working_copy(frankfurt, definition=DEFINITION)


@pytest.fixture
def designer(client, frankfurt):
    client.force_login(factories.make_designer(frankfurt))
    return client


def working(process):
    with for_city(process.city):
        return Process.objects.get(pk=process.pk).working


def address(process, rest):
    return f"/frankfurt/baukasten/{process.pk}/regeln/{rest}"


BITES = {
    "condition-mode": "when",
    "condition-0-joint": "all",
    "condition-0-0-subject": "field:f_bites",
    "condition-0-0-compare": "is",
    "condition-0-0-value": "true",
}


def test_a_rule_is_made_seen_and_taken_away(designer, process):
    designer.post(address(process, "f_last/"), BITES)
    assert working(process)["nodes"]["f_last"]["show_when"] == {
        "field": "f_bites", "is": {"const": True},
    }  # fmt: skip

    page = designer.get(address(process, "")).content.decode()
    assert "Beißt er?" in page
    assert "wird gezeigt, wenn" in page

    designer.post(address(process, "f_last/"), {"condition-mode": "always"})
    assert "show_when" not in working(process)["nodes"]["f_last"]


def test_buttons_change_the_rows_and_store_nothing(designer, process):
    page = designer.post(address(process, "f_last/"), {**BITES, "condition-do": "row:0"})

    assert page.content.decode().count('class="condition__row') == 2
    assert "show_when" not in working(process)["nodes"]["f_last"]


def test_an_answer_brings_up_a_question_with_its_rule(designer, process):
    fields = {"value": "true", "label": "Wen hat er gebissen?", "kind": "text"}
    designer.post(address(process, "f_bites/mehr/"), fields)
    designer.post(address(process, "f_bites/mehr/"), {**fields, "label": "Und wann?"})

    nodes = working(process)["nodes"]
    first, second = nodes["p_one"]["order"][1:3]
    assert nodes[first]["label"] == "Wen hat er gebissen?"
    assert nodes[second]["show_when"] == {"field": "f_bites", "is": {"const": True}}


def test_an_answer_brings_up_a_page(designer, process):
    fields = {"value": "2", "label": "Zum Pudel", "kind": "page"}
    designer.post(address(process, "f_breed/mehr/"), fields)

    document = working(process)
    page = document["order"][1]
    assert document["nodes"][page]["title"] == "Zum Pudel"
    assert document["nodes"][page]["show_when"] == {"field": "f_breed", "is": {"const": 2}}


def test_a_rule_over_several_answers_judges_them(designer, process):
    rule = {
        **{name.replace("condition", "given"): value for name, value in BITES.items()},
        "must-mode": "when",
        "must-0-joint": "all",
        "must-0-0-subject": "field:f_age",
        "must-0-0-compare": "at_least",
        "must-0-0-value": "2",
        "message": "Welpen beißen nicht.",
        "at": "f_age",
    }
    answer = designer.post(address(process, "pruefregel/"), rule)

    assert answer.status_code == 303
    compiled = compile_definition(working(process), parameters={})
    assert compiled.judge.is_valid({"bites": True, "age": 3})
    assert compiled.judge.is_valid({"bites": False, "age": 1})
    assert not compiled.judge.is_valid({"bites": True, "age": 1})
    page = designer.get(address(process, "")).content.decode()
    assert "Welpen beißen nicht." in page
    assert "mindestens 2" in page


def test_a_rule_without_a_message_or_an_end_is_refused(designer, process):
    assert designer.post(address(process, "pruefregel/"), {"message": ""}).status_code == 422
    only_message = designer.post(address(process, "pruefregel/"), {"message": "Nein."})

    assert only_message.status_code == 422
    assert working(process)["constraints"] == []


def test_a_rule_over_answers_of_a_list_is_refused():
    condition = {"field": "f_name", "is": {}}

    with pytest.raises(Exception, match="outside of lists"):
        edit(DEFINITION, "put_constraint", {"must": condition, "message": "x"})


def test_the_way_through_the_form_is_a_list_and_a_picture(designer, process):
    designer.post(address(process, "p_two/"), BITES)

    page = designer.get(address(process, "")).content.decode()

    assert "nur wenn „Beißt er?“" in page
    assert page.count('<rect class="paths__box') == 4
    assert "paths__line--skip" in page


def test_a_rule_of_what_is_gone_leads_back(designer, process):
    assert designer.get(address(process, "gone/")).status_code == 303
    assert designer.post(address(process, "gone/mehr/")).status_code == 303
    assert designer.get(address(process, "pruefregel/gone/")).status_code == 404
