"""Test cases of a process: answers, what was expected of them, and what is different now."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from forms_engine.answers.naming import Named, named, placed
from forms_engine.compiling import Compiled
from forms_engine.definition import Definition, label_of
from forms_engine.errors import Message
from forms_engine.outcome import Outcome, outcome
from rathaus.people.models import User
from rathaus.processes.models import Example, Process
from rathaus.processes.trying import NotTriable, compiled_to_try

MOST = 200
_LONGEST_NAME = 120
# What a test case says when it fails; halls translate by code.
DIFFERENCES = {
    "not_compilable": "The form has errors, so it could not be tried.",
    "page_new": "Page “%(page)s” is shown now.",
    "page_gone": "Page “%(page)s” is not shown any more.",
    "route_nobody": "It goes to nobody now.",
    "route_found": "It goes to %(now)s now; before, to nobody.",
    "route_changed": "It goes to %(now)s instead of %(before)s.",
    "due_changed": "It is due after %(now)s days instead of %(before)s.",
    "fees_changed": "The fee is %(now)s instead of %(before)s.",
    "notice_new": "There is a new notice “%(notice)s”.",
    "notice_gone": "The notice “%(notice)s” is gone.",
    "fault_new": "“%(label)s” is found fault with now.",
    "fault_missing": "“%(label)s” has to be answered now, and is not.",
    "fault_gone": "“%(label)s” is not found fault with any more.",
}


@dataclass(frozen=True)
class Result:
    """
    What became of a test case.

    :param differences: what is not as expected; `DIFFERENCES` has the codes.
    :param outcome: what the process makes of it now; None where it cannot be compiled.
    """

    example: Example
    differences: tuple[Message, ...]
    outcome: Outcome | None = None

    @property
    def passed(self) -> bool:
        """Say whether everything is as expected."""
        return not self.differences


def run_examples(process: Process, definition: Definition) -> list[Result]:
    """Run all test cases of a process on a definition, in the order they were made."""
    return run_all(list(process.examples.order_by("pk")), definition, process.parameters)


def run_example(definition: Definition, parameters: Mapping[str, Any], example: Example) -> Result:
    """Run one test case."""
    return run_all([example], definition, parameters)[0]


def run_all(
    examples: list[Example], definition: Definition, parameters: Mapping[str, Any]
) -> list[Result]:
    """Run test cases on a definition that is compiled once."""
    if not examples:
        return []
    try:
        compiled = compiled_to_try(definition, parameters)
    except NotTriable:
        return [Result(example, (difference("not_compilable"),)) for example in examples]
    return [_run(compiled, example) for example in examples]


def difference(code: str, **params: Any) -> Message:
    """Return something that is not as expected."""
    return Message(code, DIFFERENCES[code], params)


def _run(compiled: Compiled, example: Example) -> Result:
    found = outcome(compiled, placed(compiled, example.answers))
    return Result(example, tuple(_differences(compiled, example.expected, found)), found)


# --- what is different -------------------------------------------------------------------------


def expectation(compiled: Compiled, found: Outcome) -> dict[str, Any]:
    """Return an outcome as it is kept with a test case; `names` says what things were called."""
    faults = [[fault.node_id or "", fault.code] for fault in found.faults]
    notices = [str(notice.get("key", "")) for notice in found.notices]
    ids = [*found.pages, *(fault[0] for fault in faults)]
    roles = {role: _role(compiled, role) for role in found.roles}
    titles = {str(each.get("key", "")): str(each.get("title", "")) for each in found.notices}
    return {
        "pages": found.pages,
        "roles": found.roles,
        "due_days": found.due_days,
        "fees": str(found.total),
        "notices": notices,
        "faults": faults,
        "names": {node_id: _label(compiled, node_id) for node_id in ids} | roles | titles,
    }


def _differences(
    compiled: Compiled, expected: Mapping[str, Any], found: Outcome
) -> Iterator[Message]:
    now = expectation(compiled, found)
    names = {**expected.get("names", {}), **now["names"]}

    def name(key: str) -> str:
        return names.get(key) or _label(compiled, key) or key

    for page in _only_in(now, expected, "pages"):
        yield difference("page_new", page=name(page))
    for page in _only_in(expected, now, "pages"):
        yield difference("page_gone", page=name(page))
    yield from _route(expected, now, names)
    if "fees" in expected and Decimal(expected["fees"]) != found.total:
        yield difference("fees_changed", now=now["fees"], before=str(expected["fees"]))
    for notice in _only_in(now, expected, "notices"):
        yield difference("notice_new", notice=name(notice))
    for notice in _only_in(expected, now, "notices"):
        yield difference("notice_gone", notice=name(notice))
    for node_id, code in _only_in(now, expected, "faults"):
        is_missing = code == "required"
        yield difference("fault_missing" if is_missing else "fault_new", label=name(node_id))
    for node_id, _code in _only_in(expected, now, "faults"):
        yield difference("fault_gone", label=name(node_id))


def _only_in(one: Mapping[str, Any], other: Mapping[str, Any], what: str) -> list[Any]:
    """Return what only one of two outcomes has; what nobody expected anything of is the same."""
    if what not in one or what not in other:
        return []
    return [each for each in one[what] if each not in other[what]]


def _route(
    expected: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[Message]:
    if "roles" in expected and expected["roles"] != now["roles"]:
        before = ", ".join(names.get(role) or role for role in expected["roles"])
        after = ", ".join(names.get(role) or role for role in now["roles"])
        code = "route_nobody" if not after else "route_changed" if before else "route_found"
        yield difference(code, now=after, before=before)
    elif "due_days" in expected and expected["due_days"] != now["due_days"]:
        yield difference("due_changed", now=now["due_days"], before=expected["due_days"])


def _label(compiled: Compiled, node_id: str) -> str:
    entry = compiled.entries.get(node_id)
    return label_of(entry.node) if entry else ""


def _role(compiled: Compiled, role: str) -> str:
    known = compiled.definition.get("roles", {}).get(role, {})
    return str(known.get("label") or role)


# --- keeping them ------------------------------------------------------------------------------


class TooMany(Exception):
    """A process has as many test cases as anybody looks at."""


@transaction.atomic
def keep(
    process: Process,
    *,
    name: str,
    compiled: Compiled,
    answers: Mapping[str, Any],
    by: User | None,
    at: dt.datetime,
) -> Example:
    """
    Keep answers as a test case, with what the process makes of them now as what is expected.

    :param answers: in the shape of the compiled form.
    :raises TooMany: if there are too many already.
    """
    if process.examples.count() >= MOST:
        raise TooMany
    found = outcome(compiled, answers)
    return Example.objects.create(
        city_id=process.city_id,
        process=process,
        name=free_name(process, name),
        answers=named(compiled, found.answers),
        expected=expectation(compiled, found),
        by=by,
        at=at,
    )


def expect_what_is(
    example: Example, *, compiled: Compiled, by: User | None, at: dt.datetime
) -> None:
    """Take what the process makes of a test case now as what is expected from now on."""
    found = outcome(compiled, placed(compiled, example.answers))
    example.expected = expectation(compiled, found)
    example.by, example.at = by, at
    example.save(update_fields=["expected", "by", "at"])


def rename(example: Example, *, name: str) -> None:
    """Call a test case something else."""
    if name.strip() != example.name:
        example.name = free_name(example.process, name)
        example.save(update_fields=["name"])


def duplicate(example: Example, *, by: User | None, at: dt.datetime) -> Example:
    """
    Make another test case of the same answers, to be changed.

    :raises TooMany: if there are too many already.
    """
    return bring_in(
        example.process,
        name=example.name,
        answers=example.answers,
        expected=example.expected,
        by=by,
        at=at,
    )


@transaction.atomic
def bring_in(
    process: Process,
    *,
    name: str,
    answers: Named,
    expected: Mapping[str, Any],
    by: User | None,
    at: dt.datetime,
) -> Example:
    """
    Keep a test case that was made elsewhere.

    :param answers: by node ids.
    :raises TooMany: if there are too many already.
    """
    if process.examples.count() >= MOST:
        raise TooMany
    return Example.objects.create(
        city_id=process.city_id,
        process=process,
        name=free_name(process, name),
        answers=dict(answers),
        expected=dict(expected),
        by=by,
        at=at,
    )


def free_name(process: Process, name: str) -> str:
    """Return a name that no other test case of the process has: "Zwei Hunde (2)"."""
    stem = " ".join(name.split())[: _LONGEST_NAME - 8] or "Testfall"
    taken = set(process.examples.values_list("name", flat=True))
    if stem not in taken:
        return stem
    return next(
        free for number in range(2, MOST + 2) if (free := f"{stem} ({number})") not in taken
    )
