"""Merges three orders of the same things: what one side moved or added comes where it put it."""

from collections.abc import Collection, Sequence
from typing import Any

from forms_engine.merging.comparing import moved


def merged_order(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, of: Collection[str]
) -> tuple[list[str], bool]:
    """
    Return the names in `of`, each once, and whether both sides moved the same ones differently.

    Where they did, mine counts, and what only theirs has is slipped in. Swapping the sides gives
    the same order wherever they do not contradict one another.
    """
    base, mine, theirs = (_restricted(each, of) for each in (base, mine, theirs))
    both = [name for name in mine if name in set(theirs)]
    if both == [name for name in theirs if name in set(mine)]:
        # Of what both have they say the same; what one has not is placed by the other.
        order = _woven(mine, theirs, base)
        if order is not None:
            return order, False
    floating = [_floating(base, each) for each in (mine, theirs)]
    agreed = _agreed(mine, theirs, floating)
    if agreed is None:
        return slipped_in(mine, theirs, base), True
    mine_only, theirs_only = floating[0] - agreed, floating[1] - agreed
    skeleton = [name for name in _union(base, mine, agreed) if name not in mine_only | theirs_only]
    order = _hung(skeleton, [(mine, mine_only), (theirs, theirs_only)])
    return (slipped_in(mine, theirs, base), True) if order is None else (order, False)


def slipped_in(
    skeleton: Sequence[str], other: Sequence[str], base: Sequence[str] = ()
) -> list[str]:
    """Return a skeleton with what only the others have, each behind what it follows there."""
    order = list(skeleton)
    for source in (other, base):
        for place, name in enumerate(source):
            if name in order:
                continue
            before = [each for each in source[:place] if each in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, name)
    return order


def _restricted(order: Sequence[str], of: Collection[str]) -> list[str]:
    wanted = set(of)
    return list(dict.fromkeys(name for name in order if name in wanted))


def _woven(mine: list[str], theirs: list[str], base: list[str]) -> list[str] | None:
    """Weave two orders that agree in what they share; None where base has to help."""
    if set(mine) >= set(theirs):
        return slipped_in(mine, [], base)
    if set(theirs) >= set(mine):
        return slipped_in(theirs, [], base)
    return None


def _floating(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """Return what a side added or moved."""
    known, here = set(base), set(side)
    kept = [name for name in side if name in known]
    return {name for name in side if name not in known} | set(
        moved([name for name in base if name in here], kept)
    )


def _agreed(mine: list[str], theirs: list[str], floating: list[set[str]]) -> set[str] | None:
    """Return what both sides put at the same place; None where they disagree."""
    shared = floating[0] & floating[1]
    if not shared:
        return set()
    loose = (floating[0] | floating[1]) - shared
    orders = [[name for name in side if name not in loose] for side in (mine, theirs)]
    common = set(orders[0]) & set(orders[1])
    one, other = ([name for name in order if name in common] for order in orders)
    return shared if one == other else None


def _union(base: Sequence[str], mine: Sequence[str], agreed: set[str]) -> list[str]:
    """Return base's order with what both sides agree on where they put it."""
    order = [name for name in base if name not in agreed]
    return slipped_in(order, [name for name in mine if name in set(order) or name in agreed])


def _hung(skeleton: list[str], sides: list[tuple[list[str], set[str]]]) -> list[str] | None:
    """Hang what each side floats behind what it follows there; None where that is a circle."""
    runs: dict[str, list[list[str]]] = {}
    for side, floating in sides:
        anchor, run = "", []
        for name in [*side, None]:
            if name in floating:
                run.append(str(name))
                continue
            if run:
                runs.setdefault(anchor, []).append(run)
            anchor, run = str(name), []
    order: list[str] = []
    waiting: list[Any] = [*reversed(skeleton), ""]
    while waiting:
        name = waiting.pop()
        if name:
            order.append(name)
        # By their names, so that it does not matter which side is which.
        for run in sorted(runs.pop(name, []), reverse=True):
            waiting.extend(reversed(run))
    return None if runs else order
