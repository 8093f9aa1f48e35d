"""What another city offered is one edit that names it, and can be taken back."""

import copy

import pytest

from forms_engine import editing
from forms_engine.editing import EditRejected, apply
from tests import cast


def take(before, document):
    arguments = {"document": document, "title": "Chipnummer", "city": "Wiesbaden"}
    return editing.edit(before, "take_contribution", arguments)


def test_it_becomes_the_document_and_names_the_city():
    after = copy.deepcopy(cast.DOG_TAX)
    after["nodes"]["f_name"]["label"] = "Vor- und Nachname"

    edited = take(cast.DOG_TAX, after)

    assert edited.definition == after
    assert str(edited.said) == "Contribution from Wiesbaden accepted: Chipnummer"
    assert edited.touched == ("f_name",)
    assert apply(edited.definition, edited.undo) == cast.DOG_TAX


def test_what_is_no_process_is_refused():
    with pytest.raises(EditRejected):
        take(cast.DOG_TAX, {"title": "Nichts"})
