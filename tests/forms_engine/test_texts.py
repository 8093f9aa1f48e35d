"""Texts with holes know names and nothing else."""

import datetime as dt
import time
from decimal import Decimal
from typing import Any

from forms_engine.compiling import compile_definition
from forms_engine.routing import Route, route
from forms_engine.texts import (
    answers_context,
    names_used,
    parameter_context,
    render,
    unknown_names,
)
from tests.forms_engine.documents import DOG_TAX, FRANKFURT, dogs


def test_holes_are_filled_as_the_language_writes() -> None:
    context: dict[str, Any] = {
        "city": {"name": "Frankfurt"},
        "today": dt.date(2026, 5, 3),
        "fees": {"total": Decimal("102.00")},
        "answers": {"guard": True},
    }
    text = "{{ city.name }}, {{today}}: {{ fees.total }} ({{ answers.guard }}){{ city.mayor }}"

    assert render(text, context) == "Frankfurt, 3. Mai 2026: 102,00\u00a0€ (Ja)"
    assert render(text, context, language="en") == "Frankfurt, 3 May 2026: €102.00 (Yes)"


def test_a_hole_looks_names_up_and_can_do_nothing_else() -> None:
    context = {"city": {"name": "{{ city.secret }}", "secret": "x"}, "f": dict.fromkeys}

    assert render("{{ city.name }}", context) == "{{ city.secret }}"
    for attack in ("city.__class__", "city.name.upper", "7*7", "f()", "''.join", "city['name']"):
        assert render(f"{{{{ {attack} }}}}", {"city": {"name": "x"}}) == ""


def test_names_are_known_from_town_hall_and_definition() -> None:
    text = (
        "{{ city.name }} {{ answers.owner.name }} {{ answers.owner.home.place }} {{ answers.no }}"
    )

    assert names_used(text)[0] == "city.name"
    assert unknown_names(text, DOG_TAX) == ["answers.no"]
    assert unknown_names("{{ parameter.fee_tiers }} {{ parameter.no }}", DOG_TAX) == [
        "parameter.no"
    ]
    assert unknown_names("{{ answers.dogs.chip }}", DOG_TAX) == ["answers.dogs.chip"]


def test_answers_fill_holes_as_they_are_read_aloud() -> None:
    compiled = compile_definition(DOG_TAX, parameters=FRANKFURT)
    answers = answers_context(compiled, dogs(False) | {"guard": True, "why": "farm"}, "de")
    text = "{{ answers.owner.name }}, {{ answers.owner.home.place }}: {{ answers.why }}"

    assert render(text, {"answers": answers}) == "Erika Mustermann, Frankfurt: Hof"
    assert render("{{ answers.owner.home }}", {"answers": answers}) == "Weg 1, 60311 Frankfurt"


def test_parameters_of_the_format_money_are_written_with_their_currency() -> None:
    definition = {
        **DOG_TAX,
        "parameters": {"fee": {"label": "x", "schema": {"type": "string", "format": "money"}}},
    }
    compiled = compile_definition(definition, parameters={"fee": "1234.00"})

    assert parameter_context(compiled, "de")["fee"] == "1.234,00\u00a0€"


def test_the_first_rule_that_fits_routes_the_case() -> None:
    compiled = compile_definition(DOG_TAX, parameters=FRANKFURT)

    assert route(compiled, dogs(False)) == Route(["tax_office"], 14)
    assert route(compiled, dogs(False, False, False)) == Route(["order_office"], 7)


def test_without_a_rule_there_is_no_route() -> None:
    compiled = compile_definition({**DOG_TAX, "routing": []}, parameters={})

    assert route(compiled, {}) is None


def test_a_hole_that_is_never_closed_costs_nothing() -> None:
    text = "{{" + " " * 200_000

    began = time.perf_counter()
    filled = render(text, {})

    assert filled == text
    assert time.perf_counter() - began < 1
