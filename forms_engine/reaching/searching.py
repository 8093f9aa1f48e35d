"""Finds answers for which a formula holds, or that there are none, within a bounded search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from forms_engine.reaching.domains import Guess

# How many questions are looked at before one search gives up.
_MOST_LOOKS: Final = 40_000
# Of more than so many questions nothing is claimed.
MOST_QUESTIONS: Final = 60


@dataclass(frozen=True, slots=True)
class Atom:
    """Whether the answer to a question meets one of the schemas asked of it."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Formulas joined by all, any or not; compared by identity, as they are shared."""

    joint: Literal["all", "any", "not"]
    members: tuple["Formula", ...]


Formula = bool | Atom | Joined


@dataclass(frozen=True, slots=True)
class Question:
    """
    What can be answered to a question.

    :param ways: the possible answers, each with the schemas that it meets.
    :param is_complete: whether there is nothing else; if not, other answers are reckoned with,
        of which only is known that they are given.
    """

    ways: list[tuple[Any, tuple[bool, ...]]]
    is_complete: bool
    # Which schemas any given answer meets: those that only ask whether there is one.
    given: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """
    Answers for which a formula holds, by what asks for them; others do not matter.

    A `Guess` among them is not known to be a valid answer.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)


# There are no such answers, or nobody can say.
CANNOT: Final = "cannot"
UNKNOWN: Final = "unknown"
Verdict = Found | Literal["cannot", "unknown"]


def negation(formula: Formula) -> Formula:
    """Return the opposite."""
    return not formula if isinstance(formula, bool) else Joined("not", (formula,))


def both(*members: Formula) -> Formula:
    """Return what holds if all of them do."""
    asking = tuple(each for each in members if each is not True)
    if any(each is False for each in asking):
        return False
    return asking[0] if len(asking) == 1 else (Joined("all", asking) if asking else True)


def either(*members: Formula) -> Formula:
    """Return what holds if one of them does."""
    asking = tuple(each for each in members if each is not False)
    if any(each is True for each in asking):
        return True
    return asking[0] if len(asking) == 1 else (Joined("any", asking) if asking else False)


class Search:
    """
    Tries answers one by one, as far as the formula is still open.

    `looks` says how much it took: the same for the same formula and questions.
    """

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self.questions = questions
        # By question: which of its ways was chosen; past the last, an answer nobody knows.
        self.chosen: dict[str, int] = {}
        self.looks = 0
        self.is_sure = True
        self._open = ""
        self._known: dict[int, bool | None] = {}

    def begin(self, formula: Formula) -> Verdict:
        """Return answers for which a formula holds, CANNOT, or UNKNOWN."""
        found = self._goes_on(formula)
        if found is not None:
            return found
        return CANNOT if self.is_sure else UNKNOWN

    def _goes_on(self, formula: Formula) -> Found | None:
        if self.looks > _MOST_LOOKS:
            self.is_sure = False
            return None
        self._open, self._known = "", {}
        truth = self._truth(formula)
        if truth is True:
            return Found({name: self._answer(name) for name in self.chosen})
        if truth is False:
            return None
        name = self._open
        if not name:
            self.is_sure = False
            return None
        question = self.questions[name]
        for number in range(len(question.ways) + (not question.is_complete)):
            self.chosen[name] = number
            found = self._goes_on(formula)
            if found is not None:
                return found
            if self.looks > _MOST_LOOKS:
                break
        self.chosen.pop(name, None)
        return None

    def _answer(self, name: str) -> Any:
        ways = self.questions[name].ways
        return ways[self.chosen[name]][0] if self.chosen[name] < len(ways) else Guess(UNKNOWN)

    def _truth(self, formula: Formula) -> bool | None:
        """Say whether it holds whatever else is answered; None if that is still open."""
        if isinstance(formula, bool):
            return formula
        if isinstance(formula, Atom):
            return self._truth_of_atom(formula)
        place = id(formula)
        if place not in self._known:
            self._known[place] = self._truth_of_joined(formula)
        return self._known[place]

    def _truth_of_joined(self, formula: Joined) -> bool | None:
        if formula.joint == "not":
            inner = self._truth(formula.members[0])
            return None if inner is None else not inner
        decides = formula.joint == "any"
        is_open = False
        for member in formula.members:
            truth = self._truth(member)
            if truth is decides:
                return decides
            is_open = is_open or truth is None
        return None if is_open else not decides

    def _truth_of_atom(self, atom: Atom) -> bool | None:
        self.looks += 1
        number = self.chosen.get(atom.name)
        question = self.questions[atom.name]
        if number is None:
            self._open = self._open or atom.name
            return None
        if number < len(question.ways):
            return question.ways[number][1][atom.number]
        return True if question.given and question.given[atom.number] else None
