"""Works out what an application costs, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from forms_engine.answers import Rows, Sight
from forms_engine.compiling import Compiled
from forms_engine.compiling.placing import reachable
from forms_engine.conditions import fold, leaves, predicate
from forms_engine.kinds.figures import exact

_CENT = Decimal("0.01")
# Lines with a number of their own; beyond, a number typed by mistake makes one line for the rest.
_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a fee table; `total` is `count` times `amount`."""

    label: str
    count: Decimal
    amount: Decimal
    total: Decimal
    id: str = ""


def fees_due(
    compiled: Compiled, answers: dict[str, Any], *, language: str | None = None
) -> list[FeeLine]:
    """Return the fees of an application; equal lines of one rule are one line with their count."""
    spoken = compiled.in_language(language) if language else compiled
    sight = Sight(spoken, answers)
    lines: dict[tuple[str, str, Decimal], FeeLine] = {}
    charged: set[tuple[str, Rows, int]] = set()
    for position, rule in enumerate(spoken.definition.get("fees", [])):
        rule_id = str(rule.get("id", position))
        for label, count, amount in _charges(spoken, sight, rule, charged):
            known = lines.get((rule_id, label, amount))
            total_count = count + (known.count if known else 0)
            total = (total_count * amount).quantize(_CENT, ROUND_HALF_UP)
            lines[(rule_id, label, amount)] = FeeLine(label, total_count, amount, total, rule_id)
    return [replace(line, count=line.count.normalize() + 0) for line in lines.values()]


def total_of(lines: list[FeeLine]) -> Decimal:
    """Return the sum of a fee table."""
    return sum((line.total for line in lines), Decimal("0.00"))


def _charges(
    compiled: Compiled,
    sight: Sight,
    rule: dict[str, Any],
    charged: set[tuple[str, Rows, int]],
) -> Iterator[tuple[str, Decimal, Decimal]]:
    for rows, position, count in _places(compiled, sight, rule):
        place = (str(rule.get("group")), rows, position)
        if place in charged or not _within(rule, position):
            continue
        amount = _amount(compiled, rule.get("amount"), position)
        if amount is None or not _applies(compiled, sight, rule.get("when"), rows):
            continue
        if rule.get("group"):
            charged.add(place)
        for factor in rule.get("factors", []):
            times = _money(compiled, factor.get("times"))
            if times is not None and _applies(compiled, sight, factor.get("when"), rows):
                amount = (amount * times).quantize(_CENT, ROUND_HALF_UP)
        label = str(rule.get("label", "")).replace("{{ number }}", str(position))
        yield label, count, amount


def _places(
    compiled: Compiled, sight: Sight, rule: dict[str, Any]
) -> Iterator[tuple[Rows, int, Decimal]]:
    """Return for each time the fee may be due: the row, its position from 1, and how often."""
    before = int(_quantity(sight, rule.get("offset"), ()) or 0)
    per = rule.get("per")
    if per is None:
        yield (), before + 1, Decimal(1)
        return
    entry = compiled.entries.get(per)
    if entry is None:
        return
    if entry.is_list:
        for rows in _row_numbers(compiled, sight, per):
            yield rows, before + rows[-1] + 1, Decimal(1)
        return
    count = _quantity(sight, per, ())
    if count is not None and count > 0:
        yield from _numbered(compiled, rule, before, count)


def _numbered(
    compiled: Compiled, rule: dict[str, Any], before: int, count: Decimal
) -> Iterator[tuple[Rows, int, Decimal]]:
    """Count by a number: one by one while amount or label depend on the position, then the rest."""
    if count != count.to_integral_value():
        yield (), before + 1, count
        return
    start = max(before + 1, rule.get("from", 1))
    last = min(before + int(count), rule.get("to", before + int(count)))
    singly = min(last, _positions_that_matter(compiled, rule))
    for position in range(start, singly + 1):
        yield (), position, Decimal(1)
    rest = max(start, singly + 1)
    if last >= rest:
        yield (), rest, Decimal(last - rest + 1)


def _row_numbers(compiled: Compiled, sight: Sight, list_id: str) -> list[Rows]:
    entry = compiled.entries[list_id]
    around: list[Rows] = [()]
    if entry.list_ids:
        around = _row_numbers(compiled, sight, entry.list_ids[-1])
    return [
        (*rows, number)
        for rows in around
        if sight.is_visible(list_id, rows)
        for number in range(len(sight.rows_of(entry, rows)))
    ]


def _positions_that_matter(compiled: Compiled, rule: dict[str, Any]) -> int:
    """Return up to which position amount or label differ; 0 if they do not."""
    amount = rule.get("amount")
    if isinstance(amount, dict):
        amount = compiled.parameters.get(amount.get("parameter", ""))
    named = _MOST_NAMED if "{{ number }}" in str(rule.get("label", "")) else 0
    return max(named, len(amount) - 1 if isinstance(amount, list) else 0)


def _within(rule: dict[str, Any], position: int) -> bool:
    return bool(rule.get("from", 1) <= position <= rule.get("to", position))


def _applies(compiled: Compiled, sight: Sight, when: Any, rows: Rows) -> bool:
    condition = reachable(
        fold(when, compiled.parameters), _lists_of(compiled, when, len(rows)), compiled.entries
    )
    return sight.fits(predicate(condition), rows)


def _lists_of(compiled: Compiled, when: Any, depth: int) -> tuple[str, ...]:
    """Return the lists whose rows a condition may ask: those of the deepest field it names."""
    chains = [
        compiled.entries[leaf.name].list_ids
        for leaf in leaves(when)
        if leaf.source == "field" and leaf.name in compiled.entries
    ]
    return max((chain for chain in chains if len(chain) <= depth), key=len, default=())


def _amount(compiled: Compiled, amount: Any, position: int) -> Decimal | None:
    if isinstance(amount, dict):
        amount = compiled.parameters.get(amount.get("parameter", ""))
    if isinstance(amount, list):
        amount = amount[min(position, len(amount)) - 1] if amount else None
    return _money(compiled, amount)


def _money(compiled: Compiled, amount: Any) -> Decimal | None:
    """Return an amount, or None where a city does not levy it (null, "" or not set)."""
    if isinstance(amount, dict):
        amount = compiled.parameters.get(amount.get("parameter", ""))
    return exact(amount)


def _quantity(sight: Sight, node_id: Any, rows: Rows) -> Decimal | None:
    if node_id not in sight.compiled.entries or sight.compiled.entries[node_id].list_ids:
        return None
    return exact(sight.answer(node_id, rows))
