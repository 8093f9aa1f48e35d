"""Measures how long judging, pruning and compiling take, beside the bare engine's own time."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms_engine.answers import judge, prune
from forms_engine.compiling import compile_definition
from forms_engine.definition import Definition
from forms_engine.validators import judge_for

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = ("text", "integer", "boolean", "date", "choice")
_VALUES = {"text": "Muster", "integer": 3, "boolean": True, "date": "2026-05-03", "choice": "a"}


@dataclass(frozen=True, slots=True)
class Measured:
    """The best time of several rounds, in microseconds, and how many times the floor that is."""

    name: str
    microseconds: float
    ratio: float


def form_of(fields: int) -> tuple[Definition, dict[str, Any]]:
    """Return a definition with this many fields on ten pages, and right answers to it."""
    nodes: dict[str, Any] = {}
    pages: list[str] = []
    answers: dict[str, Any] = {}
    for number in range(fields):
        if number % max(1, fields // 10) == 0:
            pages.append(f"p{number}")
            nodes[pages[-1]] = {"kind": "page", "title": f"Seite {number}", "order": []}
        kind = _KINDS[number % len(_KINDS)]
        key = f"f{number}"
        nodes[key] = {"kind": kind, "key": key, "label": key, "required": True}
        if kind == "choice":
            nodes[key]["options"] = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
        if number % 10 == 9:  # noqa: PLR2004
            nodes[key]["show_when"] = {"field": f"f{number - 7}", "is": {"const": True}}
        nodes[pages[-1]]["order"].append(key)
        answers[key] = _VALUES[kind]
    definition = {
        "format": "rathaus-process/1",
        "title": "Messung",
        "order": pages,
        "nodes": nodes,
    }
    return definition, answers


def measure(*, fields: int = 100, rounds: int = 30, times: int = 50) -> list[Measured]:
    """Measure interleaved, so that a busy machine slows floor and goal alike."""
    definition, answers = form_of(fields)
    compiled = compile_definition(definition, parameters={})
    answers = prune(compiled, answers)
    bare = judge_for(compiled.schema)
    wrong = {**answers, "f0": 7}
    works: dict[str, Callable[[], object]] = {
        "floor: bare jsonschema-rs": lambda: bare.is_valid(answers),
        "judge, valid": lambda: judge(compiled, answers),
        "judge, one fault": lambda: judge(compiled, wrong),
        "prune, nothing hidden": lambda: prune(compiled, answers),
        "compile, kept": lambda: compile_definition(definition, parameters={}),
    }
    best = dict.fromkeys(works, float("inf"))
    for _round in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            for _time in range(times):
                work()
            best[name] = min(best[name], (time.perf_counter() - start) / times)
    floor = next(iter(best.values()))
    return [Measured(name, 1e6 * best[name], best[name] / floor) for name in works]
