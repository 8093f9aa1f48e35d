"""
Asks what answers can meet in a definition: conditions, and whether something is ever seen.

A hidden question has no answer. Rows of a list are asked as one row, which is enough to know
whether there is such a row.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from forms_engine.conditions import MISSING, Condition, leaves
from forms_engine.definition import Definition, Placed
from forms_engine.reaching.domains import Domain, domain_of, told_apart
from forms_engine.reaching.schemas import named_values
from forms_engine.reaching.searching import (
    MOST_QUESTIONS,
    UNKNOWN,
    Atom,
    Formula,
    Question,
    Search,
    Verdict,
    both,
    either,
    negation,
)

_ASKED: Final = "parameter "
_MOST_LEAVES: Final = 400
_MOST_TRIED: Final = 20_000


class TooMuch(Exception):
    """More is asked than a search could answer."""


class Ground:
    """
    One definition to search in.

    :param values: the city's parameters; without them, conditions may count on any values.
    :param is_submitted: whether what is required has been answered.
    """

    def __init__(
        self,
        definition: Definition,
        placed: Mapping[str, Placed],
        *,
        values: Mapping[str, Any] | None = None,
        is_submitted: bool = False,
    ) -> None:
        self.definition = definition
        self.placed = placed
        self.values = values
        self.is_submitted = is_submitted
        # What all searches together took.
        self.work = 0
        # By node: its parent and what its condition asks for.
        self._leaning: dict[str, list[str]] = {}

    def involved(self, conditions: Iterable[Condition | None], node_id: str = "") -> set[str]:
        """
        Return every node on which conditions and the sight of a node depend, itself included.

        :raises TooMuch: if there are more than a search could answer.
        """
        found: set[str] = set()
        waiting = [node_id] if node_id else []
        for condition in conditions:
            waiting.extend(_fields(condition))
        while waiting:
            each = waiting.pop()
            if each in found or each not in self.placed:
                continue
            found.add(each)
            if len(found) > MOST_QUESTIONS:
                raise TooMuch
            waiting.extend(self._leans_on(each))
        return found

    def _leans_on(self, node_id: str) -> list[str]:
        if node_id not in self._leaning:
            placed = self.placed[node_id]
            around = [placed.parent_id] if placed.parent_id else []
            self._leaning[node_id] = [*around, *_fields(placed.node.get("show_when"))]
        return self._leaning[node_id]

    def meets(
        self,
        condition: Condition | None,
        *,
        at: str | None = None,
        fails: Iterable[Condition | None] = (),
        sees_all: bool = False,
    ) -> Verdict:
        """
        Search answers for which a condition holds and others do not.

        :param at: a node around the condition that has to be seen as well.
        :param sees_all: ask as if nothing that is asked for were ever hidden.
        """
        every = [condition, *fails]
        try:
            self.involved(every, at or "")
            if sum(1 for each in every for _leaf in leaves(each)) > _MOST_LEAVES:
                return UNKNOWN
            writing = _Writing(self, sees_all=sees_all)
            goal = both(
                writing.seen(at) if at else True,
                writing.written(condition),
                *(negation(writing.written(each)) for each in fails),
            )
            searching = Search(writing.questions())
            verdict = searching.begin(goal)
        except (TooMuch, RecursionError):
            return UNKNOWN
        self.work += searching.looks
        return verdict


def _fields(condition: Condition | None) -> list[str]:
    return [leaf.name for leaf in leaves(condition) if leaf.source == "field"]


class _Writing:
    """Writes conditions as formulas over the schemas that are asked of each question."""

    def __init__(self, ground: Ground, *, sees_all: bool) -> None:
        self.ground = ground
        self.sees_all = sees_all
        self.schemas: dict[str, list[Any]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._seen: dict[str, Formula] = {}

    def seen(self, node_id: str) -> Formula:
        """Return when a node is seen: if what is around it is, and its own condition holds."""
        if node_id not in self._seen:
            self._seen[node_id] = True
            placed = self.ground.placed.get(node_id)
            if placed is None:
                self._seen[node_id] = False
            else:
                around = self.seen(placed.parent_id) if placed.parent_id else True
                self._seen[node_id] = both(around, self.written(placed.node.get("show_when")))
        return self._seen[node_id]

    def written(self, condition: Condition | None) -> Formula:
        """Return a condition as a formula."""
        if condition is None:
            return True
        for joint, join in (("all", both), ("any", either)):
            if joint in condition:
                return join(*(self.written(each) for each in condition[joint]))
        if "not" in condition:
            return negation(self.written(condition["not"]))
        return self._leaf(condition)

    def _leaf(self, condition: Condition) -> Formula:
        schema = condition.get("is", True)
        if "parameter" in condition:
            return self._atom(_ASKED + condition["parameter"], schema)
        node_id = condition["field"]
        if node_id not in self.ground.placed:
            return False
        is_seen = True if self.sees_all else self.seen(node_id)
        return both(is_seen, self._atom(node_id, schema))

    def _atom(self, name: str, schema: Any) -> Formula:
        asked = self.schemas.setdefault(name, [])
        number = self._numbers.setdefault((name, repr(schema)), len(asked))
        if number == len(asked):
            asked.append(schema)
        return Atom(name, number)

    def questions(self) -> dict[str, Question]:
        """Return what can be answered to everything that is asked."""
        return {name: self._question(name, asked) for name, asked in self.schemas.items()}

    def _question(self, name: str, asked: list[Any]) -> Question:
        if name.startswith(_ASKED):
            domain = self._parameter(name.removeprefix(_ASKED), asked)
        else:
            node = self.ground.placed[name].node
            domain = domain_of(node, asked, is_submitted=self.ground.is_submitted)
        tried = len(domain.values) * len(asked)
        self.ground.work += tried
        if tried > _MOST_TRIED:
            raise TooMuch
        ways = told_apart(domain, asked)
        given = tuple(each is True or each == {} for each in asked)
        is_complete = domain.is_complete or len(ways) == 2 ** len(asked)
        return Question(ways, is_complete, given)

    def _parameter(self, name: str, asked: list[Any]) -> Domain:
        """A value that the city sets; one that nobody knows may be anything."""
        known = self.ground.definition.get("parameters", {}).get(name, {})
        if self.ground.values is not None:
            return Domain((self.ground.values.get(name, MISSING),), is_complete=True)
        schema = known.get("schema", True)
        is_yes_no = isinstance(schema, dict) and schema.get("type") == "boolean"
        named = [True, False] if is_yes_no else named_values(asked)
        return Domain((*named, MISSING), is_complete=is_yes_no)
