"""What another installation signed comes in as it is, and merges with what was taken over."""

import pytest

from forms_engine.definition import digest
from rathaus.cities.scope import for_city
from rathaus.sharing import parcels, trusting
from rathaus.sharing.models import ForeignProcess, ForeignVersion
from rathaus.sharing.receiving import receive
from rathaus.sharing.taking_over import NotOffered, offered_version, take_over
from rathaus.sharing.upstream import base_of, newest_version, versions_since_base
from tests import cast, factories
from tests.rathaus.sharing.installations import offer, refusal, resigned, rows


def test_a_parcel_of_a_trusted_installation_comes_in(rathaus_north, sent):
    received = receive(sent[0], at=cast.NOW)

    assert received.sender == rathaus_north
    assert [(each.is_new, each.numbers) for each in received.arrived] == [(True, (1,))]
    process = ForeignProcess.objects.get()
    assert (process.title, process.city_name) == ("Hund anmelden", "Frankfurt am Main")
    assert process.words == "Gebühren nach unserer Satzung."
    version = process.versions.get()
    assert digest(version.document.body) == version.digest


def test_a_process_taken_over_from_elsewhere_is_told_of_its_update(sent, wiesbaden):
    receive(sent[0], at=cast.NOW)
    clone = take_over(
        ForeignProcess.objects.get(),
        city=wiesbaden,
        parameters={},
        roles={"tax_office": "tax_office"},
        by=None,
        at=cast.NOW,
    )
    with for_city(wiesbaden):
        assert versions_since_base(clone) == []
        receive(sent[1], at=cast.NOW)
        newest, [since] = newest_version(clone), versions_since_base(clone)

        assert newest == since
        assert (newest.number, newest.note) == (2, "Titel")
        assert newest.definition["title"] == "Hund anmelden, neu"
        assert base_of(clone)["title"] == "Hund anmelden"


def test_what_comes_again_changes_nothing(sent):
    receive(sent[1], at=cast.NOW)
    before = rows()

    assert receive(sent[1], at=cast.NOW).news == []
    assert receive(sent[0], at=cast.NOW).news == []
    assert rows() == before


def test_a_version_that_came_as_a_digest_gets_its_definition_later(settings, sent):
    def without_the_first(document):
        oldest = document["processes"][0]["versions"][0]["digest"]
        del document["definitions"][oldest]

    receive(resigned(settings, sent[1], without_the_first), at=cast.NOW)
    assert ForeignVersion.objects.get(number=1).document is None

    receive(sent[1], at=cast.NOW)
    assert ForeignVersion.objects.get(number=1).document is not None


def test_a_parcel_of_our_own_is_recognised_when_it_comes_back(frankfurt):
    offer(factories.make_version(frankfurt))
    content = parcels.write(parcels.offered(), at=cast.NOW)
    before = rows()

    assert receive(content, at=cast.NOW).sender is None
    assert rows() == before


def test_a_line_break_at_the_end_is_no_change(sent):
    assert receive(sent[0] + b"\n", at=cast.NOW).news


def test_who_is_no_longer_trusted_has_nothing_on_the_shelf_and_clones_stay(
    rathaus_north, sent, wiesbaden
):
    receive(sent[0], at=cast.NOW)
    source = ForeignProcess.objects.get()
    clone = take_over(source, city=wiesbaden, parameters={}, roles={}, by=None, at=cast.NOW)

    assert trusting.stop_trusting(rathaus_north) == 1

    assert refusal(sent[1]) == "not-trusted"
    with for_city(wiesbaden), pytest.raises(NotOffered):
        offered_version(source)
    with for_city(wiesbaden):
        assert newest_version(clone) is None
        assert base_of(clone)["title"] == "Hund anmelden"


def test_test_cases_made_to_break_the_studio_come_in_harmlessly(settings, sent):
    nonsense = [
        {
            "name": "x",
            "answers": {"f_name": {"a": [1]}},
            "expected": {"fees": "NaN", "pages": 5, "due_days": "x", "names": [], "faults": [[1]]},
        }
    ]
    receive(
        resigned(settings, sent[0], lambda it: it["processes"][0].update(examples=nonsense)),
        at=cast.NOW,
    )

    assert ForeignProcess.objects.get().examples[0]["expected"] == {}
