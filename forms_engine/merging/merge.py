"""Merges two documents that were made of a third, by the ids of what they hold."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from forms_engine.definition import Definition, answer_paths, walk
from forms_engine.merging.clashes import (
    Clash,
    Code,
    clash_id,
    clashes,
    differing_paths,
    leaning_paths,
)
from forms_engine.merging.differences import differences, outermost
from forms_engine.merging.messages import Difference
from forms_engine.merging.parts import MISSING, THERE, Path, Values
from forms_engine.merging.sides import Side, Sides, arranged, broken, document_of, overlaid
from forms_engine.merging.taking import Taking, is_silent, takings
from forms_engine.texts import known_names, names_used, unknown_names

Choice = Literal["mine", "theirs"] | Mapping[str, Any]
# Every round finds what the choices of the round before brought up; documents do not need more.
_MOST_ROUNDS: Final = 6


class Conflict:
    """
    Something that both sides changed, each in its own way.

    :param code: `both` changed it; `removed_here` by mine while theirs worked on it, and
        `removed_there`; `place` and `order` for where it stands; `key` for a technical name that
        both gave; `fault` for what is in no good form together.
    :param at: the part it is called by, such as ("nodes", id, "label") or ("fees", name, "amount").
    :param choice: what a person decided, if anybody did.
    """

    def __init__(self, sides: Sides, clash: Clash, choice: Choice | None) -> None:
        self._sides, self._clash = sides, clash
        self.id = clash_id(sides, clash)
        self.code: Code = clash.code
        self.at = clash.at
        self.choice = choice

    @property
    def node_id(self) -> str:
        """Return the node that it is about; empty where it is about none."""
        return self.at[1] if self.at[0] in {"nodes", "place"} else ""

    @cached_property
    def mine(self) -> tuple[Difference, ...]:
        """Return what mine changed of it since base."""
        return self._said("mine")

    @cached_property
    def theirs(self) -> tuple[Difference, ...]:
        """Return what theirs changed of it since base."""
        return self._said("theirs")

    @property
    def can_be_written(self) -> bool:
        """Say whether it is one text or value that a person may word anew."""
        if self.code == "key":
            return True
        if self.code != "both" or len(self._clash.paths) != 1:
            return False
        values = [self._sides.value(side, self.at) for side in ("mine", "theirs")]
        return all(isinstance(value, str) for value in values)

    @property
    def values(self) -> tuple[Any, Any, Any]:
        """Return what stands there in base, mine and theirs; None where nothing does."""
        path = (*self.at, "key") if self.code == "key" else self.at
        found = (self._sides.value(side, path) for side in ("base", "mine", "theirs"))
        base, mine, theirs = (None if each in (MISSING, THERE) else each for each in found)
        return base, mine, theirs

    def _said(self, side: Side) -> tuple[Difference, ...]:
        paths = self._clash.paths | self._brought_here(side)
        after = overlaid(self._sides, side, paths, self._clash.orders)
        return outermost(differences(self._sides.documents["base"], after))

    def _brought_here(self, side: Side) -> frozenset[Path]:
        """Return what a side brought into an order that both disagree about."""
        changed = self._sides.changed[side]
        things: set[Path] = set()
        for path in self._clash.orders:
            for name in self._sides.parts[side].orders.get(path, []):
                if path[0] != "nodes" or len(path) > 2:  # noqa: PLR2004
                    things.add((*path, name))
                elif ("place", name) in changed:
                    things |= {("nodes", name), ("place", name)}
        return frozenset(
            path for path in changed if any(path[:length] in things for length in (2, 3, 4))
        )


class Change:
    """Something that only theirs changed."""

    def __init__(self, sides: Sides, taking: Taking, *, is_taken: bool) -> None:
        self._sides, self._taking = sides, taking
        self.id = taking.id
        self.is_taken = is_taken

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return what it changes of base."""
        after = overlaid(self._sides, "theirs", self._taking.paths, self._taking.orders)
        return outermost(differences(self._sides.documents["base"], after))


@dataclass(frozen=True)
class Merged:
    """
    What comes of two documents.

    :param definition: theirs' changes and mine's; where they conflict and nobody has decided,
        mine's, and nothing is removed.
    :param changes: what theirs changed and mine did not.
    :param is_settled: every conflict is decided, and the result is in good form.
    """

    definition: Definition
    conflicts: list[Conflict]
    changes: list[Change]
    is_settled: bool
    theirs: Definition

    @cached_property
    def kept(self) -> list[Difference]:
        """Return in what the result differs from theirs."""
        return differences(self.theirs, self.definition)


def merge(
    base: Definition,
    mine: Definition,
    theirs: Definition,
    *,
    choices: Mapping[str, Choice] | None = None,
    left_out: Collection[str] = (),
) -> Merged:
    """
    Merge what two sides made of base; the documents stay as they are.

    :param choices: how conflicts are decided, by their id: for `mine`, for `theirs`, or as
        {"value": …} where the conflict can be written anew. A choice for a conflict that says
        something else by now does not count.
    :param left_out: ids of changes that are not taken.
    :raises NotMergeable: if one of the documents is in no good form.
    """
    return _Merging(Sides(base, mine, theirs), choices or {}, left_out).done()


class _Merging:
    """One merge: finds clashes until the result brings up no further ones."""

    def __init__(
        self, sides: Sides, choices: Mapping[str, Choice], left_out: Collection[str]
    ) -> None:
        self._sides = sides
        self._choices = choices
        self._clashes = {clash_id(sides, each): each for each in clashes(sides)}
        self._takings = takings(sides, list(self._clashes.values()))
        self._left_out = [each for each in self._takings if each.id in left_out]
        self._merged = sides.merged()
        # Chosen, and still in no good form.
        self._unsound: set[str] = set()

    def done(self) -> Merged:
        """Return what comes of it."""
        document = self._document()
        for _round in range(_MOST_ROUNDS):
            found = {clash_id(self._sides, each): each for each in self._brought_up(document)}
            self._unsound = {name for name in found if name in self._clashes}
            if found.keys() <= self._clashes.keys():
                break
            self._clashes |= found
            document = self._document()
        conflicts = [
            Conflict(self._sides, clash, self._choice(name))
            for name, clash in self._clashes.items()
        ]
        contested = frozenset().union(*(clash.paths for clash in self._clashes.values()))
        is_settled = all(each.choice is not None for each in conflicts)
        return Merged(
            definition=document,
            conflicts=conflicts,
            changes=[
                Change(self._sides, each, is_taken=each not in self._left_out)
                for each in self._takings
                if not (each.paths and each.paths <= contested) and not is_silent(each)
            ],
            is_settled=is_settled and not self._unsound and not broken(document),
            theirs=self._sides.documents["theirs"],
        )

    def _choice(self, name: str) -> Choice | None:
        return None if name in self._unsound else self._choices.get(name)

    def _document(self) -> Definition:
        values = dict(self._merged)
        orders: dict[Path, Side] = {}
        for taking in self._left_out:
            self._take(values, taking.paths, "mine")
            orders |= dict.fromkeys(taking.orders, "mine")
        for name, clash in self._clashes.items():
            choice = self._choices.get(name)
            side = choice if choice in ("mine", "theirs") else clash.stands
            if clash.code == "key" and choice not in ("mine", "theirs"):
                # Both stay; one of them is called otherwise.
                if choice is not None:
                    values[*clash.at, "key"] = choice.get("value")  # type: ignore[union-attr]
                continue
            if clash.code == "fault" and choice is None:
                continue
            self._take(values, clash.paths, side)
            if choice is not None:
                orders |= dict.fromkeys(clash.orders, side)
            if isinstance(choice, Mapping) and "value" in choice:
                values[clash.at] = choice["value"]
        self._values = values
        parts, contradicting = arranged(self._sides, values, chosen=orders)
        self._contradicting = contradicting
        return document_of(self._sides, parts)

    def _take(self, values: Values, paths: Collection[Path], side: Side) -> None:
        for path in paths:
            values[path] = self._sides.value(side, path)

    def _brought_up(self, document: Definition) -> Iterator[Clash]:
        """Find what only shows when both are together."""
        for path in self._contradicting:
            yield Clash("order", path, frozenset(), frozenset({path}))
        placed = {each.node_id for each in walk(document)}
        lost = {each for each in document["nodes"] if each not in placed}
        if lost:
            places = frozenset(
                path for path in self._sides.paths
                if path[0] == "place" and path[1] in lost and self._sides.differ(path)
            )  # fmt: skip
            at = ("place", min(path[1] for path in places)) if places else ("order",)
            yield Clash("place", at, places or self._everything())
            return
        yield from self._same_keys(document)
        yield from self._lost_names(document)
        if findings := broken(document):
            about = differing_paths(self._sides, {each.at for each in findings})
            fault = Clash("fault", min(about, default=("order",)), about or self._everything())
            if clash_id(self._sides, fault) in self._clashes:
                fault = Clash("fault", ("order",), self._everything())
            yield fault

    def _same_keys(self, document: Definition) -> Iterator[Clash]:
        """Find questions of both sides whose answers would be stored under one name."""
        by_path: dict[tuple[str, ...], list[str]] = defaultdict(list)
        nodes = document["nodes"]
        for node_id, path in answer_paths(document).items():
            if nodes[node_id].get("key"):
                by_path[path].append(node_id)
        for node_ids in by_path.values():
            if len(node_ids) < 2 or any(map(self._share_a_key(node_ids), ("mine", "theirs"))):  # noqa: PLR2004
                continue
            about = differing_paths(self._sides, node_ids)
            about |= leaning_paths(self._sides, node_ids)
            new = [each for each in node_ids if not self._sides.has("mine", ("nodes", each))]
            yield Clash("key", ("nodes", (new or sorted(node_ids))[0]), about)

    def _lost_names(self, document: Definition) -> Iterator[Clash]:
        """Find texts that name an answer which is stored under another name together."""
        texts = {path: text for path, text in self._values.items() if _has_holes(text)}
        if not texts:
            return
        known = known_names(document)
        for path, text in texts.items():
            lost = set(names_used(text)) - known
            if lost and not any(lost <= self._unknown(side, path) for side in ("mine", "theirs")):
                ways: list[Path] = [("nodes", each, "key") for each in document["nodes"]]
                ways += [("place", each) for each in document["nodes"]]
                about = frozenset(each for each in [path, *ways] if self._sides.differ(each))
                if about:
                    yield Clash("both", path, about)

    def _unknown(self, side: Side, path: Path) -> set[str]:
        """Return the names that a side's own text names and that side does not have."""
        text = self._sides.value(side, path)
        if not isinstance(text, str):
            return set()
        return set(unknown_names(text, self._sides.documents[side]))

    def _share_a_key(self, node_ids: list[str]) -> Any:
        def shared(side: str) -> bool:
            paths = answer_paths(self._sides.documents[side])
            found = Counter(paths[each] for each in node_ids if each in paths)
            return any(count > 1 for count in found.values())

        return shared

    def _everything(self) -> frozenset[Path]:
        return frozenset(path for path in self._sides.paths if self._sides.differ(path))


def _has_holes(text: object) -> bool:
    return isinstance(text, str) and "{{" in text
