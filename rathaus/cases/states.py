"""Says which state of a case may follow which; the diagram in docs/ is printed from this table."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from rathaus.cases.models import Case

State = Case.State

WAYS: Final[dict[str, frozenset[str]]] = {
    State.RECEIVED: frozenset({State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.RECEIVED, State.GRANTED, State.REFUSED}),
    State.GRANTED: frozenset(),
    State.REFUSED: frozenset(),
}
OPEN: Final = (State.RECEIVED, State.IN_REVIEW)
DECIDED: Final = (State.GRANTED, State.REFUSED)


class NoSuchWay(Exception):
    """The case cannot go there from where it stands; the message is written for the clerk."""


def check_way(here: str, there: str) -> None:
    """
    Let a case only go where the table leads.

    :raises NoSuchWay: if no way leads there from here.
    """
    if there not in WAYS[here]:
        raise NoSuchWay(_SENTENCES[State(here)])


_SENTENCES: Final = {
    State.RECEIVED: _("Übernehmen Sie den Vorgang, bevor Sie ihn entscheiden."),
    State.IN_REVIEW: _("Der Vorgang ist schon in Bearbeitung."),
    State.GRANTED: _("Der Vorgang ist schon entschieden: bewilligt."),
    State.REFUSED: _("Der Vorgang ist schon entschieden: abgelehnt."),
}


def diagram() -> str:
    """Return the table as a Mermaid state diagram with the German names."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {state.label}" for state in State]
    lines.append(f"    [*] --> {State.RECEIVED.value}")
    for here in State:
        lines += [f"    {here.value} --> {there.value}" for there in State if there in WAYS[here]]
        if not WAYS[here]:
            lines.append(f"    {here.value} --> [*]")
    return "\n".join(lines)
