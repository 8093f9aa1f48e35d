"""Lays out offered changes as rows: what each changes, in sentences, and what somebody chose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from forms_engine.definition import Definition, label_of
from forms_engine.merging import Change, Choice, Conflict, Difference, Merged
from rathaus.studio.differences_shown import Line, lines_of

TAKE: Final = "nimm"
SHOWN: Final = "gezeigt"
_OWN: Final = "eigene"
_LONGEST: Final = 10_000
_RENAMED: Final = frozenset({"node_renamed"})


@dataclass(frozen=True)
class ChangeRow:
    """
    Something that can be taken or left.

    :param name: what it is about, where its first sentence leaves that to the values below it.
    """

    id: str
    lines: list[Line]
    is_taken: bool
    name: str = ""

    @property
    def text(self) -> str:
        """Return the sentence that it is chosen by."""
        text = self.lines[0].text if self.lines else _("Etwas anderes ist anders.")
        return f"„{self.name}“: {text}" if self.name else text


@dataclass(frozen=True)
class ConflictRow:
    """
    Something that both cities changed.

    :param chosen: `mine`, `theirs`, `eigene`, or nothing yet.
    :param written: what somebody words anew; ours, as long as nobody does.
    """

    id: str
    name: str
    mine: list[Line]
    theirs: list[Line]
    can_be_written: bool
    chosen: str
    written: str


@dataclass(frozen=True)
class Chosen:
    """
    What somebody chose on the page.

    :param shown: the changes that could be chosen then; what is new since is not left out.
    """

    shown: Collection[str]
    taken: Collection[str]
    sides: Mapping[str, str]
    written: Mapping[str, str]

    @property
    def left_out(self) -> set[str]:
        """Return the ids of the changes that are not wanted."""
        return set(self.shown) - set(self.taken)

    @property
    def choices(self) -> dict[str, Choice]:
        """Return how conflicts are decided; without words, writing anew decides nothing."""
        found: dict[str, Choice] = {}
        for name, side in self.sides.items():
            if side == "mine":
                found[name] = "mine"
            elif side == "theirs":
                found[name] = "theirs"
            elif side == _OWN and (text := self.written.get(name, "").strip()):
                found[name] = {"value": text}
        return found

    def all_of(self, conflicts: Iterable[str]) -> "Chosen":
        """Return the choice of everything as the other city offers it."""
        return Chosen(self.shown, self.shown, dict.fromkeys(conflicts, "theirs"), {})


NOTHING_CHOSEN: Final = Chosen([], [], {}, {})


def chosen_of(posted: QueryDict) -> Chosen:
    """Read what somebody chose."""
    sides = {name[5:]: str(value) for name, value in posted.items() if name.startswith("wahl-")}
    written = {
        name[5:]: _readable(str(value))
        for name, value in posted.items()
        if name.startswith("text-")
    }
    return Chosen(posted.getlist(SHOWN), posted.getlist(TAKE), sides, written)


def _readable(text: str) -> str:
    """Return what was typed as a database can keep it."""
    return text.replace("\0", "").replace("\r\n", "\n")[:_LONGEST]


def change_rows(
    changes: Iterable[Change], base: Definition, theirs: Definition, *, taken: Collection[str]
) -> list[ChangeRow]:
    """Return the changes in sentences."""
    return [
        ChangeRow(
            each.id,
            lines_of(each.differences, base, theirs),
            each.id in taken,
            _renamed(each.differences[:1]),
        )
        for each in changes
    ]


def _renamed(found: Sequence[Difference]) -> str:
    """Return what a question was called whose words are what is different."""
    return str(found[0].params.get("was", "")) if found and found[0].code in _RENAMED else ""


def conflict_rows(
    merged: Merged, base: Definition, mine: Definition, chosen: Chosen
) -> list[ConflictRow]:
    """Return what both cities changed, each side in its sentences."""
    return [_conflict(each, base, mine, merged.theirs, chosen) for each in merged.conflicts]


def _conflict(
    conflict: Conflict, base: Definition, mine: Definition, theirs: Definition, chosen: Chosen
) -> ConflictRow:
    ours, others = lines_of(conflict.mine, base, mine), lines_of(conflict.theirs, base, theirs)
    value = conflict.values[1]
    return ConflictRow(
        id=conflict.id,
        name=_name(conflict.node_id, (mine, theirs, base)) or _first(ours, others),
        mine=ours,
        theirs=others,
        can_be_written=conflict.can_be_written,
        chosen=chosen.sides.get(conflict.id, ""),
        written=chosen.written.get(conflict.id, value if isinstance(value, str) else ""),
    )


def told(line: Line) -> str:
    """Return a difference on one line, for a message."""
    return line.text if line.before is None else f"{line.text}: {line.before} → {line.after}"


def _name(node_id: str, documents: Iterable[Definition]) -> str:
    nodes = (each["nodes"].get(node_id) for each in documents)
    return next((label for node in nodes if node and (label := label_of(node))), "")


def _first(*sides: list[Line]) -> str:
    found = next((lines[0].text for lines in sides if lines), "")
    return found or _("Was zusammengehört")
