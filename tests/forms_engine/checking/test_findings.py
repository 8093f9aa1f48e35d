"""Every further finding has a document that brings it about, and one like it that does not."""
# ruff: noqa: E501  cases read best one a line

import copy
from typing import Any

import pytest

from forms_engine.checking import SENTENCES, check
from forms_engine.checking.wording import missing_texts, outdated_texts, source_digest
from tests.forms_engine import test_checking
from tests.forms_engine.documents import one_page

TEXT: dict[str, Any] = {"kind": "text"}
YES_NO: dict[str, Any] = {"kind": "boolean", "required": True}
COLOUR: dict[str, Any] = {
    "kind": "choice",
    "options": [{"value": "r", "label": "Eins"}, {"value": "g", "label": "Zwei"}],
}
ROLES = {"a": {"label": "A"}, "b": {"label": "B"}}
IF_YES = {"field": "f0", "is": {"const": True}}
IF_NO = {"field": "f0", "is": {"const": False}}
LAW = {"legal_basis": ["§ 1 der Satzung"]}
MARKED = source_digest("T")


def _shown(condition: Any, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The last field has the condition."""
    return one_page(*fields, {**TEXT, "show_when": condition, **more})


def _label(label: str) -> dict[str, Any]:
    return one_page({**TEXT, "label": label})


def _help(text: str) -> dict[str, Any]:
    return one_page({**TEXT, "label": "Name", "help": text})


def _options(count: int, **more: Any) -> dict[str, Any]:
    options = [{"value": str(each), "label": str(each)} for each in range(count)]
    return one_page({"kind": "choice", "options": options, **more})


def _routed(
    *rules: Any, fields: tuple[dict[str, Any], ...] = (YES_NO,), **more: Any
) -> dict[str, Any]:
    routing = [{"to": ["a"]} | ({"when": each} if each is not None else {}) for each in rules]
    return one_page(*fields, roles=ROLES, routing=routing, **more)


def _letter(
    *fields: dict[str, Any], body: str = "Text", on: str = "granted", **more: Any
) -> dict[str, Any]:
    return one_page(
        *(fields or (TEXT,)),
        notices=[{"key": "n", "on": on, "title": "Bescheid", "body": body, **more}],
    )


def _two_pages(condition: Any, asked: dict[str, Any]) -> dict[str, Any]:
    definition = one_page(asked)
    definition["order"] = ["p", "q"]
    definition["nodes"]["q"] = {
        "kind": "page",
        "title": "Q",
        "order": ["g"],
        "show_when": condition,
    }
    definition["nodes"]["g"] = {"kind": "text", "key": "g", "label": "G"}
    return definition


def _english(**more: Any) -> dict[str, Any]:
    return one_page(TEXT, languages=["de", "en"], **more)


def _paged(*nodes: dict[str, Any]) -> dict[str, Any]:
    definition = one_page(*nodes)
    definition["nodes"]["e"] = {"kind": "page", "title": "Leer", "order": []}
    definition["order"].append("e")
    return definition


HIDDEN_FIRST = ({"kind": "boolean"}, {**COLOUR, "show_when": IF_YES})
LONG = "Dies ist ein Satz mit sehr vielen Wörtern, der einfach nicht enden will und deshalb am Ende von niemandem mehr ganz verstanden wird."
# code, what brings it about, what does not.
CASES: list[tuple[str, Any, Any]] = [
    # Structure.
    ("page_empty", _paged(TEXT), one_page(TEXT)),
    ("page_too_long", one_page(*[TEXT] * 8), one_page(*[TEXT] * 7)),
    ("no_question", one_page({"kind": "group", "title": "x", "order": []}), one_page(TEXT)),
    ("summary_missing", one_page(TEXT), one_page(TEXT, summary="Kurz gesagt.")),
    ("category_missing", one_page(TEXT), one_page(TEXT, category="taxes")),
    ("retention_missing", one_page(TEXT, retention={"draft_days": 3}), one_page(TEXT, retention={"closed_days": 3})),
    # Wording.
    ("sentence_long", _help(LONG), _help("Ein kurzer Satz. " * 9)),
    ("sentence_long", one_page(TEXT, summary=LONG), one_page(TEXT, keywords=[LONG])),
    ("label_twice", one_page({**TEXT, "label": "Ort"}, {**TEXT, "label": "ort:"}), one_page({**TEXT, "label": "Ort"}, {**TEXT, "label": "Wort"})),
    ("label_long", _label("Wort " * 30), _label("Wort " * 10)),
    ("label_colon", _label("Name:"), _label("Name: wie im Ausweis")),
    ("please_chain", _label("Bitte Namen angeben"), _help("Bitte geben Sie den Namen an.")),
    ("please_chain", _help("Bitte kommen Sie und bringen Sie bitte Ihren Ausweis mit."), _help("Kommen Sie.")),
    ("abbreviation", _label("Angaben zum BImSchG-Verfahren und zur UVP"), _label("Prüfung der Umwelt (UVP)")),
    ("abbreviation", _help("Die LBO gilt."), _help("Als PDF, zum Beispiel DA-AB 123.")),
    ("all_caps", _label("NAME DES KINDES"), _label("Name des Kindes")),
    ("all_caps", _label("Das ist WICHTIGES"), _label("Das ist wichtig")),
    ("filler_text", _label("Neue Frage"), _label("Neue Anschrift")),
    ("filler_text", _help("Lorem ipsum dolor"), _help("Der Test ist bestanden.")),
    ("one_gender", _label("Name des Antragsteller"), _label("Name der antragstellenden Person")),
    ("one_gender", _help("Für jeden Bürger."), _help("Für Bürgerinnen und Bürger.")),
    # Accessibility.
    ("label_in_placeholder", one_page({**TEXT, "label": "", "placeholder": "Name"}), one_page({**TEXT, "placeholder": "Name"})),
    ("help_in_placeholder", one_page({**TEXT, "placeholder": "F-AB 1"}), one_page({**TEXT, "placeholder": "F-AB 1", "help": "Wie im Schein"})),
    ("link_text", _help("Mehr dazu finden Sie hier."), _help("Wohnen Sie hier?")),
    ("link_text", one_page({"kind": "note", "text": "Klicken Sie hier"}), one_page({"kind": "note", "text": "Siehe www.example.org"})),
    ("colour_only", _help("Füllen Sie die rot markierten Felder aus."), _help("Ein rotes Auto?")),
    ("position_only", _help("Siehe oben."), _help("Wohnen Sie oben?")),
    ("markup", _help("Das ist <b>wichtig</b>."), _help("Kinder < 3 und > 1")),
    ("markup", one_page({"kind": "note", "text": "# Titel"}), one_page({"kind": "note", "text": "Platz #1"})),
    ("many_radios", _options(16, widget="radios"), _options(16)),
    ("many_boxes", _options(16, kind="choices"), _options(15, kind="choices")),
    ("file_any_type", one_page({"kind": "file"}), one_page({"kind": "file", "accept": ["image/png", "image/jpeg"]})),
    ("file_one_type", one_page({"kind": "file", "accept": ["application/pdf"]}), one_page({"kind": "file", "accept": ["image/*"]})),
    # Data economy.
    ("legal_basis_missing", one_page({"kind": "iban"}), one_page({"kind": "iban"}, **LAW)),
    ("legal_basis_missing", one_page({"kind": "date", "label": "Geburtsdatum"}), one_page({"kind": "date", "label": "Wann?"})),
    ("privacy_missing", one_page({"kind": "phone"}), one_page({"kind": "phone"}, {"kind": "consent", "label": "Datenschutz gelesen"})),
    ("purpose_missing", one_page({"kind": "tax_id"}), one_page({"kind": "tax_id", "purpose": "Abgleich"})),
    ("special_data", one_page({**TEXT, "label": "Religion"}, **LAW), one_page({**TEXT, "label": "Religion", "purpose": "Bestattung"})),
    ("answers_unused", one_page(TEXT), one_page({**TEXT, "required": True})),
    ("answers_unused", one_page(TEXT, constraints=[{"schema": {}, "message": "x"}]), one_page(TEXT, constraints=[{"schema": {"required": ["f0"]}, "message": "x"}])),
    ("answers_unused", _letter(TEXT), _letter(TEXT, body="{{ answers.f0 }}")),
    # Rules.
    ("always_shown", _shown({"any": [IF_YES, IF_NO, {"not": {"field": "f0", "is": {}}}]}, YES_NO), _shown(IF_YES, YES_NO)),
    ("always_shown", _shown({"all": []}, TEXT), _shown({"field": "f0", "is": {}}, {**TEXT, "required": True})),
    ("always_shown", _shown({"not": {"field": "f0", "is": {"minimum": 9}}}, {"kind": "integer", "schema": {"maximum": 8}}),
     _shown({"not": {"field": "f0", "is": {"minimum": 9}}}, {"kind": "integer", "schema": {"maximum": 9}})),
    ("condition_contradicts", _shown({"all": [IF_YES, IF_NO]}, YES_NO), _shown({"any": [IF_YES, IF_NO]}, YES_NO)),
    ("condition_contradicts", _shown({"all": [{"field": "f0", "is": {"minimum": 5}}, {"field": "f0", "is": {"maximum": 4}}]}, {"kind": "integer"}),
     _shown({"all": [{"field": "f0", "is": {"minimum": 5}}, {"field": "f0", "is": {"maximum": 5}}]}, {"kind": "integer"})),
    ("condition_contradicts", _shown({"all": [{"field": "f0", "is": {"exclusiveMinimum": 4}}, {"field": "f0", "is": {"exclusiveMaximum": 5}}]}, {"kind": "integer"}),
     _shown({"all": [{"field": "f0", "is": {"exclusiveMinimum": 4}}, {"field": "f0", "is": {"exclusiveMaximum": 5}}]}, {"kind": "number"})),
    ("never_shown", _shown({"field": "f0", "is": {"minimum": 11}}, {"kind": "integer", "schema": {"maximum": 10}}),
     _shown({"field": "f0", "is": {"minimum": 11}}, {"kind": "integer", "schema": {"maximum": 10, "multipleOf": 2}})),
    ("never_shown", _shown({"field": "f0", "is": {"const": "x"}}, {"kind": "boolean"}), _shown({"field": "f0", "is": {"const": "x"}}, TEXT)),
    ("never_shown", _shown({"field": "f0", "is": {"const": "ab"}}, {**TEXT, "schema": {"pattern": "^[0-9]+$"}}), _shown({"field": "f0", "is": {"pattern": "ab"}}, {**TEXT, "schema": {"pattern": "^[0-9]+$"}})),
    ("condition_doubled", _shown({"all": [IF_YES, IF_YES]}, YES_NO), _shown({"all": [IF_YES, {"field": "f0", "is": {}}]}, YES_NO)),
    ("condition_unknown_option", _shown({"field": "f0", "is": {"enum": ["r", "blue"]}}, COLOUR), _shown({"field": "f0", "is": {"enum": ["r", "g"]}}, COLOUR)),
    ("condition_unknown_option", _shown({"field": "f0", "is": {"contains": {"const": "blue"}}}, {**COLOUR, "kind": "choices"}),
     _shown({"field": "f0", "is": {"contains": {"const": "g"}}}, {**COLOUR, "kind": "choices"})),
    ("condition_unknown_option", one_page(COLOUR, fees=[{"label": "x", "amount": "1.00", "when": {"field": "f0", "is": {"const": "b"}}}]),
     one_page(COLOUR, fees=[{"label": "x", "amount": "1.00", "when": {"field": "f0", "is": {"const": "g"}}}])),
    ("never_reached", _shown({"all": [{"field": "f1", "is": {}}, IF_NO]}, *HIDDEN_FIRST), _shown({"any": [{"field": "f1", "is": {}}, IF_NO]}, *HIDDEN_FIRST)),
    ("page_unreachable", _two_pages({"all": [IF_NO, {"field": "f1", "is": {}}]}, YES_NO), _two_pages(IF_NO, YES_NO)),
    ("required_but_hidden", _shown({"any": []}, TEXT, required=True), _shown(IF_YES, YES_NO, required=True)),
    # Fees and routing.
    ("fee_never", one_page(YES_NO, fees=[{"label": "x", "amount": "1.00", "when": {"all": [IF_YES, IF_NO]}}]),
     one_page(YES_NO, fees=[{"label": "x", "amount": "1.00", "when": IF_NO}])),
    ("fee_never", one_page(YES_NO, fees=[{"label": "x", "amount": "1.00", "factors": [{"times": "2", "when": {"all": [IF_YES, IF_NO]}}]}]),
     one_page(YES_NO, fees=[{"label": "x", "amount": "1.00", "factors": [{"times": "2", "when": IF_YES}]}])),
    ("routing_never", _routed({"all": [IF_YES, IF_NO]}, None), _routed(IF_YES, None)),
    ("rule_twice", _routed(IF_YES, IF_YES, None), _routed(IF_YES, IF_NO, None)),
    ("routing_unreachable", _routed({"field": "f0", "is": {}}, IF_YES, None), _routed(IF_YES, {"field": "f0", "is": {}}, None)),
    ("routing_nowhere", _routed(IF_YES), _routed(IF_YES, IF_NO)),
    ("routing_nowhere", _routed(IF_YES, IF_NO, fields=({"kind": "boolean"},)), _routed(IF_YES, None, fields=({"kind": "boolean"},))),
    # Letters.
    ("notice_empty", _letter(body=" "), _letter()),
    ("notice_hole_hidden", _letter(YES_NO, {**TEXT, "show_when": IF_YES}, body="{{ answers.f1 }}"), _letter(YES_NO, body="{{ answers.f0 }}")),
    ("notice_hole_optional", _letter(TEXT, body="{{ answers.f0 }}"), _letter({**TEXT, "required": True}, body="{{ answers.f0 }}")),
    ("remedy_missing", _letter(on="refused"), _letter(on="refused", legal_remedy=True)),
    # Languages.
    ("texts_outdated", _english(texts={"en": {"title": "T"}}, translated_from={"en": {"title": source_digest("Früher")}}),
     _english(texts={"en": {"title": "T"}}, translated_from={"en": {"title": MARKED}})),
]  # fmt: skip


def _with_page_node(definition: Any) -> Any:
    """The unreachable page asks for a question that is only seen with the other answer."""
    definition = copy.deepcopy(definition)
    if "q" in definition["nodes"]:
        definition["nodes"]["f1"] = {"kind": "text", "key": "f1", "label": "x", "show_when": IF_YES}
        definition["nodes"]["p"]["order"].append("f1")
    return definition


def _codes(definition: Any) -> list[str]:
    return [each.code for each in check(_with_page_node(definition))]


@pytest.mark.parametrize(("code", "definition"), [(code, bad) for code, bad, _good in CASES])
def test_it_is_found(code: str, definition: Any) -> None:
    assert code in _codes(definition)


@pytest.mark.parametrize(("code", "definition"), [(code, good) for code, _bad, good in CASES])
def test_it_is_not_found_where_nothing_is_wrong(code: str, definition: Any) -> None:
    findings = check(_with_page_node(definition))

    assert code not in [each.code for each in findings]
    assert [str(each) for each in findings if each.level == "error"] == []


def test_every_sentence_can_be_said() -> None:
    said = {
        each.code
        for document in [
            *(document for _code, document in test_checking.CASES),
            *(_with_page_node(bad) for _code, bad, _good in CASES),
        ]
        for each in check(document)
        if str(each)
    }

    elsewhere = {"too_deep", "too_large", "nested_too_deep", "condition_too_complicated"}
    assert set(SENTENCES) - said == elsewhere


def test_answers_that_reach_no_department_are_shown_with_their_labels() -> None:
    definition = _routed(
        {"all": [IF_YES, {"field": "f1", "is": {"const": "r"}}]},
        IF_NO,
        fields=(YES_NO, {**COLOUR, "label": "Farbe", "required": True}),
    )

    (finding,) = [each for each in check(definition) if each.code == "routing_nowhere"]

    assert [(each["id"], each["value"]) for each in finding.params["answers"]] == [
        ("f0", True),
        ("f1", "g"),
    ]
    assert finding.params["example"] == "“f0”: true; “Farbe”: Zwei"


def test_what_a_constraint_may_forbid_is_no_example() -> None:
    constraint = {"schema": {"properties": {"f0": {"const": True}}}, "message": "x"}

    assert "routing_nowhere" not in _codes(_routed(IF_YES, constraints=[constraint]))


def test_a_city_s_parameters_decide_where_its_cases_go() -> None:
    asked = {"parameter": "central", "is": {"const": True}}
    definition = _routed(asked, parameters={"central": {"label": "Zentral?"}})

    def codes(values: dict[str, Any] | None) -> set[str]:
        found = {each.code for each in check(definition, parameters=values)}
        return found & {"routing_nowhere", "routing_no_fallback", "routing_never"}

    assert codes(None) == {"routing_no_fallback"}
    assert codes({"central": True}) == set()
    assert codes({"central": False}) == {"routing_nowhere"}


def test_a_question_inside_a_page_that_is_never_shown_is_not_blamed_too() -> None:
    definition = _two_pages({"all": [IF_YES, IF_NO]}, YES_NO)
    definition["nodes"]["g"]["show_when"] = IF_YES

    blamed = [each.at for each in check(definition) if each.code == "condition_contradicts"]

    assert blamed == ["q"]


def test_missing_and_outdated_texts_are_named() -> None:
    definition = _english(
        texts={"en": {"title": "T", "p.title": "P"}},
        translated_from={"en": {"title": source_digest("Früher"), "p.title": source_digest("P")}},
    )

    assert outdated_texts(definition, "en") == ["title"]
    assert missing_texts(definition, "en") == ["f0.label"]
    assert outdated_texts(definition, "tr") == []
