"""Test cases travel with a process: all of them at first, and later what is new of them."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from forms_engine.definition import Definition, label_of
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.people.models import User
from rathaus.processes.examples import MOST
from rathaus.processes.models import Example, Process
from rathaus.sharing.models import ForeignProcess, Origin

_LONGEST_NAME = 120


class Travelling(NamedTuple):
    """A test case of upstream's; `at` is when it was made or changed there."""

    name: str
    answers: Any
    expected: Mapping[str, Any]
    at: dt.datetime


def of_process(process_id: Any) -> list[Travelling]:
    """
    Return the test cases of a process that is offered.

    They are read across cities; whoever takes them lets only those in that are about what was
    published (`about`).
    """
    with for_city(ALL_CITIES):
        rows = Example.objects.filter(process_id=process_id).order_by("pk")
        return [Travelling(*row) for row in rows.values_list("name", "answers", "expected", "at")]


def of_foreign(process: ForeignProcess) -> list[Travelling]:
    """Return the test cases that came with a process of another installation."""
    return [
        Travelling(
            each["name"], each.get("answers", {}), each.get("expected", {}), process.received_at
        )
        for each in process.examples
    ]


def about(found: Collection[Travelling], definition: Definition) -> list[Travelling]:
    """Return the test cases that are about what was published, not about a later draft, by name."""
    return [
        each._replace(
            name=str(each.name)[:_LONGEST_NAME],
            expected={**each.expected, "names": _names(each.expected, definition)},
        )
        for each in found
        if _is_about(each.answers, each.expected, definition)
    ]


def bring_news(
    process: Process,
    origin: Origin,
    found: Collection[Travelling],
    *,
    base: Definition,
    definition: Definition,
    by: User | None,
    at: dt.datetime,
) -> None:
    """
    Bring what is new among upstream's test cases; what was changed or deleted here stays so.

    A test case that nobody touched since it came has the time at which it came.

    :param base: upstream's document that the process was in step with.
    :param definition: upstream's document that it is brought in step with.
    """
    updates = process.edits.filter(command="take_update").values_list("at", flat=True)
    came_at = {origin.taken_at, *updates}
    came_before = {each.name for each in about(found, base) if each.at <= max(came_at)}
    own = {each.name: each for each in process.examples.all()}
    new: list[Example] = []
    changed: list[Example] = []
    for each in about(found, definition):
        example = own.get(each.name)
        if example is None and each.name not in came_before:
            new.append(Example(city_id=process.city_id, process=process, name=each.name))
            _fill(new[-1], each, by=by, at=at)
        elif example is not None and example.at in came_at and _differs(example, each):
            _fill(example, each, by=by, at=at)
            changed.append(example)
    Example.objects.bulk_create(new[: max(MOST - len(own), 0)], ignore_conflicts=True)
    Example.objects.bulk_update(changed, ["answers", "expected", "by", "at"])


def _fill(example: Example, each: Travelling, *, by: User | None, at: dt.datetime) -> None:
    example.answers, example.expected = each.answers, dict(each.expected)
    example.by, example.at = by, at


def _differs(example: Example, each: Travelling) -> bool:
    return (example.answers, example.expected) != (each.answers, each.expected)


def _is_about(answers: Any, expected: Mapping[str, Any], definition: Definition) -> bool:
    """Say whether a test case names only what the published definition has."""
    nodes = definition["nodes"]
    faulty = [each[0] for each in expected.get("faults", []) if each and each[0]]
    notices = {notice.get("key") for notice in definition.get("notices", [])}
    return (
        all(node_id in nodes for node_id in _answered(answers, nodes))
        and all(node_id in nodes for node_id in [*expected.get("pages", []), *faulty])
        and all(role in definition.get("roles", {}) for role in expected.get("roles", []))
        and all(key in notices for key in expected.get("notices", []))
    )


def _answered(answers: Mapping[str, Any], nodes: Mapping[str, Any]) -> Iterator[str]:
    """Return the ids of the questions that are answered, those in the rows of lists too."""
    for node_id, value in answers.items():
        yield node_id
        if nodes.get(node_id, {}).get("kind") == "list" and isinstance(value, list):
            for row in value:
                yield from _answered(row, nodes) if isinstance(row, Mapping) else ()


def _names(expected: Mapping[str, Any], definition: Definition) -> dict[str, str]:
    """Return what things are called in what was published; a draft may call them otherwise."""
    nodes, roles = definition["nodes"], definition.get("roles", {})
    titles = {each.get("key"): each.get("title") for each in definition.get("notices", [])}
    known = {
        **{key: str(title) for key, title in titles.items()},
        **{key: str(role.get("label") or key) for key, role in roles.items()},
        **{node_id: label_of(node) for node_id, node in nodes.items()},
    }
    return {key: known[key] for key in expected.get("names", {}) if key in known}
