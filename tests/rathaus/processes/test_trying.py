"""What staff try out is the working copy, and nothing of it is ever offered, sent or kept."""

import copy
import datetime as dt

import pytest

from rathaus.applications import filling_in, submitting
from rathaus.applications.expiring import discard_expired
from rathaus.applications.models import Draft, Submission
from rathaus.applications.queries import drafts_under_way
from rathaus.applications.trying import follow, forget_tried, start_trial
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.models import Event
from rathaus.processes.models import Process, Version
from rathaus.processes.queries import compiled_version, version_by_id
from rathaus.processes.trying import NotTriable, trial_version
from tests import cast, factories

LATER = cast.NOW + dt.timedelta(days=3)
NAMED = {
    "f_name": "Kim Muster",
    "f_email": cast.CITIZEN_EMAIL,
    "l_dogs": [{"f_call": "Bello", "f_mixed": False}],
    "f_reduced": False,
}


@pytest.fixture
def process(in_frankfurt):
    return factories.make_version(in_frankfurt).process


def change(process, **nodes):
    """Change nodes of the working copy; None takes one out of its order."""
    working = copy.deepcopy(process.working or process.published.definition)
    for node_id, changes in nodes.items():
        working["nodes"][node_id] = {**working["nodes"].get(node_id, {}), **changes}
    process.working = working
    process.save()
    return working


def start(process, **more):
    return start_trial(process, language="de", at=cast.NOW, **more)


def test_a_trial_is_a_version_without_a_number_and_reused_while_nothing_changes(process):
    change(process, f_name={"label": "Wie heißen Sie?"})

    first = trial_version(process, at=cast.NOW)
    again = trial_version(process, at=LATER)
    change(process, f_name={"label": "Ihr Name"})
    other = trial_version(process, at=LATER)

    assert first.number is None
    assert again.pk == first.pk
    assert other.pk != first.pk
    assert compiled_version(other.pk).node("f_name")["label"] == "Ihr Name"
    assert process.published.number == 1


def test_a_trial_has_the_citys_parameters_over_the_defaults(in_frankfurt):
    definition = factories.make_definition(
        parameters={"fee": {"label": "Gebühr", "default": "1.00"}, "days": {"label": "Tage"}}
    )
    process = factories.make_version(in_frankfurt, definition=definition).process
    process.parameters = {"days": 5}

    assert trial_version(process, at=cast.NOW).parameters == {"fee": "1.00", "days": 5}


def test_a_process_that_was_never_published_can_be_tried(in_frankfurt):
    process = Process.objects.create(
        city=in_frankfurt, slug="neu", title="Neu", working=factories.make_definition()
    )
    draft = start(process)

    assert version_by_id(draft.version_id).number is None
    assert draft.expires_at == cast.NOW + dt.timedelta(days=2)


@pytest.mark.parametrize(
    "broken",
    [
        {"nodes": {}},
        {"order": []},
        {"order": "p_owner"},
        {"nodes": {"p_owner": {"kind": "no-such-kind"}}},
        {"format": "another/1"},
        {"routing": [{"to": [], "when": {"field": "f_name", "is": {"type": "no-such-type"}}}]},
        {"parameters": []},
    ],
)
def test_a_broken_form_is_not_tried_but_said_what_is_wrong(process, broken):
    process.working = {**factories.make_definition(), **broken}
    process.save()

    with pytest.raises(NotTriable) as refused:
        trial_version(process, at=cast.NOW)
    assert all(finding.level == "error" for finding in refused.value.findings)


def test_a_trial_that_is_complete_is_still_not_sent(process):
    draft = start(process, answers=NAMED)
    assert draft.pages_done == ["p_owner", "p_dogs"]

    with pytest.raises(submitting.OnlyTried):
        submitting.submit(draft.pk, at=cast.NOW)
    filling_in.save_for_later(draft, email=cast.CITIZEN_EMAIL, at=cast.NOW)

    assert not Submission.objects.exists()
    assert not Event.objects.exists()
    assert Draft.objects.get().answers["name"] == "Kim Muster"


def test_a_trial_is_not_counted_as_an_application(process):
    start(process)
    real = factories.make_draft(process.published)

    assert list(drafts_under_way(process)) == [real]


def test_a_trial_that_is_not_complete_says_so_like_any_other(process):
    with pytest.raises(submitting.NotComplete):
        submitting.submit(start(process).pk, at=cast.NOW)


def test_a_trial_needs_no_confirmed_address(in_frankfurt):
    definition = factories.make_definition(identification="email")
    process = factories.make_version(in_frankfurt, definition=definition).process
    draft = start(process, answers=NAMED)

    with pytest.raises(submitting.OnlyTried):
        submitting.submit(draft.pk, at=cast.NOW)


def test_a_trial_follows_the_form_with_its_answers(process):
    draft = start(process, answers=NAMED)
    working = change(
        process,
        f_name={"key": "full_name"},
        f_call={"key": "first_name", "schema": {"maxLength": 3}},
        p_new={"kind": "page", "title": "Neu", "order": ["f_new"]},
        f_new={"kind": "text", "key": "new", "label": "Neu", "required": True},
    )
    working["order"].insert(1, "p_new")
    process.save()

    moved = follow(draft.pk, process, at=LATER)

    assert moved.version_id != draft.version_id
    assert moved.answers["full_name"] == "Kim Muster"
    # The dog's name is too long now, so it has to be given again.
    assert moved.answers["dogs"] == [{"mixed": False}]
    assert moved.pages_done == ["p_owner"]
    assert moved.expires_at == LATER + dt.timedelta(days=2)
    # What nobody tries any more is gone at once.
    assert list(Version.objects.filter(number=None)) == [moved.version]


def test_a_trial_stays_where_it_is_while_nothing_changes(process):
    draft = start(process, answers=NAMED)
    same = follow(draft.pk, process, at=LATER)
    assert (same.version_id, same.revision) == (draft.version_id, draft.revision)


def test_what_was_typed_and_is_not_complete_follows_too(process):
    draft = start(process)
    level = {
        "fields": {"f_reduced": "true"},
        "lists": {"l_dogs": [{"fields": {"f_call": "Be", "f_mixed": ""}, "lists": {}}]},
    }
    filling_in.keep_typed(
        draft, page_id="p_dogs", typed={"level": level}, language="de", at=cast.NOW
    )
    working = change(process, f_age={"kind": "integer", "key": "age", "label": "Alter"})
    working["nodes"]["l_dogs"]["order"] = ["f_call", "f_age"]
    process.save()

    typed = filling_in.typed_on(follow(draft.pk, process, at=LATER), "p_dogs")["level"]

    assert typed["fields"] == {"f_reduced": "true"}
    assert typed["lists"]["l_dogs"] == [{"fields": {"f_call": "Be", "f_age": ""}, "lists": {}}]


def test_only_trials_of_the_same_process_follow(process, in_frankfurt):
    real = factories.make_draft(process.published, answers=cast.DOG_ANSWERS)
    other = factories.make_version(in_frankfurt, slug="andere").process
    change(process, f_name={"label": "Neu"})

    assert follow(real.pk, process, at=LATER) is None
    assert follow(start(other).pk, process, at=LATER) is None
    assert Draft.objects.get(pk=real.pk).version_id == process.published_id


def test_what_was_tried_out_is_forgotten_after_two_days(process):
    draft = start(process, answers=NAMED)
    with for_city(ALL_CITIES):
        assert forget_tried(at=LATER) == 0  # a draft is still there
        assert discard_expired(at=LATER) == 1
        assert forget_tried(at=cast.NOW + dt.timedelta(days=1)) == 0
        assert forget_tried(at=LATER) == 1

    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert [version.number for version in Version.objects.all()] == [1]
