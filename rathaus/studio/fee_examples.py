"""Works out by invented answers what an application may cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from forms_engine.answers.sampling import answers_meeting, rules_of
from forms_engine.compiling import Compiled, compile_definition
from forms_engine.definition import Definition
from forms_engine.errors import NotCompilable
from forms_engine.kinds.money import euros
from forms_engine.pricing import FeeLine, fees_due, total_of
from rathaus.studio.spoken import language_here

_MOST: Final = 3
_MOST_TRIED: Final = 30


@dataclass(frozen=True)
class Sum:
    """An invented application with what it costs; each line is label, how often, and amount."""

    title: str
    lines: tuple[tuple[str, str, str], ...]
    total: str


def example_sums(definition: Definition, values: dict[str, Any]) -> list[Sum]:
    """Return a few applications that cost something, no two of them the same."""
    try:
        compiled = compile_definition(definition, parameters=values)
    except NotCompilable:
        return []
    found: dict[Any, Sum] = {}
    for title, lines in islice(_charged(compiled), _MOST_TRIED):
        found.setdefault(tuple((line.label, line.total) for line in lines), _told(title, lines))
    return sorted(found.values(), key=lambda each: -len(each.lines))[:_MOST]


def _charged(compiled: Compiled) -> Iterator[tuple[str, list[FeeLine]]]:
    for rule in rules_of(compiled):
        if rule.code in {"fee", "reduction"}:
            answers = answers_meeting(compiled, rule)
            if answers is not None and (lines := fees_due(compiled, answers)):
                yield rule.name, lines


def _told(title: str, lines: list[FeeLine]) -> Sum:
    language = language_here()
    return Sum(
        title=title,
        lines=tuple(
            (line.label, f"{line.count:f}" if line.count != 1 else "", euros(line.total, language))
            for line in lines
        ),
        total=euros(total_of(lines), language),
    )
