"""What was taken over goes online only when nothing of it is missing in the city."""

import datetime as dt

import pytest

from forms_engine.checking import check
from rathaus.cities.scope import for_city
from rathaus.processes import examples, releasing
from rathaus.processes.accepting import accept, name_of
from rathaus.processes.demands import NotReady, unmet_demands
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process, Release
from rathaus.processes.trying import compiled_to_try
from rathaus.sharing.arriving import fill_in, values_elsewhere
from rathaus.sharing.taking_over import take_over
from tests import cast, factories
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW
LATER = NOW + dt.timedelta(days=3)


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def in_wiesbaden(wiesbaden):
    with for_city(wiesbaden):
        yield wiesbaden


@pytest.fixture
def process(offer, wiesbaden, in_wiesbaden):
    return arrived(offer, wiesbaden)


@pytest.fixture
def approver(wiesbaden):
    return factories.make_designer(wiesbaden, role="approver")


def arrived(offer, city, **given):
    given = {"parameters": {"fee": "90.00"}, "roles": {"tax_office": "tax_office"}, **given}
    return take_over(offer, city=city, by=None, at=NOW, **given)


def codes(process):
    fresh = Process.objects.select_related("city").get(pk=process.pk)
    return [each.code for each in unmet_demands(fresh, definition_in_hand(fresh))]


def go_online(process, by, **more):
    definition = definition_in_hand(process)
    return releasing.publish_now(process, definition=definition, by=by, at=NOW, **more)


def test_what_lacks_nothing_goes_online(process, approver):
    assert codes(process) == []

    assert go_online(process, approver).state == Release.State.PUBLISHED


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"roles": {}}, ["role_unmapped"]),
        ({"roles": {"tax_office": "elsewhere"}}, ["role_unmapped"]),
        ({"parameters": {}}, ["parameter_unset"]),
        ({"parameters": {"fee": "viel"}}, ["parameter_unfit"]),
        ({"parameters": {"fee": None}}, ["parameter_unfit"]),
    ],
)
def test_a_missing_office_or_value_is_named(given, expected, offer, wiesbaden, in_wiesbaden):
    assert codes(arrived(offer, wiesbaden, **given)) == expected


def test_the_default_of_a_value_is_a_value(frankfurt, wiesbaden, in_wiesbaden):
    fee = {"label": "Gebühr", "schema": {"anyOf": [{"type": "string"}, {"type": "null"}]}}
    definition = dog_tax(parameters={"fee": {**fee, "default": None}})
    offer = offered(frankfurt, slug="mit-vorgabe", definition=definition, parameters={})

    assert codes(arrived(offer, wiesbaden, parameters={})) == []


def test_a_test_case_that_comes_out_differently_with_own_values_is_named(
    frankfurt, offer, wiesbaden, in_wiesbaden
):
    with for_city(frankfurt):
        compiled = compiled_to_try(dog_tax(), {"fee": "120.00"})
        kept = {"compiled": compiled, "answers": cast.DOG_ANSWERS, "by": None, "at": NOW}
        examples.keep(offer.process, name="Ein Hund", **kept)

    same = arrived(offer, wiesbaden, parameters={"fee": "120.00"})
    other = arrived(offer, wiesbaden)

    assert codes(same) == []
    assert codes(other) == ["example_fails"]


def test_incomplete_languages_and_barriers_are_named(frankfurt, wiesbaden, in_wiesbaden, approver):
    definition = factories.make_definition()
    definition["nodes"]["f_name"]["help"] = "Klicken Sie hier."
    process = arrived(offered(frankfurt, definition=definition, parameters={}), wiesbaden)

    assert codes(process) == ["language_incomplete", "findings_barrier"]


def test_a_barrier_that_was_accepted_with_a_reason_is_in_order(
    frankfurt, wiesbaden, in_wiesbaden, approver
):
    definition = dog_tax()
    definition["nodes"]["f_name"]["label"] = "Name (rot markiert)"
    definition["texts"] = {}
    definition["languages"] = ["de"]
    process = arrived(offered(frankfurt, definition=definition), wiesbaden)
    assert codes(process) == ["findings_barrier"]

    name = _finding_name(definition)
    accept(process, finding=name, reason="Steht auch im Text.", by=approver, at=NOW)

    assert codes(process) == []


def _finding_name(definition):
    found = next(each for each in check(definition) if each.code == "colour_only")
    return name_of(found.code, found.at, found.params)


def test_a_process_that_was_madein_wiesbaden_is_not_asked(in_frankfurt):
    process = factories.make_working_copy(in_frankfurt, definition=dog_tax())

    assert codes(process) == []


# --- nothing goes online around it -------------------------------------------------------------


@pytest.fixture
def lacking(offer, wiesbaden, in_wiesbaden):
    return arrived(offer, wiesbaden, parameters={})


def test_publishing_at_once_is_refused(lacking, approver):
    with pytest.raises(NotReady) as refused:
        go_online(lacking, approver)

    assert [each.at for each in refused.value.unmet] == ["fee"]
    assert not Process.objects.get(pk=lacking.pk).is_online


def test_asking_for_approval_and_planning_are_refused(lacking, approver):
    asked = {"definition": definition_in_hand(lacking), "by": approver, "at": NOW}

    with pytest.raises(NotReady):
        releasing.ask_for(lacking, **asked)
    with pytest.raises(NotReady):
        releasing.schedule(lacking, due_at=LATER, **asked)

    assert not Release.objects.exists()


@pytest.mark.parametrize("due_at", [None, LATER])
def test_approving_is_refused_when_something_is_missing_by_then(process, approver, due_at):
    definition = definition_in_hand(process)
    release = releasing.ask_for(process, definition=definition, by=approver, at=NOW, due_at=due_at)
    _without_offices(process)

    with pytest.raises(NotReady):
        releasing.approve(release, by=approver, at=NOW)

    assert Release.objects.get().state == Release.State.ASKED


def test_a_planned_publication_that_is_not_ready_fails_with_its_reason_and_only_once(
    process, approver
):
    definition = definition_in_hand(process)
    releasing.schedule(process, definition=definition, by=approver, at=NOW, due_at=LATER)
    _without_offices(process)

    done = [releasing.carry_out_due(at=LATER) for _round in range(2)]

    release = Release.objects.get()
    assert done == [0, 0]
    assert release.state == Release.State.FAILED
    assert release.reason == "„Steueramt“ hat noch kein Amt."
    assert not Process.objects.get(pk=process.pk).is_online


def test_a_planned_publication_that_is_ready_goes_online_with_the_values_of_then(process, approver):
    definition = definition_in_hand(process)
    releasing.schedule(process, definition=definition, by=approver, at=NOW, due_at=LATER)
    Process.objects.filter(pk=process.pk).update(parameters={})

    assert releasing.carry_out_due(at=LATER) == 1

    assert Process.objects.get(pk=process.pk).published.parameters == {"fee": "90.00"}


def _without_offices(process):
    Process.objects.filter(pk=process.pk).update(roles={})


# --- what others set, and filling in -----------------------------------------------------------


def test_the_values_of_other_cities_are_those_they_published_and_offer(
    frankfurt, wiesbaden, offer, in_wiesbaden
):
    darmstadt = factories.make_city(**cast.DARMSTADT)
    with for_city(darmstadt):
        clone = arrived(offer, darmstadt, parameters={"fee": "70.00"})
    root = offer.process_id

    assert [(each.city_name, each.parameters) for each in values_elsewhere({root})[root]] == [
        ("Frankfurt am Main", {"fee": "120.00"})
    ]
    with for_city(frankfurt):
        assert values_elsewhere({root})[root] == []
        assert clone.city_id == darmstadt.pk


def test_filling_in_adds_to_what_is_there(lacking):
    fill_in(lacking, parameters={"fee": "80.00"}, roles={"other": "tax_office"})

    kept = Process.objects.get(pk=lacking.pk)
    assert kept.parameters == {"fee": "80.00"}
    assert kept.roles == {"tax_office": "tax_office", "other": "tax_office"}
