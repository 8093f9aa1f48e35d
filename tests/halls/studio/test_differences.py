"""What is different between two documents is said in German, whatever it is."""

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms_engine.definition import Definition
from forms_engine.editing import EditRejected, edit
from forms_engine.merging import GROUPS, SENTENCES, differences
from rathaus.studio import differences_sentences as german
from rathaus.studio.differences_shown import Line, compared, figures
from tests.forms_engine.documents import DOG_TAX
from tests.forms_engine.editing.test_properties import commands
from tests.forms_engine.invented import definitions


def edited(*steps: tuple[str, dict[str, Any]]) -> Definition:
    document = DOG_TAX
    for name, arguments in steps:
        document = edit(document, name, arguments).definition
    return document


def lines(after: Definition, before: Definition = DOG_TAX) -> dict[str, list[Line]]:
    return {group.heading: group.lines for group in compared(before, after) or []}


def test_every_difference_and_every_group_has_german_words() -> None:
    assert set(SENTENCES) <= set(german.SENTENCES)
    assert set(GROUPS) == set(german.HEADINGS)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(definitions(), definitions(), st.data())
def test_whatever_is_different_can_be_read(first: Definition, other: Definition, data: Any) -> None:
    document = first
    for _ in range(4):
        name, arguments = commands(data.draw, document)
        try:
            document = edit(document, name, arguments).definition
        except EditRejected:
            continue
    for after in (document, other):
        groups = compared(first, after)
        assert groups is not None
        assert bool(groups) == bool(differences(first, after))
        assert all("%(" not in line.text for group in groups for line in group.lines)


def test_what_is_no_process_is_not_compared() -> None:
    assert compared(DOG_TAX, {"nodes": 3}) is None


def test_old_and_new_stand_side_by_side_in_words() -> None:
    after = edited(
        ("set", {"node": "f_chip", "attribute": "label", "value": "Nummer des Chips"}),
        ("set", {"node": "f_chip", "attribute": "schema", "value": {"maxLength": 15}}),
        ("set", {"node": "f_chip", "attribute": "required", "value": False}),
        ("set", {"node": "f_why", "attribute": "show_when", "value": None}),
        ("set_kind", {"node": "f_further", "kind": "number"}),
        ("set_process", {"attribute": "identification", "value": "high"}),
    )

    assert lines(after) == {
        "Geändert": [
            Line("„Weitere Hunde“ hat eine andere Antwortart.", "Ganze Zahl", "Zahl mit Komma"),
            Line("„Weitere Hunde“: kleinster Wert", "0", "keine Vorgabe"),
            Line("„Nummer des Chips“ ist nicht mehr Pflicht."),
            Line("„Nummer des Chips“: Muster", "^[0-9]{15}$", "keine Vorgabe"),
            Line("„Nummer des Chips“: wie viele Zeichen höchstens", "keine Vorgabe", "15"),
        ],
        "Regeln": [
            Line(
                "„Warum?“ wird unter einer anderen Bedingung gezeigt.",
                "„Wachhund?“ ist „ja“",
                "immer",
            )
        ],
        "Texte": [Line("Neu formuliert in „Hund“", "Chipnummer", "Nummer des Chips")],
        "Rund um das Verfahren": [Line("Anmeldung", "nichts", "hoch (Online-Ausweis)")],
    }


def test_a_new_page_is_said_once_with_all_that_is_on_it() -> None:
    after = edited(
        ("add", {"kind": "page", "into": "", "label": "Nachweise", "id": "p_new"}),
        ("add", {"kind": "group", "into": "p_new", "label": "Bild", "id": "g_new"}),
        ("add", {"kind": "file", "into": "g_new", "label": "Foto"}),
        ("add", {"kind": "date", "into": "p_owner", "label": "Seit wann?"}),
    )

    assert lines(after)["Neu"] == [
        Line("„Nachweise“ (Seite): Bild, Foto"),
        Line("„Seit wann?“ (Datum) in „Halter“"),
    ]
    assert lines(DOG_TAX, before=after)["Entfernt"] == [
        Line("„Nachweise“ (Seite): Bild, Foto"),
        Line("„Seit wann?“ (Datum) aus „Halter“"),
    ]


def test_rules_and_fees_are_named_as_people_know_them() -> None:
    after = copy.deepcopy(DOG_TAX)
    after["fees"][0]["amount"] = "900.00"
    after["routing"][1]["to"] = ["order_office"]
    after["routing"][1]["due_days"] = 1
    after["notices"][0]["on"] = "refused"

    assert lines(after) == {
        "Regeln": [
            Line(
                "Gebühr „Gefährlicher Hund“: Betrag",
                "Wert der Stadt „Gefährlicher Hund“",
                "900,00\xa0€",
            ),
            Line("Zuständigkeit „Ordnungsamt“: Amt", "Steueramt", "Ordnungsamt"),
            Line("Zuständigkeit „Ordnungsamt“: Frist", "14 Tage", "1 Tag"),
        ],
        "Rund um das Verfahren": [
            Line("Bescheid „Bescheid“: Anlass", "bei Bewilligung", "bei Ablehnung")
        ],
    }


def test_of_a_new_language_only_the_number_of_texts_is_said() -> None:
    after = copy.deepcopy(DOG_TAX)
    after["languages"] = ["de", "en", "fr"]
    after["texts"]["fr"] = {"title": "Chien", "f_chip.label": "Puce"}
    after["texts"]["en"]["title"] = "Dog"
    after["texts"]["en"]["options.f_why.shop"] = "shop"

    assert lines(after) == {
        "Sprachen": [Line("Jetzt auch auf Französisch: 2 Texte")],
        "Übersetzungen: Englisch": [
            Line("Titel: anders übersetzt", "Register a dog", "Dog"),
            Line("„Warum?“, Antwort „shop“: jetzt übersetzt", "nichts", "shop"),
        ],
    }


def test_the_citys_own_values_are_compared_too() -> None:
    group = figures({"fee_dangerous": "600.00"}, {"rate_rises": True}, DOG_TAX)

    assert group is not None
    assert group.lines == [
        Line("Gefährlicher Hund", "600,00\xa0€", "nicht gesetzt"),
        Line("Steigt der Satz?", "nicht gesetzt", "ja"),
    ]
    assert figures({}, {}, DOG_TAX) is None
