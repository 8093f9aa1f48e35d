"""A service's page says everything before one starts."""

import pytest

from rathaus.portal.costs import costs_of
from tests.factories import make_definition, make_department, make_version


def text_of(client, address="/frankfurt/leistungen/hund-anmelden/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_it_is_needs_costs_and_who_is_responsible(client, frankfurt):
    make_department(frankfurt, key="dogs", name="Hundeamt", phone="069 4711")
    make_version(
        frankfurt,
        definition=make_definition(
            description="Wer in {{ city.name }} einen Hund hält, zahlt Steuer.",
            needs=["Chipnummer"],
            legal_basis=["Hundesteuersatzung"],
            duration_minutes=5,
            fees=[{"id": "dog", "label": "Hund", "amount": "102.00"}],
            roles={"dogs": {"label": "Hundeamt"}},
            routing=[{"to": ["dogs"], "due_days": 14}],
        ),
        roles={"dogs": "dogs"},
    )

    page = text_of(client)

    for words in (
        "Wer in Frankfurt am Main einen Hund hält, zahlt Steuer.",
        "Chipnummer",
        "102,00\N{NO-BREAK SPACE}€",
        "etwa 5 Minuten",
        "etwa 14 Tage",
        "Hundesteuersatzung",
        "Hundeamt",
        "069 4711",
        "Deutsch, Englisch",
        "Nicht nötig",
    ):
        assert words in page


def test_one_starts_by_a_button_and_not_by_a_link(client, frankfurt):
    make_version(frankfurt)

    page = text_of(client)

    assert "Antrag starten" in page
    assert page.count('method="post" action="/frankfurt/leistungen/hund-anmelden/') >= 1


def test_without_a_rule_the_fallback_office_is_named(client, frankfurt):
    make_version(frankfurt, definition=make_definition(routing=[]))

    assert "Steueramt" in text_of(client)


def fee(**changes):
    return {"id": "f", "label": "Gebühr", "amount": "10.00", **changes}


CHOICE = {
    "f_for": {
        "kind": "choice",
        "key": "for",
        "required": True,
        "options": [{"value": "year", "label": "Jahr"}, {"value": "month", "label": "Monat"}],
    }
}
FOR_YEAR = {"field": "f_for", "is": {"const": "year"}}
FOR_MONTH = {"field": "f_for", "is": {"const": "month"}}
SET = {"parameter": "express", "is": {"const": True}}


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([], "gebührenfrei"),
        ([fee()], "10,00 €"),
        ([fee(per="l_dogs")], "ab 10,00 €"),
        ([fee(amount=["12.00", "15.00"], per="l_dogs")], "ab 12,00 €"),
        ([fee(), fee(amount="5.00", **{"from": 2})], "ab 10,00 €"),
        ([fee(amount={"parameter": "figure"})], "102,00 €"),
        ([fee(amount={"parameter": "not_levied"})], "gebührenfrei"),
        ([fee(when=FOR_YEAR)], "gebührenfrei oder ab 10,00 €, je nach Ihren Angaben"),
        ([fee(when=FOR_YEAR), fee(amount="3.00", when=FOR_MONTH)], "ab 3,00 €"),
        ([fee(when=SET)], "gebührenfrei"),
        ([fee(when={"not": SET})], "10,00 €"),
    ],
)
def test_the_price_is_never_said_cheaper_than_it_is(fees, words):
    costs = costs_of({"fees": fees, "nodes": CHOICE}, parameters={"figure": "102.00"})

    assert costs.words.replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_reduction_is_mentioned():
    reduced = fee(factors=[{"when": FOR_YEAR, "times": "0.5"}])

    assert costs_of({"fees": [reduced], "nodes": CHOICE}, parameters={}).may_be_reduced
