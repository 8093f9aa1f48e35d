"""Edits of a working copy are kept with who and when, and can be taken back without end."""

import datetime as dt
from typing import Any

import pytest

from forms_engine.definition import canonical
from rathaus.cities.models import City
from rathaus.people.models import User
from rathaus.processes.editing import (
    EditRejected,
    NothingToDo,
    do_again,
    edit,
    go_back_to,
    last_change_of,
    take_back,
)
from rathaus.processes.models import Edit, Process
from tests import factories
from tests.cast import NOW

LATER = NOW + dt.timedelta(minutes=1)


@pytest.fixture
def process(in_frankfurt: City) -> Process:
    return factories.make_working_copy(in_frankfurt)


@pytest.fixture
def designer(process: Process) -> User:
    return factories.make_designer(process.city)


def relabel(process: Process, label: str, *, by: User, at: dt.datetime = NOW, **more: Any) -> Any:
    arguments = {"node": "f_name", "attribute": "label", "value": label, **more}
    return edit(process, command="set", arguments=arguments, by=by, at=at)


def test_an_edit_is_stored_with_its_author_and_its_undo(process, designer):
    relabel(process, "Voller Name", by=designer)

    stored = Edit.objects.get()
    assert (stored.by, stored.at, stored.number) == (designer, NOW, 1)
    assert stored.touched == ["f_name"]
    assert Process.objects.get().working["nodes"]["f_name"]["label"] == "Voller Name"


def test_everything_can_be_taken_back_and_done_again(process, designer):
    first = canonical(process.working)
    for number in range(5):
        at = NOW + number * dt.timedelta(minutes=1)
        relabel(process, f"Name {number}", by=designer, at=at)
    last = canonical(process.working)

    for _ in range(5):
        take_back(process, by=designer, at=LATER)
    assert canonical(Process.objects.get().working) == first
    with pytest.raises(NothingToDo):
        take_back(process, by=designer, at=LATER)

    for _ in range(5):
        do_again(process)
    assert canonical(Process.objects.get().working) == last
    with pytest.raises(NothingToDo):
        do_again(process)


def test_what_was_taken_back_is_out_of_reach_after_another_edit(process, designer):
    relabel(process, "A", by=designer)
    take_back(process, by=designer, at=NOW)
    relabel(process, "B", by=designer)

    with pytest.raises(NothingToDo):
        do_again(process)
    assert list(Edit.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "done"]


def test_what_is_typed_in_one_breath_is_taken_back_at_once(process, designer):
    for number, label in enumerate(["Vo", "Voller", "Voller Name"]):
        relabel(process, label, by=designer, at=NOW + dt.timedelta(seconds=number))

    assert Edit.objects.count() == 1
    take_back(process, by=designer, at=LATER)
    assert process.working["nodes"]["f_name"]["label"] == "Name"


def test_what_somebody_else_types_is_a_change_of_its_own(process, designer):
    colleague = factories.make_designer(process.city, role="approver")
    relabel(process, "A", by=designer)
    relabel(process, "B", by=colleague)

    assert Edit.objects.count() == 2
    assert last_change_of(process, "f_name").by == colleague


def test_a_text_that_somebody_changed_meanwhile_is_not_written_over(process, designer):
    relabel(process, "A", by=designer, was="Name")

    with pytest.raises(EditRejected) as refused:
        relabel(process, "B", by=designer, was="Name")

    assert refused.value.message.code == "changed_meanwhile"
    assert refused.value.now == "A"
    assert process.working["nodes"]["f_name"]["label"] == "A"


def test_going_back_is_one_change_that_can_be_taken_back(process, designer):
    first = canonical(process.working)
    for number in range(3):
        at = NOW + number * dt.timedelta(minutes=1)
        relabel(process, f"Name {number}", by=designer, at=at)

    go_back_to(process, number=0, by=designer, at=LATER)
    assert canonical(process.working) == first
    take_back(process, by=designer, at=LATER)
    assert process.working["nodes"]["f_name"]["label"] == "Name 2"


def test_the_first_edit_of_a_published_process_makes_its_working_copy(in_frankfurt):
    process = factories.make_version(in_frankfurt).process
    designer = factories.make_designer(in_frankfurt)
    assert process.working is None

    relabel(process, "Voller Name", by=designer)

    process.refresh_from_db()
    assert process.working["nodes"]["f_name"]["label"] == "Voller Name"
    assert process.published.definition["nodes"]["f_name"]["label"] == "Name"


def test_an_edit_that_changes_nothing_leaves_no_trace(process, designer):
    relabel(process, "Name", by=designer)

    assert not Edit.objects.exists()
    assert process.revision == 0
