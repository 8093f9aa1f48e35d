"""What an edit costs in the studio, each through the real pages, on large forms."""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from forms_engine.checking import check
from forms_engine.definition import STRUCTURE, Definition
from forms_engine.importing import SourceFile, read
from forms_engine.measuring import form_of
from rathaus.demo.benchmarks.goals import Goal
from rathaus.demo.benchmarks.town import Town, town
from rathaus.people.models import Membership
from rathaus.processes.drafting import begin
from rathaus.web.garbage import look_seldom

_PARTS: Final = {"X-Rathaus-Parts": "1"}
_OK: Final = 200
_LARGE, _LARGEST = 200, 500
# The goal of the studio: server time of any command, 95 of 100 times.
_GOAL_MS: Final = 30.0
_CHECK_MS: Final = 30.0


def measure_studio(*, quick: bool = False, files: Sequence[Path] = ()) -> Iterator[Goal]:
    """
    Measure the commands on a form of 200 questions, on one of 500, and on each form in a file.

    :param quick: a few rounds only; for trying it out.
    :raises ValueError: if a file holds no form that can be read.
    """
    # As the server does.
    look_seldom()
    rounds = 5 if quick else 60
    forms = {f"{count} questions": form_of(count)[0] for count in (_LARGE, _LARGEST)}
    for path in files:
        forms[path.parent.name or path.stem] = _imported(path)
    with town() as place:
        for name, definition in forms.items():
            bench = _Bench(place, definition)
            for what, command in bench.commands():
                yield bench.goal(f"{what}, {name}", command, rounds=rounds)
            yield bench.checks(name, rounds=rounds)


def _imported(path: Path) -> Definition:
    imported = read([SourceFile(path.as_posix(), path.read_bytes())])[0]
    if imported.definition is None:
        raise ValueError(f"{path}: {imported.refused}")
    return imported.definition


class _Bench:
    """A form that a designer works on."""

    def __init__(self, place: Town, definition: Definition) -> None:
        self.city = place.city.slug
        self.process = begin(definition, city=place.city)
        self.definition = definition
        self.page = next(
            page for page in definition["order"] if len(self._questions(definition, page)) > 1
        )
        self.first, self.second = self._questions(definition, self.page)[:2]
        self.client = Client()
        designer = Membership.objects.filter(role="designer").select_related("user")[0]
        self.client.force_login(designer.user)

    @staticmethod
    def _questions(definition: Definition, page: str) -> list[str]:
        nodes = definition["nodes"]
        return [each for each in nodes[page]["order"] if nodes[each]["kind"] not in STRUCTURE]

    def commands(self) -> Iterator[tuple[str, Callable[[], HttpResponseBase]]]:
        """Return each command under its name; what changes something is taken back in between."""
        yield "add", lambda: self._do("add", kind="text", label="Neu", into=self.page)
        yield "move", lambda: self._do("down", node=self.first)
        yield "duplicate", lambda: self._do("duplicate", node=self.first)
        yield "delete", lambda: self._do("delete", node=self.second, anyway="1")
        yield "relabel", self._relabel

    def _do(self, what: str, **fields: str) -> HttpResponseBase:
        address = self._address("command")
        return self._post(address, {"do": what, **fields})

    def _address(self, name: str, *more: str) -> str:
        return f"/{self.city}{reverse(f'studio:{name}', args=[self.process.pk, *more])}"

    def _relabel(self) -> HttpResponseBase:
        address = self._address("properties", self.first)
        node = self.definition["nodes"][self.first]
        return self._post(address, {"label": f"Anders {time.monotonic_ns()}", "was": "{}",
                                    "required": "on" if node.get("required") else ""})  # fmt: skip

    def _post(self, address: str, fields: dict[str, str]) -> HttpResponseBase:
        return self.client.post(address, fields, headers=_PARTS)

    def goal(self, name: str, command: Callable[[], HttpResponseBase], *, rounds: int) -> Goal:
        """Measure a command and taking it back, beside showing the page without a change."""
        undo = self._address("undo")
        page = self._address("process")
        shown = {"next": f"{page}?frage={self.first}"}
        look, act, back = [], [], []
        for _round in range(rounds + 2):
            look.append(_milliseconds(lambda: self.client.get(shown["next"], headers=_PARTS)))
            act.append(_milliseconds(command))
            back.append(_milliseconds(lambda: self.client.post(undo, shown)))
        return Goal(
            name,
            "ms",
            _p95(act),
            statistics.median(look[2:]),
            "the same page without a change",
            limit=_GOAL_MS,
            is_ratio=False,
            also={"p50": statistics.median(act[2:]), "undo p95": _p95(back)},
        )

    def checks(self, name: str, *, rounds: int) -> Goal:
        """Measure the checks after one change, beside those from nothing."""
        node = self.definition["nodes"][self.first]
        began = time.perf_counter()
        check(json.loads(json.dumps(self.definition)))
        from_nothing = (time.perf_counter() - began) * 1e3
        took = []
        for number in range(rounds + 2):
            nodes = {**self.definition["nodes"], self.first: {**node, "help": f"Hilfe {number}"}}
            changed = {**self.definition, "nodes": nodes}
            began = time.perf_counter()
            check(changed)
            took.append((time.perf_counter() - began) * 1e3)
        return Goal(
            f"checks after an edit, {name}",
            "ms",
            _p95(took),
            from_nothing,
            "all checks from nothing",
            limit=_CHECK_MS,
            is_ratio=False,
            also={"p50": statistics.median(took[2:])},
        )


def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    answer = act()
    took = (time.perf_counter() - began) * 1e3
    if answer.status_code >= 400:  # noqa: PLR2004 - a refusal would be quick and worth nothing
        raise ValueError(f"{answer.status_code}: {answer.content[:500]!r}")
    return took


def _p95(took: list[float]) -> float:
    return sorted(took[2:])[max(0, int(0.95 * len(took[2:])) - 1)]
