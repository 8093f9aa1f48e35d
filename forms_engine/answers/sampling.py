"""Makes sets of invented answers that together meet every rule of a form once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from forms_engine.answers.inventing import invented
from forms_engine.answers.judging import judge
from forms_engine.answers.pruning import prune
from forms_engine.answers.visibility import Rows, Sight
from forms_engine.compiling import Compiled, Entry
from forms_engine.compiling.placing import reachable
from forms_engine.conditions import MISSING, Condition, fold, leaves, predicate
from forms_engine.definition import Placed, label_of
from forms_engine.reaching import UNKNOWN, Found, Ground

MOST: Final = 10
# What is shown by an answer may show more, and so on; longer chains are left unanswered.
_MOST_ROUNDS: Final = 12
_MOST_ROWS: Final = 5


@dataclass(frozen=True)
class Rule:
    """
    Something that happens for some answers only.

    :param code: `plain` (no rule at all), `route`, `nobody`, `fee`, `page`, `question`,
        `reduction`.
    :param condition: what has to hold, and `fails` what must not.
    :param at: a node that has to be seen.
    """

    code: str
    name: str = ""
    condition: Condition | None = None
    fails: tuple[Condition, ...] = ()
    at: str | None = None


@dataclass(frozen=True)
class Sample:
    """Answers, and the rule that they were made for."""

    rule: Rule
    answers: dict[str, Any] = field(default_factory=dict)


def sample_answers(
    compiled: Compiled, *, most: int = MOST, already: Sequence[Mapping[str, Any]] = ()
) -> list[Sample]:
    """
    Return answers that together meet every rule once, as far as such answers are found.

    :param already: answers that are there; no others are made for the rules they meet.
    """
    known = [Sight(compiled, prune(compiled, dict(each))) for each in already]
    samples: list[Sample] = []
    for rule in rules_of(compiled):
        if len(samples) >= most:
            break
        if any(_is_met(sight, rule) for sight in known):
            continue
        answers = answers_meeting(compiled, rule)
        if answers is not None:
            known.append(Sight(compiled, answers))
            samples.append(Sample(rule, answers))
    return samples


def rules_of(compiled: Compiled) -> Iterator[Rule]:
    """Return every rule: where applications go, what they cost, what is shown, what is reduced."""
    yield Rule("plain")
    yield from _routes(compiled)
    fees = list(_fees(compiled))
    yield from (rule for rule in fees if rule.code == "fee")
    for entry in compiled.entries.values():
        if entry.asks is not None and entry.condition is not False:
            code = "page" if entry.parent_id is None else "question"
            yield Rule(code, label_of(entry.node), at=entry.node_id)
    yield from (rule for rule in fees if rule.code == "reduction")


def _routes(compiled: Compiled) -> Iterator[Rule]:
    roles = compiled.definition.get("roles", {})
    before: list[Condition] = []
    for rule in compiled.definition.get("routing", []):
        names = [str(roles.get(role, {}).get("label") or role) for role in rule.get("to", [])]
        yield Rule("route", ", ".join(names), rule.get("when"), tuple(before))
        if rule.get("when") is None:
            return
        before.append(rule["when"])
    yield Rule("nobody", "", None, tuple(before))


def _fees(compiled: Compiled) -> Iterator[Rule]:
    for rule in compiled.definition.get("fees", []):
        per = compiled.entries.get(rule.get("per", ""))
        whens = [rule["when"]] if rule.get("when") else []
        if per is not None:
            least = max(int(rule.get("from", 1)), 1)
            count = {"minItems": least} if per.is_list else {"minimum": least}
            whens.append({"field": per.node_id, "is": count})
        name = str(rule.get("label", "")).replace("{{ number }}", str(rule.get("from", 1)))
        at = per.node_id if per is not None else None
        yield Rule("fee", name, {"all": whens} if whens else None, at=at)
        for factor in rule.get("factors", []):
            if factor.get("when"):
                reduction = str(factor.get("label") or name)
                yield Rule("reduction", reduction, {"all": [*whens, factor["when"]]}, at=at)


def every_answer(compiled: Compiled) -> dict[str, Any]:
    """Return invented answers to all that is asked, so that something is due where it can be."""
    wishes: dict[str, Any] = dict.fromkeys(compiled.entries, UNKNOWN)
    for rule in rules_of(compiled):
        if rule.code == "fee":
            found = _ground(compiled).meets(rule.condition, at=rule.at, fails=rule.fails)
            if isinstance(found, Found):
                return filled_in(compiled, {**wishes, **found.answers})
    return filled_in(compiled, wishes)


# --- finding answers ---------------------------------------------------------------------------


def answers_meeting(compiled: Compiled, rule: Rule) -> dict[str, Any] | None:
    """Return complete invented answers for which a rule comes to its turn, or None."""
    found = _ground(compiled).meets(rule.condition, at=rule.at, fails=rule.fails)
    if not isinstance(found, Found):
        return None
    answers = filled_in(compiled, found.answers)
    return answers if _is_met(Sight(compiled, answers), rule) else None


def _ground(compiled: Compiled) -> Ground:
    if "ground" not in compiled.memory:
        placed = {
            entry.node_id: Placed(
                entry.node_id, entry.node, entry.parent_id, entry.page_id, entry.list_ids
            )
            for entry in compiled.entries.values()
        }
        values = compiled.parameters
        ground = Ground(compiled.definition, placed, values=values, is_submitted=True)
        compiled.memory["ground"] = ground
    ground = compiled.memory["ground"]
    assert isinstance(ground, Ground)
    return ground


def filled_in(compiled: Compiled, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return answers with everything in them that must be answered.

    :param wishes: answers by node id; MISSING leaves a question open, UNKNOWN invents something.
    """
    answers: dict[str, Any] = {}
    for _round in range(_MOST_ROUNDS):
        sight = Sight(compiled, answers)
        missing = [
            (entry, rows, value)
            for entry, rows, seen in sight.walk()
            if seen and sight.value(entry.node_id, rows) is MISSING
            for value in [_wanted(compiled, entry, wishes)]
            if value is not MISSING
        ]
        if not missing:
            break
        for entry, rows, value in missing:
            _put(sight, entry, rows, value)
    return prune(compiled, answers)


def _wanted(compiled: Compiled, entry: Entry, wishes: Mapping[str, Any]) -> Any:
    wish = wishes.get(entry.node_id, UNKNOWN)
    if entry.is_list:
        return _rows_wanted(compiled, entry, wishes)
    if entry.kind is None or not entry.kind.has_value or entry.kind.is_hidden or not entry.path:
        return MISSING
    is_wished = entry.node_id in wishes
    if not is_wished and not entry.node.get("required"):
        return MISSING
    return invented(compiled, entry) if wish is UNKNOWN else wish


def _rows_wanted(compiled: Compiled, entry: Entry, wishes: Mapping[str, Any]) -> Any:
    wish = wishes.get(entry.node_id)
    schema = entry.node.get("schema")
    least = int(schema.get("minItems", 0)) if isinstance(schema, dict) else 0
    inside = any(
        entry.node_id in compiled.entries[node_id].list_ids
        for node_id in wishes
        if node_id in compiled.entries
    )
    count = len(wish) if isinstance(wish, list) else 0
    count = max(count, least, int(inside or bool(entry.node.get("required"))))
    if not count:
        return MISSING
    bare = entry.bare_child
    row = {} if bare is None else _wanted_bare(compiled, bare, wishes)
    return [dict(row) if isinstance(row, dict) else row for _number in range(count)]


def _wanted_bare(compiled: Compiled, bare: Entry, wishes: Mapping[str, Any]) -> Any:
    wish = wishes.get(bare.node_id, UNKNOWN)
    value = invented(compiled, bare) if wish in (MISSING, UNKNOWN) else wish
    return None if value is MISSING else value


def _put(sight: Sight, entry: Entry, rows: Rows, value: Any) -> None:
    owner: Any = sight.answers
    if entry.list_ids:
        around = sight.value(entry.list_ids[-1], rows[:-1])
        owner = around[rows[-1]] if isinstance(around, list) else None
    for key in entry.path[:-1]:
        owner = owner.setdefault(key, {}) if isinstance(owner, dict) else None
    if isinstance(owner, dict):
        owner[entry.path[-1]] = value


# --- which rules answers meet ------------------------------------------------------------------


def _is_met(sight: Sight, rule: Rule) -> bool:
    if rule.code == "plain":
        return not judge(sight.compiled, sight.answers)
    lists = _lists_around(sight.compiled, rule)
    return any(_is_met_in(sight, rule, rows, lists) for rows in _every_row(sight, lists))


def _is_met_in(sight: Sight, rule: Rule, rows: Rows, lists: tuple[str, ...]) -> bool:
    def holds(condition: Condition | None) -> bool:
        folded = fold(condition, sight.compiled.parameters)
        return sight.fits(predicate(reachable(folded, lists, sight.compiled.entries)), rows)

    if rule.at is not None and not sight.is_visible(rule.at, rows):
        return False
    return holds(rule.condition) and not any(holds(each) for each in rule.fails)


def _lists_around(compiled: Compiled, rule: Rule) -> tuple[str, ...]:
    """Return the lists around the deepest question that a rule asks."""
    names = [leaf.name for leaf in leaves(rule.condition) if leaf.source == "field"]
    names += [rule.at] if rule.at else []
    chains = [compiled.entries[name].list_ids for name in names if name in compiled.entries]
    return max(chains, key=len, default=())


def _every_row(sight: Sight, lists: tuple[str, ...]) -> list[Rows]:
    found: list[Rows] = [()]
    for list_id in lists:
        entry = sight.compiled.entries[list_id]
        found = [
            (*rows, number)
            for rows in found
            for number in range(min(len(sight.rows_of(entry, rows)), _MOST_ROWS))
        ]
    return found
